import assert from "node:assert/strict";
import type { Rule, Visibility } from "../../../../local/github/core/state.ts";
import { bypass, claudeAppId, commitFile, organization, refusal, repository, shop, startWorld } from "../world.ts";
import { violation } from "../world.ts";
import type { World } from "../world.ts";

const everywhere = { repository_name: { include: ["~ALL"], exclude: [] } };

describe('push rulesets: "Push rules do not require any branch targeting because they apply to every push to the repository."', () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  const pushRule = (rule: Rule, bypassActors = [bypass("Integration", claudeAppId)]) =>
    world.ruleset({ target: "push", conditions: everywhere, rules: [rule], bypassActors });
  const isVisible = (visibility: Visibility) =>
    world.server.change((state) => void (repository(state, "shop").visibility = visibility));

  const cases: [rule: Rule, path: string, text: string, message: string][] = [
    [
      { type: "file_path_restriction", parameters: { restricted_file_paths: [".claude/**/*"] } },
      ".claude/hooks/a.sh",
      "x",
      "File path is restricted",
    ],
    [
      { type: "file_extension_restriction", parameters: { restricted_file_extensions: ["*.env"] } },
      "deploy/prod.env",
      "x",
      "File extension is restricted",
    ],
    [
      { type: "max_file_path_length", parameters: { max_file_path_length: 12 } },
      "a/much/longer/path",
      "x",
      "File path is too long",
    ],
    [
      { type: "max_file_size", parameters: { max_file_size: 1 } },
      "big",
      "x".repeat(1024 * 1024 + 1),
      "File size is too large",
    ],
  ];

  for (const [rule, path, text, message] of cases) {
    describe(rule.type, () => {
      const write = (login: string, branch: string) => commitFile(world, login, branch, path, text);

      it("binds every branch of private and internal repositories", async () => {
        await pushRule(rule);
        for (const visibility of ["private", "internal"] as const) {
          await isVisible(visibility);
          for (const branch of ["main", "any/branch"]) {
            assert.deepEqual(await refusal(write("dev", branch)), [409, violation(message)], `${visibility} ${branch}`);
          }
        }
      });

      it("binds no public repository", async () => {
        await pushRule(rule);
        await isVisible("public");
        assert.notEqual(await write("dev", "main"), "");
      });

      it("binds neither those who may bypass it nor anybody while it is not active", async () => {
        await pushRule(rule);
        assert.notEqual(await write("claude[bot]", "one"), "");
        await world.server.change((state) => {
          for (const ruleset of organization(state).rulesets) ruleset.enforcement = "evaluate";
        });
        assert.notEqual(await write("dev", "two"), "");
      });

      it("binds git objects pushed one by one, to branches and tags", async () => {
        const { rest } = world.as("claude[bot]");
        const blob = await rest.git.createBlob({ ...shop, content: text });
        const entry = { path, mode: "100644", type: "blob", sha: blob.data.sha } as const;
        const made = await rest.git.createTree({ ...shop, base_tree: world.tip(), tree: [entry] });
        const commit = { ...shop, message: "m", tree: made.data.sha, parents: [world.tip()] };
        const { sha } = (await rest.git.createCommit(commit)).data;
        await pushRule(rule, []);
        for (const ref of ["refs/heads/new", "refs/tags/v1"]) {
          assert.deepEqual(await refusal(rest.git.createRef({ ...shop, ref, sha })), [422, violation(message)]);
        }
        const forward = rest.git.updateRef({ ...shop, ref: "heads/main", sha });
        assert.deepEqual(await refusal(forward), [422, violation(message)]);
      });
    });
  }

  it("match paths as fnmatch with FNM_PATHNAME: one star stays within a folder", async () => {
    await pushRule(
      { type: "file_path_restriction", parameters: { restricted_file_paths: ["infra/*", "**/*.pem"] } },
      [],
    );
    const answers: Record<string, boolean> = {};
    for (const path of ["infra/a.tf", "infra/deep/a.tf", "key.pem", "deep/down/key.pem", "key.pem.txt"]) {
      answers[path] = await commitFile(world, "dev", "main", path, "x").then(
        () => true,
        () => false,
      );
    }
    assert.deepEqual(answers, {
      "infra/a.tf": false,
      "infra/deep/a.tf": true,
      "key.pem": false,
      "deep/down/key.pem": false,
      "key.pem.txt": true,
    });
  });
});

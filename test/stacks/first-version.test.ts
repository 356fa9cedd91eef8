import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { organizationProject, repositoryProject, root, type LocalEnvironment } from "../../local/environment/index.ts";
import type { LocalStack } from "../../local/environment/stack.ts";
import { newOrganization, newRepository, newTeam } from "../../local/github/core/defaults.ts";
import type { State } from "../../local/github/core/state.ts";
import { startEngine, succeeded } from "../support/engine.ts";
import { recreateAuditStore } from "./recreate-audit-store.ts";

// What the first version left behind: the exported state of both stacks, without positions in the source and times; the
// state of local GitHub; the declaration. It is never recorded again: people have stacks that look like it.
const fixture = join(root, "test/fixtures/first-version");

/** What a preview may do to resources of the first version. */
const harmless = ["same", "read", "create", "update", "import"];

interface Step {
  readonly op: string;
  readonly urn: string;
}

describe("a stack that the first version made", function () {
  this.timeout(300_000);
  let folder: string;
  let environment: LocalEnvironment;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "ai-governance-test-"));
    await writeFile(join(folder, "github.json"), JSON.stringify(await earlierGitHub()));
    const declaration = await readFile(join(fixture, "governance.yaml"), "utf8");
    environment = await startEngine({ folder, declaration });
  });
  after(async () => {
    await environment?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** The stack as the first version left it, with the key and the address of these servers. */
  async function imported(project: string, role: "organization" | "repository", key: string): Promise<LocalStack> {
    const stack = await environment.stack(project, "test", role);
    const file = join(folder, `${role}.json`);
    const state = await readFile(join(fixture, `${role}.json`), "utf8");
    await writeFile(file, state.replaceAll("<key>", key).replaceAll("<github>", environment.github.url));
    succeeded(await stack.pulumi("stack", "import", "--file", file));
    return stack;
  }

  async function harmfulSteps(stack: LocalStack): Promise<string[]> {
    const { file, args, cwd, env } = await stack.commandLine("preview", "--json");
    const { stdout, stderr, exitCode } = await execa(file, args, { cwd, env, reject: false, stdin: "ignore" });
    assert.equal(exitCode, 0, stdout + stderr);
    const { steps } = JSON.parse(stdout) as { steps: Step[] };
    return steps.filter(({ op }) => !harmless.includes(op)).map(({ op, urn }) => `${op} ${urn}`);
  }

  for (const [role, project] of [
    ["organization", organizationProject],
    ["repository", repositoryProject],
  ] as const) {
    it(`is taken over without replacing or deleting anything: ${role}`, async () => {
      const key = role === "organization" ? await recreateAuditStore(environment.aws, fixture) : "";
      const stack = await imported(project, role, key);
      assert.deepEqual(await harmfulSteps(stack), []);
      succeeded(await stack.pulumi("up", "--yes"));
      succeeded(await stack.pulumi("preview", "--expect-no-changes"));
    });
  }

  it("never got an answer from local GitHub that GitHub's own description does not allow", () => {
    assert.deepEqual(environment.github.responseProblems, []);
  });
});

/** The recorded GitHub, with the defaults of whatever local GitHub has learnt to remember since. */
async function earlierGitHub(): Promise<State> {
  const state = JSON.parse(await readFile(join(fixture, "github.json"), "utf8")) as State;
  return {
    ...state,
    organizations: state.organizations.map((one) => ({
      ...newOrganization(one.id, one.login, one.plan, one.createdAt),
      ...one,
      teams: one.teams.map((team) => ({ ...newTeam(team.id, team.slug, team.name, team.createdAt), ...team })),
    })),
    repositories: state.repositories.map((one) => ({
      ...newRepository(one.id, one.owner, one.name, one.visibility, one.createdAt),
      ...one,
    })),
  };
}

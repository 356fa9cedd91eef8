import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { GateReport } from "../../../governance/gate/index.ts";
import { exampleText } from "../../governance/example.ts";
import { makeFolder, makeRepository, sandbox, type Sandbox } from "../git/repositories.ts";
import { gateWith } from "./gate-world.ts";

const copilot = "Fix\n\nCo-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>\n";
const session = "Copilot-Session: 0a1b2c3d-0a1b-4c2d-8e3f-0123456789ab\n";

describe("ai-governance gate --range", () => {
  let folder: string;
  let remove: () => Promise<void>;
  let repository: Sandbox;
  let declaration: string;
  beforeEach(async () => {
    ({ folder, remove } = await makeFolder());
    repository = await makeRepository(join(folder, "clone"));
    await repository.commit("First");
    await repository.git(["branch", "base"]);
    declaration = join(folder, "governance.yaml");
    await writeFile(declaration, exampleText);
  });
  afterEach(() => remove());

  const gate = (...words: string[]) => gateWith({}, ["--declaration", declaration, ...words]);
  const inClone = (range: string, ...words: string[]) =>
    gate("--range", range, "--git-dir", repository.path, "--repository", "docs", ...words);

  it("judges the commits, without GitHub or a token", async () => {
    const one = await repository.commit(`${copilot}${session}`);
    const head = await repository.commit("By hand");
    const { exitCode, stdout, stderr } = await inClone("base..HEAD", "--json", "-");
    assert.deepEqual([exitCode, stderr], [0, ""]);
    const { findings, tools, document, ...report } = JSON.parse(stdout) as GateReport;
    assert.deepEqual([findings, tools.map(({ tool }) => tool)], [[], ["copilot"]]);
    assert.match(document, /^sha256:[0-9a-f]{64}$/);
    assert.deepEqual([report.head, report.trigger, report.tier, report.commits], [head, "range", "standard", 2]);
    assert.notEqual(one, head);
  });

  it("blocks a commit that does not say what its tool must (exit code 1)", async () => {
    const commit = await repository.commit(copilot);
    const { exitCode, stdout } = await inClone("base..HEAD", "--json", "-");
    const { findings } = JSON.parse(stdout) as GateReport;
    assert.deepEqual(
      [exitCode, findings.map(({ rule, commit: at }) => [rule, at])],
      [1, [["gate-commit-require-provenance", commit]]],
    );
  });

  it("reads files that agents obey, before and after", async () => {
    await writeFile(join(repository.path, "AGENTS.md"), "new\n");
    await repository.git(["add", "AGENTS.md"]);
    await repository.commit("Tell agents");
    const { stdout } = await inClone("base..HEAD", "--json", "-");
    assert.deepEqual((JSON.parse(stdout) as GateReport).aiPaths, [{ path: "AGENTS.md", tools: [] }]);
  });

  describe("cannot tell (exit code 2)", () => {
    const refused = async (result: ReturnType<typeof gate>, message: RegExp) => {
      const { exitCode, stdout, stderr } = await result;
      assert.deepEqual([exitCode, stdout], [2, ""]);
      assert.match(stderr, message);
    };

    it("of a shallow clone", async () => {
      await repository.commit("Second");
      const shallow = join(folder, "shallow");
      await sandbox(folder).git(["clone", "--quiet", "--depth=1", `file://${repository.path}`, shallow]);
      await refused(
        gate("--range", "HEAD..HEAD", "--git-dir", shallow, "--repository", "docs"),
        /is a shallow clone: .* fetch-depth: 0\n$/,
      );
    });

    it("of a range without commits", () =>
      refused(inClone("HEAD..HEAD"), /^range HEAD\.\.HEAD has no commit: .*; name another\n$/));

    it("of a range without a base", () =>
      refused(inClone("HEAD"), /^range HEAD has no base; write base\.\.head, e\.g\. origin\/main\.\.HEAD\n$/));

    it("of a base that the clone does not have", () =>
      refused(inClone("origin/main..HEAD"), /has no branch, tag or commit called origin\/main;/));

    it("of histories that never met", async () => {
      await repository.git(["checkout", "--quiet", "--orphan", "other"]);
      await repository.commit("Another first");
      await refused(inClone("base..other"), /have no commit in common/);
    });

    it("of what is no repository", () =>
      refused(gate("--range", "a..b", "--git-dir", "/", "--repository", "docs"), /^\/ is not a git repository/));

    it("without the repository's name, or with its organisation's", async () => {
      await refused(gate("--range", "a..b"), /^--range and --repository belong together\n$/);
      await refused(
        gate("--range", "a..b", "--repository", "meridian-pay/docs"),
        /^--repository is the name alone, such as docs; leave the organisation out\n$/,
      );
    });
  });
});

import assert from "node:assert/strict";
import { githubTypes, UNKNOWN, type ResourceRecord } from "../../../../governance/index.ts";
import { repositoryFenceFindings } from "../../../../governance/policy/repository/repository-fences.ts";
import { linesOf, record } from "../records.ts";

type Props = Readonly<Record<string, unknown>>;
const claude = { tool: "claude-code", patterns: ["refs/heads/claude/**/*"], admittedIn: ["docs"] };
const devin = { tool: "devin", patterns: ["refs/heads/devin/**/*", "refs/heads/d-*"], admittedIn: [] };
const all = [...claude.patterns, ...devin.patterns];

const fence = (over: Props = {}, includes: unknown = all, excludes: unknown = []) =>
  record(githubTypes.repositoryRuleset, {
    repository: "ledger",
    name: "ai-fence",
    target: "branch",
    enforcement: "active",
    conditions: { refName: { includes, excludes } },
    bypassActors: [],
    rules: { creation: true, update: true },
    ...over,
  });
const lines = (stack: readonly ResourceRecord[], tools: readonly (typeof claude)[] = [claude, devin]) =>
  linesOf(repositoryFenceFindings(stack, { tools }));

const said = {
  claude: "ruleset ai-fence does not cover refs/heads/claude/**/*; it must keep tool claude-code out.",
  devin: "ruleset ai-fence does not cover refs/heads/devin/**/*, refs/heads/d-*; it must keep tool devin out.",
  active: "ruleset ai-fence is not active; it must be, as there are tools to keep out.",
  blocks: "ruleset ai-fence must block creation and update of branches.",
  excludes: "ruleset ai-fence leaves branches out; it must have no exception.",
  bypass: "ruleset ai-fence has a bypass; a fence must have none.",
};

describe("repositoryFenceFindings", () => {
  const none = "no repository has a ruleset ai-fence; each public one must, to keep tools out.";
  it("reports a stack without any fence", () => {
    assert.deepEqual(repositoryFenceFindings([fence({ name: "other" })], { tools: [devin] }), [
      {
        outcome: "violation",
        subject: "ai-fence",
        message: none,
        fix: "Declare the repository with the RepositoryFence component, with all tools of governance.yaml.",
      },
    ]);
  });
  it("stays undecided about that while a ruleset's name is unknown", () => {
    assert.deepEqual(lines([fence({ name: UNKNOWN })]), [`undecided ai-fence: ${none}`]);
  });
  it("demands none where no tool has branches", () => assert.deepEqual(lines([], []), []));

  it("allows a fence around every tool, and a gap for a tool that the repository admits", () => {
    assert.deepEqual(lines([fence()]), []);
    assert.deepEqual(lines([fence({ repository: "docs" }, devin.patterns)]), []);
    assert.deepEqual(lines([fence({ repository: "docs", enforcement: "disabled" }, [])], [claude]), []);
  });
  it("compares names as GitHub does, without case", () => {
    assert.deepEqual(lines([fence({ repository: "Docs" }, devin.patterns)]), []);
    assert.deepEqual(lines([fence({ repository: "docs" }, [])], [{ ...claude, admittedIn: ["Docs"] }]), []);
  });
  const weak: readonly (readonly [says: string, ruleset: ResourceRecord, expected: string])[] = [
    ["a tool that is not kept out", fence({}, devin.patterns), said.claude],
    ["half of a tool's branches", fence({}, [...claude.patterns, "refs/heads/d-*"]), said.devin],
    ["a stopped tool in a repository that had it", fence({ repository: "docs" }, claude.patterns), said.devin],
    ["a dormant fence", fence({ enforcement: "disabled" }), said.active],
    ["a fence for tags", fence({ target: "tag" }), said.blocks],
    ["a fence that lets branches be created", fence({ rules: { creation: false, update: true } }), said.blocks],
    ["a fence that lets branches be updated", fence({ rules: { creation: true } }), said.blocks],
    ["an exception", fence({}, all, ["refs/heads/devin/x"]), said.excludes],
    ["a bypass", fence({ bypassActors: [{}] }), said.bypass],
  ];
  for (const [says, ruleset, expected] of weak) {
    it(`reports ${says}`, () => {
      const subject = String(ruleset.props["repository"]);
      assert.deepEqual(lines([ruleset]), [`violation ${subject}: ${expected}`]);
    });
  }
  it("reports each thing about a fence that has nothing", () => {
    assert.deepEqual(
      lines([fence({ enforcement: null, conditions: null, rules: null })]),
      [said.active, said.blocks, said.claude, said.devin].map((line) => `violation ledger: ${line}`),
    );
  });
  it("names the resource", () =>
    assert.equal(repositoryFenceFindings([fence({}, [])], { tools: [devin] })[0]?.urn, fence().urn));

  it("stays undecided while the repository is unknown, but not about a stopped tool", () => {
    assert.deepEqual(lines([fence({ repository: UNKNOWN }, [])]), [
      `undecided it: not known yet: ${said.claude}`,
      `violation it: ${said.devin}`,
    ]);
    assert.deepEqual(lines([fence({ repository: UNKNOWN })]), []);
  });
  it("stays undecided while a pattern is unknown", () => {
    assert.deepEqual(lines([fence({}, [...devin.patterns, UNKNOWN])]), [
      `undecided ledger: not known yet: ${said.claude}`,
    ]);
    assert.deepEqual(lines([fence({ enforcement: UNKNOWN })]), [`undecided ledger: not known yet: ${said.active}`]);
  });
});

import assert from "node:assert/strict";
import { githubTypes, UNKNOWN, type ResourceRecord } from "../../../../governance/index.ts";
import { toolSecretFindings } from "../../../../governance/policy/organization/tool-secrets.ts";
import { linesOf, record } from "../records.ts";

const working = { tool: "claude-code", secret: "AI_KEY", repositories: 2 };
const stopped = { ...working, repositories: 0 };
const list = (selectedRepositoryIds: unknown, secretName: unknown = "AI_KEY") =>
  record(githubTypes.actionsOrganizationSecretRepositories, { secretName, selectedRepositoryIds }, "list");
const one = (repositoryId: unknown) =>
  record(githubTypes.actionsOrganizationSecretRepository, { secretName: "AI_KEY", repositoryId }, "one");
const secret = (visibility: unknown, selectedRepositoryIds?: unknown, secretName: unknown = "AI_KEY") =>
  record(githubTypes.actionsOrganizationSecret, { secretName, visibility, selectedRepositoryIds }, "secret");
const lines = (stack: readonly ResourceRecord[], reach = working) =>
  linesOf(toolSecretFindings(stack, { reaches: [reach], tools: ["claude-code"] }));

const unlimited = "the stack does not limit who reads the secret of tool claude-code; it must.";
const more = "more than the 2 repositories of tool claude-code read the secret; no other must.";
const none = "workflows read the secret although tool claude-code works nowhere; none must.";
const everybody = 'every repository may read a secret of tool claude-code; its visibility must be "selected".';

describe("toolSecretFindings", () => {
  it("allows as many repositories as declared, or fewer", () => {
    assert.deepEqual(lines([list([1, 2])]), []);
    assert.deepEqual(lines([list([])]), []);
    assert.deepEqual(lines([list([1, 2]), secret("selected"), one(2), one("1")]), []);
    assert.deepEqual(lines([secret("selected", [1])]), []);
    assert.deepEqual(lines([list([])], stopped), []);
  });
  it("takes a secret's name as GitHub does, without case", () => assert.deepEqual(lines([list([1], "ai_key")]), []));

  it("reports a secret that nothing limits", () => {
    assert.deepEqual(toolSecretFindings([], { reaches: [working], tools: [] }), [
      {
        outcome: "violation",
        subject: "AI_KEY",
        message: unlimited,
        fix: "Declare the tool with the AiTool component and secretAccess, with its repositories of governance.yaml.",
      },
    ]);
    for (const stack of [[list(null)], [list(7)], [secret("selected")], [one(1)], [list([1], "OTHER")]]) {
      assert.deepEqual(lines(stack), [`violation AI_KEY: ${unlimited}`]);
    }
  });
  it("stays undecided about that while a secret's name is unknown", () => {
    assert.deepEqual(lines([list([1], UNKNOWN)]), [`undecided AI_KEY: ${unlimited}`]);
  });

  it("stays undecided about a secret of unknown name beside a good one, if it may be open to all or to more", () => {
    const open = (what: string) => [`undecided AI_KEY: whether this is the secret is not known yet; if so: ${what}`];
    assert.deepEqual(lines([list([1]), secret("all", undefined, UNKNOWN)]), open(everybody));
    assert.deepEqual(lines([list([1]), secret(UNKNOWN, undefined, UNKNOWN)]), open(everybody));
    assert.deepEqual(lines([list([1, 2]), list([3], UNKNOWN)]), open(more));
    assert.deepEqual(lines([list([1, 2]), list([2], UNKNOWN), secret("selected", [], UNKNOWN)]), []);
  });
  it("reports more repositories than declared, and any of a stopped tool", () => {
    assert.deepEqual(lines([list([1, 2, 3])]), [`violation AI_KEY: ${more}`]);
    assert.deepEqual(lines([list([1, 2]), one(3)]), [`violation AI_KEY: ${more}`]);
    assert.deepEqual(lines([list([1])], stopped), [`violation AI_KEY: ${none}`]);
  });
  it("counts a repository once", () => assert.deepEqual(lines([list([1, 2, 2]), one(1)]), []));
  it("stays undecided while one is unknown, unless the others are too many", () => {
    assert.deepEqual(lines([list([1, UNKNOWN])]), [`undecided AI_KEY: not known yet: ${more}`]);
    assert.deepEqual(lines([list(UNKNOWN)]), [`undecided AI_KEY: not known yet: ${more}`]);
    assert.deepEqual(lines([list([1, 2, 3, UNKNOWN])]), [`violation AI_KEY: ${more}`]);
  });

  it("reports a secret that every repository may read", () => {
    for (const visibility of ["all", "private", null]) {
      assert.deepEqual(lines([list([1]), secret(visibility)]), [`violation AI_KEY: ${everybody}`]);
    }
    assert.deepEqual(lines([list([1]), secret(UNKNOWN)]), [`undecided AI_KEY: not known yet: ${everybody}`]);
  });

  const undeclared = (name: unknown, visibility: unknown = "all") =>
    linesOf(toolSecretFindings([secret(visibility, [1], name)], { reaches: [], tools: ["codex", "claude-code"] }));
  it("reports a secret that nobody declared, if it is named after a tool and open to all", () => {
    for (const name of ["CLAUDE_CODE_OAUTH_TOKEN", "claude_code", "CLAUDE_CODE"]) {
      assert.deepEqual(undeclared(name), [`violation claude-code: ${everybody}`]);
    }
    assert.deepEqual(undeclared("CLAUDE_CODE_KEY", UNKNOWN), [`undecided claude-code: not known yet: ${everybody}`]);
  });
  it("allows it for selected repositories, and other secrets for all", () => {
    assert.deepEqual(undeclared("CLAUDE_CODE_OAUTH_TOKEN", "selected"), []);
    for (const name of ["CLAUDE_CODER", "SONAR_TOKEN", "MY_CLAUDE_CODE", null, UNKNOWN]) {
      assert.deepEqual(undeclared(name), []);
    }
  });
  it("reports a declared secret once", () => {
    const reaches = [{ ...working, secret: "CLAUDE_CODE_KEY" }];
    const stack = [secret("all", [1], "CLAUDE_CODE_KEY")];
    assert.equal(toolSecretFindings(stack, { reaches, tools: ["claude-code"] }).length, 1);
  });
});

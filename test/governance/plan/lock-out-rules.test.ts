import assert from "node:assert/strict";
import { UNKNOWN, type Declaration } from "../../../governance/index.ts";
import { lockOutsOf } from "../../../governance/plan/lock-outs.ts";
import type { Action } from "../../../governance/plan/sides.ts";
import { parsed } from "../example.ts";
import { record, repositoryRuleset } from "../policy/records.ts";

type Resource = ReturnType<typeof record>;
type Tool = Declaration["tools"][string];

const declared = parsed();
const { codex } = declared.tools;
assert.ok(codex);

/** Codex alone, an app with one login, which names the branches that it pushes to. */
const only = (identities: object = {}): Declaration => ({
  ...declared,
  tools: { codex: { ...codex, identities: { ...codex.identities, ...identities } } as Tool },
  automation: {},
});

const refName = (includes: unknown, excludes: unknown = []) => ({ conditions: { refName: { includes, excludes } } });
const ruleset = (rules: object, over: object = {}): Resource =>
  repositoryRuleset({ rules, ...refName(["~ALL"]), ...over });

function refused(
  after: Resource | undefined,
  declaration: Declaration = only(),
  before?: Resource,
  action: Action = "update",
) {
  const { urn, type, name } = after ?? ruleset({});
  const change = { urn, type, name, action, custom: true, ...(before && { before }), ...(after && { after }) };
  return lockOutsOf([change], declaration);
}
const said = (...args: Parameters<typeof refused>) => refused(...args).map(({ certainty }) => certainty);

const staff = { commitAuthorEmailPattern: { operator: "ends_with", pattern: "@meridian-pay.example" } };
const forApps = (rule: object, name = "commitAuthorEmailPattern") => ruleset({ [name]: rule });

describe("lockOutsOf, rule by rule", () => {
  for (const [rule, value, certainty, reason] of [
    [
      "commitAuthorEmailPattern",
      staff.commitAuthorEmailPattern,
      "certain",
      "its author address must match the pattern; GitHub gives apps one at users.noreply.github.com",
    ],
    [
      "committerEmailPattern",
      staff.commitAuthorEmailPattern,
      "certain",
      "its committer address must match the pattern; GitHub gives apps one at users.noreply.github.com",
    ],
    [
      "commitMessagePattern",
      { operator: "contains", pattern: "T-" },
      "possible",
      "its commit messages must match the pattern",
    ],
    ["requiredSignatures", true, "possible", "its commits must carry a verified signature"],
    ["requiredLinearHistory", true, "possible", "it must not push merge commits"],
    ["filePathRestriction", { restrictedFilePaths: ["a"] }, "possible", "it must not push changes of these paths"],
    ["creation", true, "certain", "it must not create these branches"],
    ["update", true, "certain", "it must not push to these branches"],
    [
      "branchNamePattern",
      { operator: "starts_with", pattern: "people/" },
      "certain",
      "the names of its branches must match the pattern",
    ],
  ] as const) {
    it(`tells what ${rule} refuses, and why`, () => {
      assert.deepEqual(refused(ruleset({ [rule]: value })), [
        { who: "codex", ruleset: "protect", rule, certainty, reason },
      ]);
    });
  }
});

describe("lockOutsOf, about addresses", () => {
  const bot = "chatgpt-codex-connector";
  it("takes an app's address with any number, and GitHub's own for committers", () => {
    assert.deepEqual(said(forApps({ operator: "contains", pattern: `+${bot}[bot]@` })), []);
    const either = { operator: "regex", pattern: `^([0-9]+\\+${bot}\\[bot\\]@users\\.)?noreply` };
    assert.deepEqual(said(forApps(either, "committerEmailPattern")), []);
    assert.deepEqual(said(forApps({ operator: "ends_with", pattern: "@github.com" }, "committerEmailPattern")), [
      "possible",
    ]);
  });
  it("does not tell where the pattern names digits, other than any", () => {
    const numbered = (pattern: string) => said(forApps({ operator: "regex", pattern }));
    assert.deepEqual(numbered("^[0-9]+@x"), ["certain"]);
    assert.deepEqual(numbered("^7\\+x"), ["possible"]);
    assert.deepEqual(numbered("^a0-91b"), ["possible"]);
  });
  it("does not tell of a tool with a machine user, or without any login", () => {
    const among = (logins: readonly string[]) => said(ruleset(staff), only({ logins }));
    assert.deepEqual(among([`${bot}[bot]`]), ["certain"]);
    assert.deepEqual(among([`${bot}[bot]`, "somebody"]), ["possible"]);
    assert.deepEqual(among([]), ["possible"]);
  });
  it("does not tell while the pattern is unknown", () => {
    assert.deepEqual(said(forApps({ operator: "contains", pattern: UNKNOWN })), ["possible"]);
    assert.deepEqual(said(ruleset({ commitAuthorEmailPattern: UNKNOWN })), ["possible"]);
  });
});

describe("lockOutsOf, about refs", () => {
  const creation = (over: object, declaration?: Declaration) => said(ruleset({ creation: true }, over), declaration);
  for (const [says, over, expected] of [
    ["another branch", refName(["refs/heads/main"]), []],
    ["its branches by a pattern", refName(["refs/heads/codex/**/*"]), ["certain"]],
    ["its branches among others", refName(["refs/heads/main", "refs/heads/codex/**/*"]), ["certain"]],
    ["all branches", refName(["~ALL"]), ["certain"]],
    ["all but its branches", refName(["~ALL"], ["refs/heads/x", "refs/heads/codex/**/*"]), []],
    ["all branches, its own left out by `~ALL`", refName(["~ALL"], ["~ALL"]), []],
    ["unknown branches", refName([UNKNOWN]), ["possible"]],
    ["an unknown list of branches", refName(UNKNOWN), ["possible"]],
    ["tags", { ...refName(["~ALL"]), target: "tag" }, []],
  ] as const) {
    it(`says ${expected[0] ?? "nothing"} of a rule on ${says}`, () => {
      assert.deepEqual(creation(over), expected);
    });
  }
  it("does not tell of a tool that names no branch", () => {
    assert.deepEqual(creation({}, only({ branches: undefined })), ["possible"]);
    assert.deepEqual(creation({}, only({ branches: [] })), ["possible"]);
  });
  it("tells where one of several patterns is covered", () => {
    const two = only({ branches: ["codex/**/*", "fix-?"] });
    assert.deepEqual(creation(refName(["refs/heads/fix-?"]), two), ["certain"]);
    assert.deepEqual(creation(refName(["refs/heads/fix-"]), two), []);
  });

  const linear = (over: object, declaration?: Declaration) =>
    said(ruleset({ requiredLinearHistory: true }, over), declaration);
  it("says that a linear history may be in the way unless it is of other branches", () => {
    assert.deepEqual(linear(refName(["~ALL"])), ["possible"]);
    assert.deepEqual(linear(refName(["refs/heads/main"])), []);
    assert.deepEqual(linear(refName([UNKNOWN])), ["possible"]);
    assert.deepEqual(linear(refName(["refs/heads/main"]), only({ branches: [] })), ["possible"]);
    const two = only({ branches: ["codex/**/*", "fix-?"] });
    assert.deepEqual(linear(refName(["refs/heads/fix-?"]), two), ["possible"]);
  });

  const named = (rule: object, over: object = {}) => said(ruleset({ branchNamePattern: rule }, over));
  it("reads names of branches without `refs/heads/`", () => {
    assert.deepEqual(named({ operator: "starts_with", pattern: "codex/" }), []);
    assert.deepEqual(named({ operator: "starts_with", pattern: "refs/heads/codex/" }), ["certain"]);
    assert.deepEqual(named({ operator: "contains", pattern: UNKNOWN }), ["possible"]);
  });
  it("judges names where the ruleset covers the branch, and does not tell where it may", () => {
    const people = { operator: "starts_with", pattern: "people/" };
    assert.deepEqual(named(people, refName(["refs/heads/main"])), []);
    assert.deepEqual(named(people, refName([UNKNOWN])), ["possible"]);
  });
});

describe("lockOutsOf, about what changes", () => {
  it("says nothing of what stays, leaves the stack, goes or has no rules", () => {
    assert.deepEqual(said(ruleset(staff), only(), undefined, "same"), []);
    assert.deepEqual(said(ruleset(staff), only(), undefined, "forget"), []);
    assert.deepEqual(said(undefined, only(), ruleset(staff), "delete"), []);
    assert.deepEqual(said(record("github:index/team:Team", { rules: staff })), []);
  });
  it("says nothing of rules that are off, by switch or ruleset", () => {
    assert.deepEqual(said(ruleset({ creation: false, update: undefined })), []);
    assert.deepEqual(said(ruleset(staff, { enforcement: "disabled" })), []);
  });
  it("says nothing of a rule that was there before, in the same place", () => {
    assert.deepEqual(said(ruleset(staff), only(), ruleset({ ...staff, deletion: true })), []);
    const unknown = ruleset({ commitAuthorEmailPattern: UNKNOWN });
    assert.deepEqual(said(unknown, only(), unknown), []);
  });
  it("tells of a rule that is switched on, or that covers other branches than before", () => {
    for (const over of [{ enforcement: "disabled" }, { enforcement: "evaluate" }, refName(["refs/heads/main"])]) {
      assert.deepEqual(said(ruleset(staff), only(), ruleset(staff, over)), ["certain"]);
    }
    assert.deepEqual(said(ruleset(staff), only(), ruleset({ creation: false })), ["certain"]);
  });
  it("leaves the fence of a repository alone", () => {
    assert.deepEqual(said(ruleset({ creation: true }, { name: "ai-fence" })), []);
  });
});

describe("lockOutsOf, about who passes", () => {
  const appId = codex.identities?.appId;
  const by = (bypassActors: readonly unknown[], declaration?: Declaration) =>
    said(ruleset(staff, { bypassActors }), declaration);
  const app = { actorType: "Integration", actorId: appId, bypassMode: "always" };
  for (const [says, actors, expected] of [
    ["the app, always", [app], []],
    ["the app, its id as text", [{ ...app, actorId: String(appId) }], []],
    ["the app, without a trace", [{ ...app, bypassMode: "exempt" }], []],
    ["the app beside others", [{ ...app, actorId: 1 }, app], []],
    ["the app in pull requests", [{ ...app, bypassMode: "pull_request" }], ["certain"]],
    ["another app", [{ ...app, actorId: 1 }], ["certain"]],
    ["a team of the same number", [{ ...app, actorType: "Team" }], ["certain"]],
    ["an unknown app", [{ ...app, actorId: UNKNOWN }], ["certain"]],
  ] as const) {
    it(`says ${expected[0] ?? "nothing"} where ${says} may pass`, () => {
      assert.deepEqual(by(actors), expected);
    });
  }
  it("tells of a tool without an app, whatever apps may pass", () => {
    assert.deepEqual(by([app, { ...app, actorId: undefined }], only({ appId: undefined })), ["certain"]);
  });
  it("judges signatures by what the declaration says", () => {
    const signed = (signedCommits: boolean | undefined) =>
      said(ruleset({ requiredSignatures: true }), only({ signedCommits }));
    assert.deepEqual([true, false, undefined].map(signed), [[], ["certain"], ["possible"]]);
  });
});

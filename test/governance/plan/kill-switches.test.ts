import assert from "node:assert/strict";
import { githubTypes, UNKNOWN } from "../../../governance/index.ts";
import { fencedTool } from "../../../governance/plan/fence-names.ts";
import { killSwitchChanges } from "../../../governance/plan/kill-switches.ts";
import type { Action } from "../../../governance/plan/sides.ts";
import { record } from "../policy/records.ts";
import { stop } from "./previews.ts";

type Resource = ReturnType<typeof record>;
const whole = stop("codex", "disabled");
const with_ = (over: Record<string, unknown>): Resource => ({ ...whole, props: { ...whole.props, ...over } });
const conditions = (over: object) => ({ conditions: { ...(whole.props["conditions"] as object), ...over } });

function between(before: Resource | undefined, after: Resource | undefined, action: Action = "update") {
  const { urn, type, name } = whole;
  const change = { urn, type, name, action, custom: true, ...(before && { before }), ...(after && { after }) };
  return killSwitchChanges([change]).map(({ outcome, tool }) => `${outcome} ${tool}`);
}

describe("killSwitchChanges", () => {
  const refName = (includes: unknown, excludes: unknown = []) => conditions({ refName: { includes, excludes } });
  const names = (includes: unknown, excludes: unknown = []) => conditions({ repositoryName: { includes, excludes } });
  for (const [says, over] of [
    ["is about tags", { target: "tag" }],
    ["lets branches be made", { rules: { creation: false, update: true } }],
    ["lets branches be pushed to", { rules: { creation: true } }],
    ["reaches some repositories only", names(["docs"])],
    ["leaves a repository out", names(["~ALL"], ["docs"])],
    ["leaves a branch out", refName(["refs/heads/codex/**/*"], ["refs/heads/codex/x"])],
    ["covers other branches", refName([])],
    ["somebody passes", { bypassActors: [{ actorType: "Team", actorId: 7 }] }],
  ] as const) {
    it(`says weakened of one that ${says}, dormant or not, and strengthened of the way back`, () => {
      assert.deepEqual(between(whole, with_(over)), ["weakened codex"]);
      assert.deepEqual(between(with_(over), whole), ["strengthened codex"]);
    });
  }
  it("says weakened of one that goes, even an empty one, and strengthened of one that comes", () => {
    assert.deepEqual(between(whole, undefined, "delete"), ["weakened codex"]);
    assert.deepEqual(between(undefined, whole, "create"), ["strengthened codex"]);
    const empty = record(githubTypes.organizationRuleset, { name: "ai-stop-codex", bypassActors: [{}] });
    assert.deepEqual(between(empty, undefined, "delete"), ["weakened codex"]);
  });
  it("is undecided while a part of it is unknown", () => {
    assert.deepEqual(between(whole, with_({ target: UNKNOWN })), ["undecided codex"]);
    assert.deepEqual(between(whole, with_(refName(UNKNOWN))), ["undecided codex"]);
    assert.deepEqual(between(with_(refName(["refs/heads/codex/**/*", UNKNOWN])), whole), ["undecided codex"]);
  });
  it("says nothing of whether it is on, of one that stays and of one that leaves the stack", () => {
    assert.deepEqual(between(whole, stop("codex", "active")), []);
    assert.deepEqual(between(whole, with_({ target: "tag" }), "same"), []);
    assert.deepEqual(between(whole, with_({ target: UNKNOWN }), "forget"), []);
  });
  it("says nothing where no switch is declared", () => {
    assert.deepEqual(killSwitchChanges([]), []);
  });
});

describe("fencedTool", () => {
  const named = (name: unknown, type: string = githubTypes.organizationRuleset) => fencedTool(record(type, { name }));
  it("knows fences and kill switches by their names", () => {
    assert.deepEqual(named("ai-fence-claude-code"), { tool: "claude-code", kind: "fence" });
    assert.deepEqual(named("ai-stop-codex"), { tool: "codex", kind: "stop" });
  });
  it("takes nothing else for one", () => {
    for (const name of ["no-ai-stop-codex", "ai-stop-", "ai-tier-critical", UNKNOWN, undefined, 7, ["ai-stop-codex"]]) {
      assert.equal(named(name), undefined, String(name));
    }
    assert.equal(named("ai-stop-codex", githubTypes.repositoryRuleset), undefined);
  });
});

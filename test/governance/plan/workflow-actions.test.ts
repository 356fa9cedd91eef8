import assert from "node:assert/strict";
import { UNKNOWN } from "../../../governance/index.ts";
import { actionPatterns, actionsType, workflowPermissions } from "../../../governance/plan/workflow-actions.ts";
import { record } from "../policy/records.ts";

type Props = Record<string, unknown>;
const docs = { name: "docs", id: 42, properties: {} };
const listing = (patternsAlloweds: unknown, more: object = {}): Props => ({
  allowedActions: "selected",
  allowedActionsConfig: { patternsAlloweds, ...more },
});
const permissions = (props: Props, ...patterns: readonly string[]) =>
  workflowPermissions([record(actionsType, props)], patterns);
const mayUse = (props: Props, pattern: string) => permissions(props, pattern)[0]?.on(docs);
const runs = (props: Props, repository = docs as { name: string; id?: unknown; properties: object }) =>
  permissions(props)[0]?.on({ ...repository, properties: {} });

describe("workflowPermissions", () => {
  it("has one for each pattern and one to run at all, and none where nothing is declared", () => {
    assert.deepEqual(
      permissions({}, "a/b").map(({ subject, permission, names }) => [subject, permission, names]),
      [
        ["workflows", "use a/b", []],
        ["workflows", "run", []],
      ],
    );
    assert.deepEqual(workflowPermissions([record("github:index/team:Team", {})], ["a/b"]), []);
  });

  for (const [says, props, pattern, answer] of [
    ["all actions", { allowedActions: "all" }, "a/b", "yes"],
    ["the organisation's own actions", { allowedActions: "local_only" }, "a/b", "no"],
    ["unknown actions", { allowedActions: UNKNOWN }, "a/b", "unknown"],
    ["the action", listing(["a/b"]), "a/b", "yes"],
    ["the action in other letters", listing(["A/b"]), "a/B", "yes"],
    ["another action", listing(["a/c"]), "a/b", "no"],
    ["all that begins so", listing(["a/*"]), "a/b@v1", "yes"],
    ["all that ends so", listing(["*@v1"]), "a/b@v1", "yes"],
    ["all that ends otherwise", listing(["a/*@v2"]), "a/b@v1", "no"],
    ["what has the parts in this order", listing(["a/*-*@v1"]), "a/b-c@v1", "yes"],
    ["what has the parts in another order", listing(["a/*x*y*"]), "a/y-x", "no"],
    ["what has a part that is not there", listing(["a/*x*"]), "a/b", "no"],
    ["what would need a part twice", listing(["a/b*b"]), "a/b", "no"],
    ["what would need an end twice", listing(["a*x*xb"]), "axb", "no"],
    ["what has nothing between the parts", listing(["a*b"]), "ab", "yes"],
    ["a pattern as wide", listing(["a/*"]), "a/*", "yes"],
    ["a narrower pattern", listing(["a/b*"]), "a/*", "no"],
    ["all but the action", listing(["a/*", "!a/b"]), "a/b", "no"],
    ["all but another action", listing(["a/*", "!a/c"]), "a/b", "yes"],
    ["an unknown list", listing(UNKNOWN), "a/b", "unknown"],
    ["the action beside an unknown one", listing(["a/b", UNKNOWN]), "a/b", "yes"],
    ["unknown settings", { allowedActions: "selected", allowedActionsConfig: UNKNOWN }, "a/b", "unknown"],
    ["GitHub's own", listing([], { githubOwnedAllowed: true }), "actions/checkout", "yes"],
    ["GitHub's own, of its other organisation", listing([], { githubOwnedAllowed: true }), "github/codeql", "yes"],
    ["not GitHub's own", listing([], { githubOwnedAllowed: false }), "actions/checkout", "no"],
    ["GitHub's own perhaps", listing([], { githubOwnedAllowed: UNKNOWN }), "actions/checkout", "unknown"],
  ] as const) {
    it(`answers ${answer} for ${pattern} where ${says} may be used`, () => {
      assert.equal(mayUse(props, pattern), answer);
    });
  }

  const selected = (repositoryIds: unknown) => ({
    enabledRepositories: "selected",
    enabledRepositoriesConfig: { repositoryIds },
  });
  for (const [says, props, id, answer] of [
    ["all", { enabledRepositories: "all" }, 42, "yes"],
    ["none", { enabledRepositories: "none" }, 42, "no"],
    ["unknown ones", { enabledRepositories: UNKNOWN }, 42, "unknown"],
    ["this one", selected([7, 42]), 42, "yes"],
    ["this one, as text", selected(["42"]), 42, "yes"],
    ["another one", selected([7]), 42, "no"],
    ["another and an unknown one", selected([7, UNKNOWN]), 42, "unknown"],
    ["one, and not known whether this", selected([42]), UNKNOWN, "unknown"],
    ["one, and this has no number here", selected([42]), undefined, "no"],
    ["an unknown one, and this has no number here", selected([UNKNOWN]), undefined, "unknown"],
  ] as const) {
    it(`answers ${answer} where workflows run in ${says}`, () => {
      assert.equal(runs(props, { ...docs, id }), answer);
    });
  }
});

describe("actionPatterns", () => {
  it("has what either side allows or blocks, once", () => {
    const one = record(actionsType, listing(["a/*", "!a/b"], { githubOwnedAllowed: true }));
    const other = record(actionsType, listing(["a/*", "c/d"]));
    assert.deepEqual(actionPatterns([one, other]), ["a/*", "actions/*", "github/*", "a/b", "c/d"]);
  });
});

import assert from "node:assert/strict";
import { githubTypes, ownTypes, type Declaration } from "../../../governance/index.ts";
import { lockOutsOf } from "../../../governance/plan/lock-outs.ts";
import { permissionsOf } from "../../../governance/plan/permissions.ts";
import { whereText } from "../../../governance/plan/sentences.ts";
import { actionsType, workflowPermissions } from "../../../governance/plan/workflow-actions.ts";
import { parsed } from "../example.ts";
import { record, repositoryRuleset } from "../policy/records.ts";
import { fence, planned } from "./previews.ts";

describe("lockOutsOf, about rules that fit", () => {
  const { tools } = parsed();
  const only = { ...parsed(), tools: { codex: tools["codex"] }, automation: {} } as Declaration;
  const ruleset = (rules: object) => repositoryRuleset({ rules, conditions: { refName: { includes: ["~ALL"] } } });
  const refused = (before: object, after: object) => {
    const [old, fresh] = [ruleset(before), ruleset(after)];
    const { urn, type, name } = fresh;
    return lockOutsOf([{ urn, type, name, action: "update", custom: true, before: old, after: fresh }], only);
  };
  it("judges a pattern for names of branches by a name that Git takes", () => {
    const pattern = "^codex/[a-z]+/[a-z]+$";
    assert.deepEqual(refused({}, { branchNamePattern: { operator: "regex", pattern } }), []);
  });
  it("says nothing of a rule that goes", () => {
    assert.deepEqual(refused({ commitMessagePattern: { operator: "contains", pattern: "T-" } }, {}), []);
  });
});

describe("planOf, about what is hardly there", () => {
  it("counts no repository where none is listed, though all get weaker", () => {
    const actions = (allowedActions: string) => record(actionsType, { allowedActions });
    assert.deepEqual(planned([actions("selected")], [actions("all")]).weakened, { repositories: 0, of: 0, share: 1 });
    assert.equal(whereText({ repositories: [], unlisted: true }, [], String), "every repository");
  });
  it("says nothing of settings of a repository that comes or goes", () => {
    const repository = record(githubTypes.repository, { name: "docs", visibility: "public" });
    assert.deepEqual(planned([], [repository]).undecided, []);
    assert.deepEqual(planned([repository], []).undecided, []);
  });
  it("says nothing of other packages, whatever their modules are called", () => {
    assert.deepEqual(planned([], [record("acme:github:Team", {})]).undecided, []);
  });
  it("lists tools by name, whichever side has them", () => {
    const { permissions } = planned([fence("devin")], [fence("codex")]);
    assert.deepEqual(
      permissions.map(({ subject }) => subject),
      ["codex", "devin"],
    );
  });
});

describe("permissions, about what nobody may", () => {
  const docs = { name: "docs", properties: {} };
  it("lets the coding agent run nowhere where it is switched off", () => {
    const policy = (enabledRepositories: string) =>
      permissionsOf([record(ownTypes.copilotPolicy, { enabledRepositories })], [], new Map()).map(({ on }) => on(docs));
    assert.deepEqual([policy("none"), policy("all")], [["no"], ["yes"]]);
  });
  it("lets workflows use an action that begins with the middle of a pattern", () => {
    const listed = { allowedActions: "selected", allowedActionsConfig: { patternsAlloweds: ["*a/*"] } };
    const answers = workflowPermissions([record(actionsType, listed)], ["a/b"]).map(({ on }) => on(docs));
    assert.equal(answers[0], "yes");
  });
});

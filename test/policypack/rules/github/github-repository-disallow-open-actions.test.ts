import assert from "node:assert/strict";
import { githubRepositoryDisallowOpenActions as rule } from "../../../../policypack/rules/github/github-repository-disallow-open-actions.ts";
import { parsed } from "../../../governance/example.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import { runResourceRule, told } from "../../../support/policy/run-rule.ts";

const type = "github:index/actionsRepositoryPermissions:ActionsRepositoryPermissions";
const fix = "Fix: Remove it: what workflows may run is the organisation's to say. Or allow fewer actions than it does.";
const run = (props: object, settings: object = {}) =>
  runResourceRule(
    rule,
    { type, props: { repository: "payments-api", allowedActions: "selected", ...props } },
    settings,
  );
const any = 'payments-api: workflows may run any action; allowedActions must be "selected" or "local_only".';

describe(rule.name, () => {
  it("reports a repository where any action may run", async () => {
    assert.deepEqual(await told(run({ allowedActions: "all" })), [[any, fix]]);
  });

  it("reports one that does not say which, or says nonsense", async () => {
    for (const allowedActions of [null, 7, {}]) assert.deepEqual(await told(run({ allowedActions })), [[any, fix]]);
  });

  it("reports actions that need no pin", async () => {
    assert.deepEqual(await told(run({ shaPinningRequired: false })), [
      ["payments-api: actions need not be pinned to a commit; shaPinningRequired must be true.", fix],
    ]);
  });

  it("allows selected actions", async () => {
    assert.deepEqual(await run({ allowedActionsConfig: { githubOwnedAllowed: true, patternsAlloweds: ["a/b@*"] } }), {
      findings: [],
    });
  });

  it("stays undecided while the choice is unknown", async () => {
    assert.deepEqual(await told(run({ allowedActions: UNKNOWN_STRING })), [
      [`Undecided: ${any.replace(": ", ": not known yet: ")}`, `Judged again when known. ${fix}`],
    ]);
  });

  it("ignores other types", async () => {
    const { notApplicable } = await runResourceRule(rule, { type: "github:index/team:Team" });
    assert.equal(notApplicable, "judges other types");
  });

  it("is told nothing and rejects any setting", async () => {
    assert.deepEqual(rule.told({ declaration: parsed(), role: "repository" }), {});
    await assert.rejects(run({}, { role: "repository" }), /unknown key "role"/);
  });
});

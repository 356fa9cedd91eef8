import assert from "node:assert/strict";
import { UNKNOWN, type ResourceRecord } from "../../../governance/index.ts";
import { settingChanges } from "../../../governance/plan/organization-settings.ts";
import type { Action } from "../../../governance/plan/sides.ts";
import { actionsType } from "../../../governance/plan/workflow-actions.ts";
import { record } from "../policy/records.ts";
import { property } from "./previews.ts";

function between(before: ResourceRecord | undefined, after: ResourceRecord | undefined, action: Action = "update") {
  const { urn, type, name } = before ?? after ?? property("ai-tier");
  const change = { urn, type, name, action, custom: true, ...(before && { before }), ...(after && { after }) };
  return settingChanges([change], new Map()).map(({ outcome, setting }) => `${outcome} ${setting}`);
}

describe("settingChanges, about workflows", () => {
  const actions = (props: Record<string, unknown>) => record(actionsType, props);
  const verified = (verifiedAllowed: boolean) => actions({ allowedActionsConfig: { verifiedAllowed } });
  it("tells of actions of verified creators", () => {
    const setting = "actions of verified creators need listing";
    assert.deepEqual(between(verified(false), verified(true)), [`weakened ${setting}`]);
    assert.deepEqual(between(verified(true), verified(false)), [`strengthened ${setting}`]);
  });
  it("tells of workflows that may approve", () => {
    const type = "github:index/actionsOrganizationWorkflowPermissions:ActionsOrganizationWorkflowPermissions";
    const token = (canApprovePullRequestReviews: boolean) => record(type, { canApprovePullRequestReviews });
    assert.deepEqual(between(token(false), token(true)), ["weakened workflows cannot approve pull requests"]);
  });
  it("says nothing of what is unknown of a setting that stays, or that leaves the stack", () => {
    const open = actions({ shaPinningRequired: UNKNOWN });
    assert.deepEqual(between(open, open, "same"), []);
    assert.deepEqual(between(open, open, "forget"), []);
    assert.deepEqual(between(open, open), ["undecided actions are pinned by digest"]);
  });
});

describe("settingChanges, about properties", () => {
  it("tells of one that goes, or comes", () => {
    const owned = "property ai-tools is edited by organisation owners only";
    const own = property("ai-tools");
    assert.deepEqual(between(own, undefined, "delete"), ["weakened property ai-tools exists", `weakened ${owned}`]);
    assert.deepEqual(between(undefined, own, "create"), [
      "strengthened property ai-tools exists",
      `strengthened ${owned}`,
    ]);
  });
  it("tells of a tier that need not be given any more", () => {
    assert.deepEqual(between(property("ai-tier"), property("ai-tier", { required: false })), [
      "weakened property ai-tier is required",
    ]);
  });
  it("demands a value of the tier's property only", () => {
    assert.deepEqual(between(property("ai-tools"), property("ai-tools", { required: false })), []);
  });
  it("leaves properties alone that are about something else", () => {
    assert.deepEqual(between(property("cost-centre"), undefined, "delete"), []);
  });
});

/** Rulesets of an organisation. Only owners see them: to all others they do not exist. */
import { isOwner, organizationOf } from "../core/access.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { forbidden, notFound } from "../core/errors.ts";
import { pageOf } from "../core/pagination.ts";
import { takeId, type Organization, type Ruleset } from "../core/state.ts";
import type { SourcedRuleset } from "../rules/model.ts";
import { fullRuleset, listedRuleset } from "./bodies/ruleset.ts";
import { refuseRuleset, type RulesetHome } from "./ruleset-checks.ts";
import { changedRuleset, isOfTarget, newRuleset } from "./ruleset-request.ts";

export const organizationRulesetHandlers: Handlers = {
  "repos/get-org-rulesets": list,
  "repos/create-org-ruleset": create,
  "repos/get-org-ruleset": (call) => {
    const organization = rulesetOrganization(call);
    return shown(call, organization, rulesetOfPath(call, organization), 200);
  },
  "repos/update-org-ruleset": update,
  "repos/delete-org-ruleset": remove,
};

function list(call: Call): Reply {
  const organization = rulesetOrganization(call);
  const { items, headers } = pageOf(
    call,
    organization.rulesets.filter((ruleset) => isOfTarget(call, ruleset)),
  );
  return { status: 200, headers, body: items.map((ruleset) => listedRuleset(call, sourced(organization, ruleset))) };
}

function create(call: Call): Reply {
  const organization = rulesetOrganization(call);
  const ruleset = newRuleset(call, takeId(call.state));
  refuseRuleset(homeOf(call, organization), ruleset);
  organization.rulesets.push(ruleset);
  return shown(call, organization, ruleset, 201);
}

function update(call: Call): Reply {
  const organization = rulesetOrganization(call);
  const earlier = rulesetOfPath(call, organization);
  const ruleset = changedRuleset(call, earlier);
  refuseRuleset(homeOf(call, organization), ruleset);
  organization.rulesets = organization.rulesets.map((item) => (item.id === ruleset.id ? ruleset : item));
  return shown(call, organization, ruleset, 200);
}

function remove(call: Call): Reply {
  const organization = rulesetOrganization(call);
  const { id } = rulesetOfPath(call, organization);
  organization.rulesets = organization.rulesets.filter((ruleset) => ruleset.id !== id);
  return { status: 204 };
}

function shown(call: Call, organization: Organization, ruleset: Ruleset, status: number): Reply {
  return { status, body: fullRuleset(call, sourced(organization, ruleset), true) };
}

function homeOf(call: Call, organization: Organization): RulesetHome {
  const { plan, rulesets } = organization;
  return { kind: "organization", state: call.state, organization, plan, rulesets };
}

const sourced = (organization: Organization, ruleset: Ruleset): SourcedRuleset => ({
  ...ruleset,
  sourceType: "Organization",
  source: organization.login,
});

function rulesetOrganization(call: Call): Organization {
  const organization = organizationOf(call);
  if (!mayAdminister(call, organization)) throw notFound();
  if (organization.plan === "free") throw forbidden("Upgrade to GitHub Team to enable this feature.");
  return organization;
}

function mayAdminister({ actor }: Call, organization: Organization): boolean {
  if (actor.kind === "user") return isOwner(actor, organization) && actor.scopes.includes("admin:org");
  const installation = organization.installations.find((item) => actor.kind === "app" && item.appId === actor.appId);
  return installation?.permissions["organization_administration"] === "write";
}

function rulesetOfPath(call: Call, organization: Organization): Ruleset {
  const ruleset = organization.rulesets.find((item) => item.id === Number(call.path["ruleset_id"]));
  if (ruleset === undefined) throw notFound();
  return ruleset;
}

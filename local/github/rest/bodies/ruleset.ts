/** How the API shows rulesets: `repository-ruleset` of the description. */
import type { Call } from "../../core/contract.ts";
import { nodeId } from "../../core/node-id.ts";
import type { SourcedRuleset } from "../../rules/model.ts";

/** In lists: without conditions, rules and bypass list. */
export function listedRuleset(call: Pick<Call, "apiUrl" | "htmlUrl">, ruleset: SourcedRuleset) {
  const { id, name, target, source, sourceType, enforcement } = ruleset;
  return {
    id,
    name,
    target,
    source_type: sourceType,
    source,
    enforcement,
    node_id: nodeId(sourceType === "Repository" ? "RepositoryRuleset" : "OrganizationRuleset", id),
    _links: linksOf(call, ruleset),
    created_at: ruleset.createdAt,
    updated_at: ruleset.updatedAt,
  };
}

/** "...the `bypass_actors` property is only returned if the user making the API request has write access to the ruleset." */
export function fullRuleset(call: Pick<Call, "apiUrl" | "htmlUrl">, ruleset: SourcedRuleset, showsBypass: boolean) {
  return {
    ...listedRuleset(call, ruleset),
    conditions: ruleset.conditions,
    rules: ruleset.rules,
    ...(showsBypass ? { bypass_actors: ruleset.bypassActors } : {}),
  };
}

function linksOf({ apiUrl, htmlUrl }: Pick<Call, "apiUrl" | "htmlUrl">, { id, source, sourceType }: SourcedRuleset) {
  if (sourceType === "Organization") {
    return {
      self: { href: `${apiUrl}/orgs/${source}/rulesets/${String(id)}` },
      html: { href: `${htmlUrl}/organizations/${source}/settings/rules/${String(id)}` },
    };
  }
  return {
    self: { href: `${apiUrl}/repos/${source}/rulesets/${String(id)}` },
    html: { href: `${htmlUrl}/${source}/rules/${String(id)}` },
  };
}

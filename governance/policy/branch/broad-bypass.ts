/** Of people only the break-glass team passes rules, and only in pull requests; a role, a key or an owner is anyone. */
import { bypassActorsOf, mayPass, type BypassActor, type BypassRights } from "./bypass-actors.ts";
import { rulesetName, rulesetsOf } from "./bypass.ts";
import { undecidedFinding, unverifiableFinding, violation, type Finding } from "../finding.ts";
import { field, isUnknown, numberOf } from "../property.ts";
import { bypassersOf } from "./protection-bypassers.ts";
import { githubTypes, ofType, type ResourceRecord } from "../resource.ts";

const only = "only the break-glass team must";
const fix = 'Remove the actor, or name the break-glass team with bypassMode: "pull_request".';
const nodeIdFix = "Name people as /login and teams as organization/team; let an app pass through a RepositoryRuleset.";
const teamFix = "Give the pack the team's id: ai-governance pack configure --role organization --break-glass-team <id>";

const peopleByType: Readonly<Record<string, string>> = {
  RepositoryRole: "everyone in a repository role",
  DeployKey: "every deploy key",
  OrganizationAdmin: "by a push, every organisation owner",
  EnterpriseOwner: "by a push, every enterprise owner",
};
// Apps and users may be agents, and an exempt actor leaves no trace: findings of their own say so.
const judgedElsewhere: readonly unknown[] = ["Integration", "User"];

/** Rules that more people may pass than the break-glass team in pull requests. */
export function broadBypassFindings(
  stack: readonly ResourceRecord[],
  { breakGlassTeamId }: Pick<BypassRights, "breakGlassTeamId">,
): Finding[] {
  const rulesets = rulesetsOf(stack);
  const teams = new Set(rulesets.flatMap(teamsInPullRequests));
  const rights = { automationAppIds: [], breakGlassTeamId };
  return [
    ...rulesets.flatMap((ruleset) =>
      rulesetFindings(ruleset, rights, breakGlassTeamId === undefined && teams.size > 1),
    ),
    ...(breakGlassTeamId === undefined && teams.size === 1 ? unverifiable(rulesets) : []),
    ...nodeIdFindings(stack),
  ];
}

function rulesetFindings(ruleset: ResourceRecord, rights: BypassRights, severalTeams: boolean): Finding[] {
  const { actors, complete } = bypassActorsOf(ruleset.props);
  const judged = actors
    .filter(({ type, mode }) => !judgedElsewhere.includes(type) && mode !== "exempt")
    .map((actor) => ({ actor, answer: severalTeams && isTeamInPullRequests(actor) ? "no" : mayPass(actor, rights) }));
  const broad = new Set(judged.filter(({ answer }) => answer === "no").map(({ actor }) => whoIs(actor)));
  const subject = rulesetName(ruleset);
  const open = !complete || judged.some(({ answer }) => answer === "unknown");
  const violated = `${[...broad].join(", ")} may pass the rules; ${only}, and only in pull requests.`;
  const unknown = `who may pass the rules is not known yet; ${only}.`;
  return [
    ...(broad.size > 0 ? [violation(subject, violated, fix, ruleset.urn)] : []),
    ...(open ? [undecidedFinding(subject, unknown, fix, ruleset.urn)] : []),
  ];
}

function whoIs({ type, mode }: BypassActor): string {
  if (type === "Team") return mode === "pull_request" ? "another team" : "by a push, a team";
  return (typeof type === "string" ? peopleByType[type] : undefined) ?? "an actor of another kind";
}

const isTeamInPullRequests = ({ type, mode }: BypassActor): boolean => type === "Team" && mode === "pull_request";

function teamsInPullRequests({ props }: ResourceRecord): number[] {
  return bypassActorsOf(props)
    .actors.filter((actor) => isTeamInPullRequests(actor) && !isUnknown(actor.id))
    .map(({ id }) => numberOf(id));
}

function unverifiable(rulesets: readonly ResourceRecord[]): Finding[] {
  const message =
    "whether the team that may pass in pull requests is the break-glass team cannot be known here; no other must.";
  const ruleset = rulesets.find((each) => teamsInPullRequests(each).length > 0);
  return ruleset ? [unverifiableFinding(rulesetName(ruleset), message, teamFix, ruleset.urn)] : [];
}

function nodeIdFindings(stack: readonly ResourceRecord[]): Finding[] {
  const known = new Set(stack.map(({ props }) => field(props, "nodeId")));
  const message = "an account that only GitHub can tell by its node id may pass the rules; accounts must be named.";
  return ofType(stack, githubTypes.branchProtection)
    .filter((protection) => bypassersOf(protection).nodeIds.some((id) => !known.has(id)))
    .map(({ name, urn }) => violation(name, message, nodeIdFix, urn));
}

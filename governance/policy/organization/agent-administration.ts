/** No AI tool and no automation administrates what holds it: a repository, a team or the organisation. */
import { isAccountOf } from "../../tools/agents.ts";
import type { Accounts } from "../branch/bypass.ts";
import { checkFindings } from "../check.ts";
import { undecidedFinding, unverifiableFinding, violation, type Finding } from "../finding.ts";
import { accountGrants, teamGrants, teamPlaces, type Grant } from "./grants.ts";
import { field, isNot, isUnknown, some, type Certainty } from "../property.ts";
import { githubTypes, ofType, type ResourceRecord } from "../resource.ts";
import { sameTeam, teamOf, withParents, type TeamReference } from "./teams.ts";
import { UNKNOWN, type Unknown } from "../unknown.ts";

const fix = 'Give it "push" at most, as a plain member; rules are loosened by a merged change of governance.yaml.';
const memberFix = 'Set defaultRepositoryPermission to "write" at most.';
const everyMember =
  "every member of the organisation administrates every repository; AI tools and automation must not.";
const must = "no AI tool and no automation must.";

/** Accounts of AI tools and automation that may loosen rules, by name or as members of a team. */
export function agentAdministrationFindings(stack: readonly ResourceRecord[], accounts: Accounts): Finding[] {
  return [
    ...accountGrants(stack).flatMap((grant) => {
      const who = holderOf(grant.to, accounts);
      return who === undefined ? [] : findingsOf(grant, who, "yes");
    }),
    ...teamFindings(stack, accounts),
    ...memberFindings(stack),
  ];
}

/** Settings that make each member, and so each account of a tool or of automation among them, an administrator. */
function memberFindings(stack: readonly ResourceRecord[]): Finding[] {
  return ofType(stack, githubTypes.organizationSettings).flatMap(({ name, props, urn }) => {
    const answer = isNot(field(props, "defaultRepositoryPermission"), "admin");
    return checkFindings(name, [{ answer, what: everyMember }], memberFix, urn);
  });
}

function teamFindings(stack: readonly ResourceRecord[], accounts: Accounts): Finding[] {
  const members = teamPlaces(stack).flatMap(({ resource, property, account }): Member[] => {
    const who = holderOf(account, accounts);
    return who === undefined
      ? []
      : [{ who: inTeam(who), teams: withParents(stack, teamOf(stack, resource, property)) }];
  });
  if (members.length === 0) return [];
  return teamGrants(stack).flatMap((grant) => teamGrantFindings(stack, grant, members));
}

interface Member {
  readonly who: string | Unknown;
  /** Its team and those above. */
  readonly teams: readonly TeamReference[];
}

function teamGrantFindings(stack: readonly ResourceRecord[], grant: Grant, members: readonly Member[]): Finding[] {
  const team = teamOf(stack, grant.resource, grant.property, grant.to);
  const found = members.flatMap(({ who, teams }) =>
    findingsOf(grant, who, some(teams.map((other) => sameTeam(team, other)))),
  );
  return [...new Map(found.map((finding) => [finding.message, finding])).values()];
}

/** What is said of the account; undefined for an account of nobody here. */
function holderOf(account: unknown, { agents, automation }: Accounts): string | Unknown | undefined {
  if (isUnknown(account)) return UNKNOWN;
  if (typeof account !== "string") return undefined;
  const agent = agents.find((identity) => isAccountOf(account, identity));
  if (agent) return `AI tool ${agent.name}`;
  const bot = automation.find((identity) => isAccountOf(account, identity));
  return bot && `automation ${bot.name}`;
}

function inTeam(who: string | Unknown): string | Unknown {
  return isUnknown(who) ? who : `a team with ${who}`;
}

function findingsOf({ power, subject, resource, does }: Grant, who: string | Unknown, holds: Certainty): Finding[] {
  if (power === "no" || holds === "no") return [];
  if (isUnknown(who)) {
    return [undecidedFinding(subject, `who ${does} is not known yet; ${must}`, fix, resource.urn)];
  }
  if (power === "unknown" || holds === "unknown") {
    return [undecidedFinding(subject, `whether ${who} ${does} is not known yet; ${must}`, fix, resource.urn)];
  }
  if (power === "untold") {
    const message = `${who} has a role of the organisation's own, which may be one that ${does}; ${must}`;
    return [unverifiableFinding(subject, message, fix, resource.urn)];
  }
  return [violation(subject, `${who} ${does}; ${must}`, fix, resource.urn)];
}

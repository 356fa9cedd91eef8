/** Nobody passes rules without a trace, and no agent passes them at all. */
import type { Identity } from "../tools/agents.ts";
import { bypassActorsOf, type BypassActor } from "./bypass-actors.ts";
import { violation, undecidedFinding, type Finding } from "./finding.ts";
import { field, isUnknown, listOf } from "./property.ts";
import { githubTypes, ofType, type ResourceRecord } from "./resource.ts";

/** The accounts of the declaration. */
export interface Accounts {
  readonly agents: readonly Identity[];
  readonly automation: readonly Identity[];
}

const traceFix = 'Set bypassMode: "pull_request" for a team of people, or remove the actor.';
const agentFix = "Remove the actor; an app that must pass is declared under automation in governance.yaml.";

/** Rulesets with a bypass of mode `exempt`, which GitHub neither evaluates nor records. */
export function exemptBypassFindings(stack: readonly ResourceRecord[]): Finding[] {
  return rulesetsOf(stack).flatMap((ruleset) => {
    const { actors, complete } = bypassActorsOf(ruleset.props);
    const subject = nameOf(ruleset);
    if (actors.some(({ mode }) => mode === "exempt")) {
      const message = `an actor is exempt from the rules, which leaves no trace; every bypass must be recorded.`;
      return [violation(subject, message, traceFix, ruleset.urn)];
    }
    if (complete && !actors.some(({ mode }) => isUnknown(mode))) return [];
    return [
      undecidedFinding(
        subject,
        "who is exempt from the rules is not known yet; nobody must be.",
        traceFix,
        ruleset.urn,
      ),
    ];
  });
}

/** Rules that an AI tool, or an app that the declaration does not know, may pass. */
export function agentBypassFindings(stack: readonly ResourceRecord[], accounts: Accounts): Finding[] {
  return [
    ...rulesetsOf(stack).flatMap((ruleset) => rulesetFindings(ruleset, accounts)),
    ...ofType(stack, githubTypes.branchProtection, githubTypes.branchProtectionV3).flatMap((protection) =>
      protectionFindings(protection, accounts),
    ),
  ];
}

function rulesetsOf(stack: readonly ResourceRecord[]): ResourceRecord[] {
  return ofType(stack, githubTypes.repositoryRuleset, githubTypes.organizationRuleset);
}

/** The name people see: the ruleset's own, else the resource's. */
function nameOf({ name, props }: ResourceRecord): string {
  const own = field(props, "name");
  return typeof own === "string" ? own : name;
}

function rulesetFindings(ruleset: ResourceRecord, accounts: Accounts): Finding[] {
  const { actors, complete } = bypassActorsOf(ruleset.props);
  const judged = actors.map((actor) => judge(actor, accounts));
  const subject = nameOf(ruleset);
  const violations = judged.flatMap(({ who }) =>
    who === undefined ? [] : [agentViolation(subject, who, ruleset.urn)],
  );
  if (complete && !judged.some(({ open }) => open)) return violations;
  const message = "whether an AI tool may pass the rules is not known yet; none must.";
  return [...violations, undecidedFinding(subject, message, agentFix, ruleset.urn)];
}

interface Judgement {
  /** Set for an actor that must not pass. */
  readonly who?: string;
  /** Nobody can tell. */
  readonly open?: true;
}

// Users are named by a number that the declaration does not hold; a machine user of a tool looks like a person.
function judge({ type, id }: BypassActor, { agents, automation }: Accounts): Judgement {
  if (isUnknown(type) || type === "User" || (type === "Integration" && isUnknown(id))) return { open: true };
  if (type !== "Integration") return {};
  const agent = agents.find(({ appId }) => appId === Number(id));
  if (agent) return { who: `the AI tool ${agent.name}` };
  return automation.some(({ appId }) => appId === Number(id))
    ? {}
    : { who: `app ${Number(id)}, which is not declared,` };
}

function agentViolation(subject: string, who: string, urn: string): Finding {
  return violation(subject, `${who} may pass the rules; no AI tool and no undeclared app must.`, agentFix, urn);
}

function protectionFindings(protection: ResourceRecord, { agents }: Accounts): Finding[] {
  const reviews = field(protection.props, "requiredPullRequestReviews");
  const blocks = [reviews, field(reviews, 0)];
  const lists = [
    field(protection.props, "forcePushBypassers"),
    ...listOf(field(protection.props, "restrictPushes")).items.map((block) => field(block, "pushAllowances")),
    ...blocks.map((block) => field(block, "pullRequestBypassers")),
    ...["users", "apps"].flatMap((kind) => [
      field(reviews, "bypassPullRequestAllowances", kind),
      field(protection.props, "restrictions", kind),
    ]),
  ].map(listOf);
  const accounts = lists.flatMap(({ items }) => items).filter((item) => typeof item === "string");
  const named = agents.filter((agent) => accounts.some((account) => isAccountOf(account, agent)));
  const violations = named.map(({ name }) => agentViolation(protection.name, `the AI tool ${name}`, protection.urn));
  if (lists.every(({ complete }) => complete) && !accounts.some(isNodeId)) return violations;
  const message = "whether an AI tool may pass the protection is not known; name accounts, not node ids.";
  return [...violations, undecidedFinding(protection.name, message, agentFix, protection.urn)];
}

/** GitHub writes users as `/login`, apps by slug, which is the login without its suffix. */
function isAccountOf(account: string, { logins }: Identity): boolean {
  const plain = (login: string): string =>
    login
      .replace(/^\//, "")
      .replace(/\[bot\]$/, "")
      .toLowerCase();
  return logins.some((login) => plain(login) === plain(account));
}

function isNodeId(account: string): boolean {
  return /^(?:[A-Z]{1,3}_[\w-]{6,}|[A-Za-z0-9+/]{12,}={1,2}|MD[A-Za-z0-9+/]{10,}={0,2})$/.test(account);
}

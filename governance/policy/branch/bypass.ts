/** Nobody passes rules without a trace, and no agent passes them at all. */
import { isAccountOf, slugOf, type Identity } from "../../tools/agents.ts";
import { bypassActorsOf, type BypassActor } from "./bypass-actors.ts";
import { violation, undecidedFinding, type Finding } from "../finding.ts";
import { field, isUnknown, numberOf } from "../property.ts";
import { bypassersOf } from "./protection-bypassers.ts";
import { githubTypes, ofType, type ResourceRecord } from "../resource.ts";

/** The accounts of the declaration. */
export interface Accounts {
  readonly agents: readonly Identity[];
  readonly automation: readonly Identity[];
}

const traceFix = 'Set bypassMode: "pull_request" for the break-glass team, or remove the actor.';
const agentFix = "Remove the actor; an app that must pass is declared under automation in governance.yaml.";
const userFix = 'Name the break-glass team with bypassMode: "pull_request" instead, or remove the actor.';

/** Rulesets with a bypass of mode `exempt`, which GitHub neither evaluates nor records. */
export function exemptBypassFindings(stack: readonly ResourceRecord[]): Finding[] {
  return rulesetsOf(stack).flatMap((ruleset) => {
    const { actors, complete } = bypassActorsOf(ruleset.props);
    const subject = rulesetName(ruleset);
    if (actors.some(({ mode }) => mode === "exempt")) {
      const message = `an actor is exempt from the rules, which leaves no trace; every bypass must be recorded.`;
      return [violation(subject, message, traceFix, ruleset.urn)];
    }
    if (complete && !actors.some(({ mode }) => isUnknown(mode))) return [];
    const message = "who is exempt from the rules is not known yet; nobody must be.";
    return [undecidedFinding(subject, message, traceFix, ruleset.urn)];
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

export function rulesetsOf(stack: readonly ResourceRecord[]): ResourceRecord[] {
  return ofType(stack, githubTypes.repositoryRuleset, githubTypes.organizationRuleset);
}

/** The name people see: the ruleset's own, else the resource's. */
export function rulesetName({ name, props }: ResourceRecord): string {
  const own = field(props, "name");
  return typeof own === "string" ? own : name;
}

function rulesetFindings(ruleset: ResourceRecord, accounts: Accounts): Finding[] {
  const { actors, complete } = bypassActorsOf(ruleset.props);
  const judged = actors.map((actor) => judge(actor, accounts));
  const subject = rulesetName(ruleset);
  const violations = judged.flatMap(({ who, fix }) =>
    who === undefined ? [] : [agentViolation(subject, who, ruleset.urn, fix)],
  );
  if (complete && !judged.some(({ open }) => open)) return violations;
  const message = "whether an AI tool may pass the rules is not known yet; none must.";
  return [...violations, undecidedFinding(subject, message, agentFix, ruleset.urn)];
}

interface Judgement {
  /** Set for an actor that must not pass. */
  readonly who?: string;
  /** Where the way out is another one than usual. */
  readonly fix?: string;
  /** Nobody can tell yet. */
  readonly open?: true;
}

// Users are named by a number that the declaration does not hold; a machine user of a tool looks like a person.
function judge({ type, id }: BypassActor, { agents, automation }: Accounts): Judgement {
  if (isUnknown(type) || (type === "Integration" && isUnknown(id))) return { open: true };
  if (type === "User") return { who: "a user, who may be an AI tool's account,", fix: userFix };
  if (type !== "Integration") return {};
  const app = numberOf(id);
  if (Number.isNaN(app)) return { who: "an app whose id is no number" };
  const agent = agents.find(({ appId }) => appId === app);
  if (agent) return { who: `the AI tool ${agent.name}` };
  return automation.some(({ appId }) => appId === app) ? {} : { who: undeclared(String(app)) };
}

const undeclared = (app: string): string => `app ${app}, which is not declared,`;

function agentViolation(subject: string, who: string, urn: string, fix = agentFix): Finding {
  return violation(subject, `${who} may pass the rules; no AI tool and no undeclared app must.`, fix, urn);
}

function protectionFindings(protection: ResourceRecord, { agents, automation }: Accounts): Finding[] {
  const { users, apps, complete } = bypassersOf(protection);
  const isAmong = (account: string, identities: readonly Identity[]): boolean =>
    identities.some((identity) => isAccountOf(account, identity));
  const tools = agents.filter((agent) => [...users, ...apps].some((account) => isAccountOf(account, agent)));
  const strangers = apps.filter((app) => !isAmong(app, agents) && !isAmong(app, automation));
  const who = [...tools.map(({ name }) => `the AI tool ${name}`), ...strangers.map((app) => undeclared(slugOf(app)))];
  const violations = who.map((each) => agentViolation(protection.name, each, protection.urn));
  if (complete) return violations;
  const message = "whether an AI tool may pass the protection is not known yet; none must.";
  return [...violations, undecidedFinding(protection.name, message, agentFix, protection.urn)];
}

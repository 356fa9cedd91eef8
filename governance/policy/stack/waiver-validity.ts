/** Waivers aimed at a stack are in force, short and a person's; and what the pack was told still holds. */
import { suggestion } from "../../suggestion.ts";
import { isAccountOf, type Identity } from "../../tools/agents.ts";
import { isExpired, targetText, type Waiver } from "../../waivers/waiver.ts";
import { undecidedFinding, violation, type Finding } from "../finding.ts";
import { managedRepositories, type ManagedRepositories } from "../repository/repositories.ts";
import type { ResourceRecord } from "../resource.ts";

/** Days that a waiver may hold from any day on which it is used. */
export const mostWaiverDays = 366;

export interface WaiverFacts {
  readonly role: "organization" | "repository";
  /** The organisation's login. */
  readonly organization: string;
  /** Last day, YYYY-MM-DD, on which the pack may rely on what it was told. Default: for ever. */
  readonly validUntil?: string | undefined;
  readonly agents: readonly Identity[];
  readonly automation: readonly Identity[];
  /** All that the pack was told, of every rule. */
  readonly allWaivers: readonly Waiver[];
  /** Ids of the rules that can be waived. */
  readonly rules: readonly string[];
}

/** What is wrong with the waivers aimed at a stack, and with the facts that the pack judges by, on a day, YYYY-MM-DD. */
export function waiverValidityFindings(stack: readonly ResourceRecord[], facts: WaiverFacts, today: string): Finding[] {
  const managed = managedRepositories(stack);
  return [
    ...outdatedFacts(facts, today),
    ...facts.allWaivers.flatMap((waiver) => {
      const mistakes = mistakesOf(waiver, facts, today);
      return mistakes.flatMap((mistake) => findingAbout(waiver, mistake, stack, managed, facts.role));
    }),
  ];
}

function outdatedFacts({ organization, validUntil }: WaiverFacts, today: string): Finding[] {
  if (validUntil === undefined || today <= validUntil) return [];
  const message = `what the pack was told of ${organization} held until ${validUntil}; the pack must be told anew.`;
  return [violation(organization, message, "Make the pack, or its configuration, anew from governance.yaml.")];
}

interface Mistake {
  readonly message: string;
  readonly fix: string;
}

function mistakesOf(waiver: Waiver, facts: WaiverFacts, today: string): Mistake[] {
  const { rule, expires } = waiver;
  const latest = lastWaiverDay(today);
  const machine = machineOf(waiver, facts);
  const expired = `the waiver of ${rule} expired on ${expires}; it must be removed or approved anew.`;
  const long = `the waiver of ${rule} holds until ${expires}; it must end within ${mostWaiverDays} days, by ${latest}.`;
  const approved = `the waiver of ${rule} is approved by ${machine}; a person must answer for it.`;
  const unknown = `the waiver names ${rule}, which is no rule that can be waived; it must name one.`;
  return [
    ...(isExpired(waiver, today) ? [{ message: expired, fix: "Remove it from waivers in governance.yaml." }] : []),
    ...(expires > latest ? [{ message: long, fix: `Write in governance.yaml: expires: ${latest}` }] : []),
    ...(machine ? [{ message: approved, fix: "Write a person's login as approvedBy in governance.yaml." }] : []),
    ...(facts.rules.includes(rule)
      ? []
      : [{ message: unknown, fix: `Name the rule as previews print it.${suggestion(rule, facts.rules)}` }]),
  ];
}

/** The last day, YYYY-MM-DD, that a waiver used today may hold. */
export function lastWaiverDay(today: string): string {
  const date = new Date(today);
  date.setUTCDate(date.getUTCDate() + mostWaiverDays);
  return date.toISOString().slice(0, 10);
}

function machineOf({ approvedBy }: Waiver, { agents, automation }: WaiverFacts): string | undefined {
  const named = (identities: readonly Identity[]) =>
    identities.find((identity) => isAccountOf(approvedBy, identity))?.name;
  const [agent, bot] = [named(agents), named(automation)];
  if (agent !== undefined) return `the AI tool ${agent}`;
  if (bot !== undefined) return `the automation ${bot}`;
  return /\[bot\]$/i.test(approvedBy) ? `the app ${approvedBy}` : undefined;
}

/** None where the waiver is another stack's: nobody must pay for that. */
function findingAbout(
  waiver: Waiver,
  { message, fix }: Mistake,
  stack: readonly ResourceRecord[],
  { named, unnamed }: ManagedRepositories,
  role: WaiverFacts["role"],
): Finding[] {
  const { repository, resource, setting } = waiver.target;
  if (setting !== undefined) return role === "organization" ? [violation(setting, message, fix)] : [];
  if (resource !== undefined) {
    const aimedAt = stack.find(({ urn }) => urn === resource);
    return aimedAt ? [violation(aimedAt.name, message, fix, resource)] : [];
  }
  const subject = targetText(waiver);
  const [aimedAt] = named.get(subject) ?? [];
  if (aimedAt) return [violation(subject, message, fix, aimedAt.urn)];
  const [possible] = unnamed;
  const ifIts = `if this is a part of repository ${String(repository)}: ${message}`;
  return possible ? [undecidedFinding(subject, ifIts, fix, possible.urn)] : [];
}

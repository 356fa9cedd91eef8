/** Whose reviews count: people's only, of the last version, and never those of whoever opened the pull request. */
import type { Declaration } from "../declaration/schema.ts";
import { recogniserOf, type Recogniser } from "../provenance/identities/recogniser.ts";
import { knownOf } from "../provenance/provenance.ts";
import { isSameAccount } from "../tools/agents.ts";
import type { Approval, Change } from "./change.ts";
import { listed, plain, shortId } from "./wording.ts";

export interface StandingApprovals {
  /** People whose approvals count. */
  readonly approvers: readonly string[];
  /** Approvals that do not count, with the reason: `carol, who is not in engineers`. */
  readonly ignored: readonly string[];
  /** People who ask for changes, of whichever version. */
  readonly objectors: readonly string[];
}

/** Of whom approvals count; `undefined`: of anybody, as nobody knows who they are. */
export interface Members {
  readonly logins: readonly string[] | undefined;
  /** What they are, after "is not": `in engineers`, `an owner of these files`. */
  readonly called: string;
}

export function standingApprovalsOf(
  approvals: readonly Approval[],
  change: Change,
  declaration: Declaration,
  members: Members,
): StandingApprovals {
  const accounts = [...new Map(approvals.map((approval) => [approval.account.toLowerCase(), approval])).values()];
  const recogniser = recogniserOf(knownOf(declaration));
  const judged = accounts.map((approval) => ({
    approval,
    who: plain(approval.account),
    notCounted: whyNobody(approval, change, declaration, recogniser) ?? whyNoMember(approval, members),
    stale: whyStale(approval, change),
  }));
  const approved = judged.filter(({ approval }) => approval.state === "approved");
  return {
    approvers: approved.filter(({ notCounted, stale }) => !(notCounted ?? stale)).map(({ who }) => who),
    ignored: approved.flatMap(({ who, notCounted, stale }) => {
      const reason = notCounted ?? stale;
      return reason === undefined ? [] : [`${who}, ${reason}`];
    }),
    objectors: judged
      .filter(({ approval, notCounted }) => approval.state === "changes-requested" && !notCounted)
      .map(({ who }) => who),
  };
}

// Tools that nobody declared are known by their accounts, too: some of those are users, whom GitHub takes for people.
function whyNobody(
  { account, isBot, isOutsider }: Approval,
  { pull }: Change,
  { tools, automation }: Declaration,
  recogniser: Recogniser,
): string | undefined {
  const party = recogniser.account(account);
  if (party.kind === "agent")
    return `an account of ${Object.hasOwn(tools, party.tool) ? `tools.${party.tool}` : `the AI tool ${plain(party.tool)}`}`;
  if (party.kind === "automation" && Object.hasOwn(automation, party.name))
    return `an account of automation.${party.name}`;
  if (isBot || party.kind !== "person") return "a bot";
  if (isOutsider) return "who is neither a member nor a collaborator";
  return pull && isSameAccount(pull.author, account) ? "who opened the pull request" : undefined;
}

function whyNoMember({ account }: Approval, { logins, called }: Members): string | undefined {
  return logins === undefined || logins.some((login) => isSameAccount(login, account))
    ? undefined
    : `who is not ${called}`;
}

// In a merge queue the commit that is judged is the queue's own, which nobody reviews.
function whyStale({ commit }: Approval, { pull, head }: Change): string | undefined {
  return commit === (pull?.head ?? head) ? undefined : "who approved an older version";
}

/** "1 person approved version abc1234 (jane); not counted: bob, who approved an older version". */
export function countSentence({ approvers, ignored }: StandingApprovals, { pull, head }: Change): string {
  const who = approvers.length === 0 ? "Nobody" : approvers.length === 1 ? "1 person" : `${approvers.length} people`;
  const names = approvers.length === 0 ? "" : ` (${listed(approvers)})`;
  const others = ignored.length === 0 ? "" : `; not counted: ${ignored.join("; ")}`;
  return `${who}${approvers.length === 0 ? " who counts" : ""} approved the last version, ${shortId(pull?.head ?? head)}${names}${others}`;
}

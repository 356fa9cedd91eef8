/** What is known of the origin of a commit, and of a pull request. */
import type { Declaration } from "../declaration/schema.ts";
import { automationOf } from "../tools/agents.ts";
import type { CommitFacts, PullRequestText } from "./commit.ts";
import { dialectRow } from "./dialects/index.ts";
import type { Provenance } from "./evidence.ts";
import { joined, none, partyFindings, type Findings } from "./findings.ts";
import type { Party } from "./identities/party.ts";
import { recogniserOf, type Recogniser } from "./identities/recogniser.ts";
import { provenanceFrom } from "./join.ts";
import type { Known } from "./known.ts";
import { noteFindings } from "./notes/findings.ts";
import { peopleOf, signaturesOf } from "./signatures.ts";
import { writtenIn } from "./written.ts";

/** The tools and automation that a declaration knows. */
export function knownOf(declaration: Declaration): Known {
  return {
    tools: Object.entries(declaration.tools).map(([name, { identities }]) => ({
      name,
      logins: identities.logins,
      branches: identities.branches,
      ...(identities.appId !== undefined && { appId: identities.appId }),
    })),
    automation: automationOf(declaration),
  };
}

/** Reads everything that a commit says. Never throws, and takes time in proportion to the message. */
export function provenanceOfCommit(commit: CommitFacts, known: Known): Provenance {
  const recogniser = recogniserOf(known);
  const written = writtenIn(commit.message, recogniser);
  const note = commit.note === undefined ? none : noteFindings(commit.note, peopleOf(commit), recogniser);
  const whole = (): Provenance => joinedFrom(recogniser, signaturesOf(commit, recogniser), written, note);
  if (written !== none || note !== none) return whole();
  const { author, committer, verified } = commit;
  const names = [author.name, author.email, committer.name, committer.email];
  return recogniser.authors.get(`${names.join("\0")}\0${verified}`, whole);
}

/** Reads what a pull request says besides its commits. Never throws. */
export function provenanceOfPullRequest(pull: PullRequestText, known: Known): Provenance {
  const recogniser = recogniserOf(known);
  return joinedFrom(
    recogniser,
    partyFindings(openerOf(pull, recogniser), { source: "opener", confidence: "proved" }),
    branchFindings(pull.headBranch, recogniser),
    writtenIn(`${pull.title}\n\n${pull.body}`, recogniser, "text"),
  );
}

// Logins of apps end in "[bot]"; those of other bots do not, and GitHub knows them all the same.
function openerOf({ author, isBot }: PullRequestText, recogniser: Recogniser): Party {
  const party = recogniser.account(author);
  return isBot && party.kind === "person" ? { kind: "unknown-bot", login: party.name } : party;
}

function branchFindings(branch: string, recogniser: Recogniser): Findings {
  const named = recogniser.branch(branch);
  return named === undefined ? none : { ...none, evidence: [{ source: "branch", confidence: "claimed", ...named }] };
}

function joinedFrom(recogniser: Recogniser, ...parts: Findings[]): Provenance {
  return provenanceFrom(joined(parts), (row) => {
    const mostly = dialectRow(row)?.mostly;
    return mostly === undefined ? undefined : recogniser.tool(mostly);
  });
}

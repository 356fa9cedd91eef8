/** Who wrote and who committed a commit, and whether that is more than a claim. */
import type { CommitFacts, Signature } from "./commit.ts";
import type { Confidence } from "./evidence.ts";
import { joined, none, partyFindings, type Findings } from "./findings.ts";
import type { Recogniser } from "./identities/recogniser.ts";

/** Address of GitHub itself, which signs what is made on its pages or by its API. */
const github = "noreply@github.com";

/**
 * A verified signature proves the committer. It proves the author too where they are the same, or where GitHub signed: it signs only
 * commits whose author is the account that made them
 * (https://docs.github.com/en/authentication/managing-commit-signature-verification/about-commit-signature-verification).
 */
export function signaturesOf(commit: CommitFacts, { party }: Recogniser): Findings {
  const { author, committer, verified } = commit;
  const proves = verified && (isSame(author, committer) || committer.email.toLowerCase() === github);
  const confidence: Confidence = verified ? "proved" : "claimed";
  const by = party(committer);
  return joined([
    partyFindings(party(author), { source: "author", confidence: proves ? "proved" : "claimed" }),
    // A person who commits what another wrote, or what a tool wrote, took no part in writing it.
    by.kind === "person" ? none : partyFindings(by, { source: "committer", confidence }),
  ]);
}

function isSame(one: Signature, other: Signature): boolean {
  return one.email.toLowerCase() === other.email.toLowerCase();
}

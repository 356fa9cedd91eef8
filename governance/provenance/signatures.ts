/** Who wrote and who committed a commit, and whether that is more than a claim. */
import type { CommitFacts, Signature } from "./commit.ts";
import type { Confidence } from "./evidence.ts";
import { dialectOf } from "./dialects/index.ts";
import { joined, none, partyFindings, type Findings } from "./findings.ts";
import { githubAddress, type Recogniser } from "./identities/recogniser.ts";
import { trailersOf } from "./trailers.ts";

/**
 * A verified signature proves the committer. It proves the author too where they are the same, or where GitHub signed: it signs what is made
 * on its pages, and what an app makes without naming another author
 * (https://docs.github.com/en/authentication/managing-commit-signature-verification/about-commit-signature-verification).
 */
export function signaturesOf(commit: CommitFacts, recogniser: Recogniser): Findings {
  const { author, committer, verified } = commit;
  const proves = verified && (isSame(author, committer) || committer.email.toLowerCase() === githubAddress);
  const confidence: Confidence = verified ? "proved" : "claimed";
  const by = recogniser.party(committer);
  return joined([
    partyFindings(recogniser.party(author), { source: "author", confidence: proves ? "proved" : "claimed" }),
    // A person who commits what another wrote, or what a tool wrote, took no part in writing it.
    by.kind === "person" ? none : partyFindings(by, { source: "committer", confidence }),
  ]);
}

/** Everybody whose name stands in the commit. */
export function peopleOf({ author, committer, message }: CommitFacts): Signature[] {
  const coAuthors = trailersOf(message, (token) => token === "co-authored-by").flatMap(({ token, value }) =>
    (dialectOf(token)?.read(value) ?? []).flatMap(({ party }) => party ?? []),
  );
  return [...coAuthors, committer, author];
}

function isSame(one: Signature, other: Signature): boolean {
  return one.email.toLowerCase() === other.email.toLowerCase();
}

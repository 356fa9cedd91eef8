/** What is known of the origin of a commit, and of a pull request. */
import type { Declaration } from "../declaration/schema.ts";
import { automationOf } from "../tools/agents.ts";
import type { CommitFacts, PullRequestText } from "./commit.ts";
import { dialects as rows } from "./dialects/index.ts";
import type { Dialect } from "./dialects/dialect.ts";
import type { Provenance } from "./evidence.ts";
import { joined, none, partyFindings } from "./findings.ts";
import { recogniserOf } from "./identities/recogniser.ts";
import { provenanceFrom } from "./join.ts";
import type { Known } from "./known.ts";
import { signaturesOf } from "./signatures.ts";
import { writtenIn } from "./written.ts";

const dialects: readonly Dialect[] = rows;

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
  return provenanceFrom(joined([signaturesOf(commit, recogniser), writtenIn(commit.message, recogniser)]), mostlyOf);
}

/** Reads what a pull request says besides its commits. Never throws. */
export function provenanceOfPullRequest(pull: PullRequestText, known: Known): Provenance {
  const recogniser = recogniserOf(known);
  const branch = recogniser.branch(pull.headBranch);
  const parts = [
    partyFindings(recogniser.account(pull.author), { source: "opener", confidence: "proved" }),
    { ...none, evidence: branch ? [{ source: "branch" as const, confidence: "claimed" as const, ...branch }] : [] },
    writtenIn(`${pull.title}\n\n${pull.body}`, recogniser, "text"),
  ];
  return provenanceFrom(joined(parts), mostlyOf);
}

function mostlyOf(row: string): string | undefined {
  return dialects.find(({ id }) => id === row)?.mostly;
}

/** What is known of the origin of a commit, and of a pull request. */
import type { Declaration } from "../declaration/schema.ts";
import { automationOf } from "../tools/agents.ts";
import type { CommitFacts, PullRequestText } from "./commit.ts";
import type { Provenance } from "./evidence.ts";
import type { Known } from "./known.ts";

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
  (void commit, known);
  return nothing;
}

/** Reads what a pull request says besides its commits. Never throws. */
export function provenanceOfPullRequest(pull: PullRequestText, known: Known): Provenance {
  (void pull, known);
  return nothing;
}

const nothing: Provenance = {
  tools: [],
  automation: [],
  unknownBots: [],
  humans: [],
  promptDigests: [],
  contextDigests: [],
  denials: [],
  evidence: [],
};

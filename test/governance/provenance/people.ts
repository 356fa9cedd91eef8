/** Commits, pull requests and organisations for tests of provenance. */
import type { CommitFacts, Known, PullRequestText } from "../../../governance/provenance/index.ts";

export const dev = { name: "Dev", email: "dev@example.com" };
export const undeclared: Known = { tools: [], automation: [] };

export function commitOf(message: string, facts: Partial<CommitFacts> = {}): CommitFacts {
  return { id: "0".repeat(40), parents: [], author: dev, committer: dev, verified: false, message, ...facts };
}

export function pullOf(text: Partial<PullRequestText>): PullRequestText {
  return { author: "dev", headBranch: "fix", title: "Fix it", body: "", ...text };
}

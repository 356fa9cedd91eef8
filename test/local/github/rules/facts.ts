/** Facts that break no rule; tests change one at a time. */
import type {
  ActorFacts,
  Change,
  CommitFacts,
  PullFacts,
  RepositoryFacts,
  ReviewFacts,
} from "../../../../local/github/rules/model.ts";

export const actor: ActorFacts = { userId: 1, appId: undefined, organizationOwner: false, role: "write", teamIds: [] };

export const repository: RepositoryFacts = {
  id: 10,
  name: "shop",
  visibility: "private",
  defaultBranch: "main",
  properties: { "ai-tier": "critical", "ai-tools": ["claude-code", "copilot"] },
};

export const commit: CommitFacts = {
  sha: "a".repeat(40),
  message: "Fix it",
  authorEmail: "dev@example.com",
  committerEmail: "noreply@github.com",
  parents: 1,
  verified: true,
};

export const update: Change = {
  kind: "update",
  ref: "refs/heads/main",
  actor,
  repository,
  fastForward: true,
  commits: [commit],
  files: [],
  checks: [],
  workflowRuns: [],
};

export const approval: ReviewFacts = { userId: 2, state: "APPROVED", counts: true, onHead: true, teamIds: [] };

export const pull: PullFacts = {
  authorId: 1,
  method: "merge",
  reviews: [],
  lastPusherId: 1,
  unresolvedThreads: 0,
  files: ["src/a.ts"],
  ownership: [],
  upToDate: true,
  squashed: [],
  writeTeamIds: [],
};

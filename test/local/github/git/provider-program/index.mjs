// Branches, files, a pull request and branch protection, with as many inputs as go together.
import * as github from "@pulumi/github";

const { GITHUB_BASE_URL: baseUrl, GITHUB_OWNER: owner, GITHUB_TOKEN: token } = process.env;
const settings = { baseUrl, owner, token, legacyClient: false, writeDelayMs: 0, readDelayMs: 0 };
const options = { provider: new github.Provider("local", settings) };
const repository = "shop";

const release = new github.Branch("release", { repository, branch: "release/1" }, options);
new github.Branch("patch", { repository, branch: "patch", sourceBranch: release.branch }, options);

const codeowners = new github.RepositoryFile(
  "codeowners",
  {
    repository,
    branch: "main",
    file: ".github/CODEOWNERS",
    content: "* @rex\n",
    commitMessage: "Add CODEOWNERS",
    commitAuthor: "Platform",
    commitEmail: "platform@example.com",
    overwriteOnCreate: true,
  },
  options,
);
const work = new github.Branch("work", { repository, branch: "work" }, { ...options, dependsOn: [codeowners] });
const file = new github.RepositoryFile(
  "agents",
  { repository, branch: work.branch, file: "AGENTS.md", content: process.env.CONTENT },
  options,
);
new github.RepositoryPullRequest(
  "pull",
  { baseRepository: repository, baseRef: "main", headRef: work.branch, title: "Add AGENTS.md", body: "Why" },
  { ...options, dependsOn: [file] },
);
new github.BranchDefault("default", { repository: "governance", branch: "trunk", rename: true }, options);

new github.BranchProtection(
  "full",
  {
    repositoryId: repository,
    pattern: "release/**/*",
    enforceAdmins: true,
    allowsDeletions: false,
    allowsForcePushes: false,
    forcePushBypassers: ["/olivia"],
    requireSignedCommits: true,
    requiredLinearHistory: true,
    requireConversationResolution: true,
    lockBranch: false,
    requiredPullRequestReviews: [
      {
        requiredApprovingReviewCount: 2,
        dismissStaleReviews: true,
        requireCodeOwnerReviews: true,
        requireLastPushApproval: true,
        restrictDismissals: true,
        dismissalRestrictions: ["/rex", "acme/owners"],
        pullRequestBypassers: ["acme/owners"],
      },
    ],
    requiredStatusChecks: [{ strict: true, contexts: ["gate", "test"] }],
    restrictPushes: [{ blocksCreations: true, pushAllowances: ["acme/owners", "/dev"] }],
  },
  { ...options, dependsOn: [release] },
);
new github.BranchProtection(
  "plain",
  { repositoryId: github.getRepositoryOutput({ name: "open" }, options).nodeId, pattern: "main" },
  options,
);

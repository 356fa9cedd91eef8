/** Attacks on the rules themselves, and around them. */
import { byRules, passes, refused, says, type Attack } from "./attack.ts";

const noReview = [says.oneApproval, says.lastPush];

export const ruleAttacks = [
  {
    id: "direct-push",
    title: "An agent pushes to the default branch",
    actor: "an agent with write access",
    wants: "code in production without a pull request",
    steps: [
      passes("claude[bot] commits to claude/checkout in storefront"),
      byRules(
        "claude[bot] merges that branch into main by the API, without a pull request",
        says.byPullRequest,
        says.checkExpected,
        says.workflowOpen,
      ),
      byRules("claude[bot] commits to main", says.byPullRequest, says.checkExpected, says.workflowOpen),
    ],
    controls: ["pull-request", "gate-check", "gate-workflow"],
    stoppedBy: "Every tier asks for a pull request, and its bypass is for pull requests only.",
    without: "The rulesets `ai-tier-standard` and `ai-paths-standard` are switched off.",
    remains: "Branches that are not the default one: the rules of the tiers do not reach them.",
  },
  {
    id: "force-push",
    title: "The history of the default branch is rewritten",
    actor: "an agent with write access, then a member of the break-glass team",
    wants: "a history in which nobody can see who changed what",
    steps: [
      byRules(
        "claude[bot] replaces main of storefront by a history of one commit",
        says.byPullRequest,
        says.checkExpected,
        "Cannot force-push to this branch",
        says.workflowOpen,
      ),
      byRules(
        "tom-developer, a member of break-glass, does the same",
        says.byPullRequest,
        says.checkExpected,
        "Cannot force-push to this branch",
        says.workflowOpen,
      ),
    ],
    controls: ["force-push-blocked", "pull-request", "bypass-narrow"],
    stoppedBy: "Every tier blocks force pushes, and break-glass passes rules in a pull request only, never by a push.",
    without: "The rulesets `ai-tier-standard` and `ai-paths-standard` are switched off.",
    remains: "Other branches. Their history is not evidence; that of the default branch is.",
  },
  {
    id: "default-branch-changed",
    title: "Another branch becomes the default one",
    actor: "an administrator of one repository",
    wants: "a `main` that production is still built from and no rule speaks of any more",
    steps: [
      passes("tom-developer, administrator of storefront, creates trunk"),
      refused(
        "tom-developer renames main to old",
        "Organization rulesets apply to this repository: only organization owners can rename its branches.",
      ),
      refused(
        "tom-developer makes trunk the default branch",
        "Organization rulesets apply to this repository: only organization owners can change its default branch.",
      ),
    ],
    controls: [],
    stoppedBy: "Where rulesets of the organisation apply, GitHub leaves both to the organisation's owners.",
    without: "Every ruleset of the organisation is switched off.",
    remains:
      "The rules follow the default branch, whatever its name, so that a rename alone dodges nothing; newer organisations may let administrators rename. " +
      "An owner who changes the default branch takes the rules off the former one.",
  },
  {
    id: "forged-author",
    title: "A commit under another's name",
    actor: "an agent that may write to a critical repository",
    wants: "its work under the name of a person",
    steps: [
      passes(
        "claude[bot] commits to claude/rounding in payments-api with maya-platform as author, and opens a pull request",
      ),
      passes("maya-platform approves, and the gate has passed"),
      passes("lee-payments, a code owner, approves"),
      byRules("tom-developer merges", "Commits must have verified signatures."),
    ],
    controls: ["signed-commits"],
    stoppedBy:
      "Tiers with `signedCommits` take no unsigned commit, and GitHub signs an app's commit only under the app's own name.",
    without: "The rule `required_signatures` is taken out.",
    remains: "Tiers without `signedCommits`, here standard: the name of an author is then what the client wrote.",
  },
  {
    id: "lenient-ruleset",
    title: "A repository administrator adds lenient rules",
    actor: "an administrator of one repository",
    wants: "rules of his own in place of the organisation's",
    steps: [
      passes(
        "tom-developer, administrator of payments-api, adds a ruleset that asks for no review and lets administrators pass",
      ),
      passes("claude[bot] opens a pull request from claude/rounding, and the gate passes"),
      passes("lee-payments, a code owner, approves"),
      byRules(
        "tom-developer merges",
        "At least 2 approving reviews are required by reviewers with write access.",
        says.twoPeople,
      ),
    ],
    controls: ["approvals"],
    stoppedBy: "Rules add up: of all that apply the strictest holds, and a bypass counts for its own ruleset only.",
    without: "The organisation's rules `pull_request` are taken out; the administrator's own is left.",
    remains:
      "Administrators of a repository still decide what no rule of the organisation speaks of, such as its merge settings.",
  },
  {
    id: "exempt-bypass",
    title: "An agent's app is made `exempt`",
    actor: "an administrator of one repository, then an owner of the organisation",
    wants: "an agent that no rule binds, without a trace of what it passes",
    steps: [
      refused(
        "tom-developer, administrator of storefront, adds the app to `ai-tier-standard` as `exempt`",
        "Not Found",
      ),
      passes("ada-owner, an owner of the organisation, does it"),
      passes("claude[bot] opens a pull request from claude/checkout"),
      byRules("claude[bot] merges it", ...noReview),
      passes("tom-developer approves"),
      passes("claude[bot] merges it, without the gate"),
    ],
    controls: [],
    foundBy: "github-ruleset-disallow-exempt-bypass",
    remains:
      "An owner of the organisation can change any rule. Declared in a stack, the policy pack refuses it in preview; made by hand, a refresh shows it and `pulumi up` takes it back. " +
      "One approval stays, by a person or another app, because the ruleset of the AI paths has a bypass list of its own, and that is empty.",
  },
  {
    id: "break-glass-member-added",
    title: "Somebody joins the break-glass team and stays",
    actor: "a developer who was let into the break-glass team",
    wants: "merges that the gate has not judged, on any day",
    steps: [
      passes("claude[bot] opens a pull request from claude/checkout in storefront"),
      passes("tom-developer is added to break-glass"),
      byRules("tom-developer pushes to main", says.byPullRequest, says.checkExpected, says.workflowOpen),
      byRules("tom-developer merges the pull request", ...noReview),
      passes("maya-platform approves"),
      passes("tom-developer merges it, without the gate"),
    ],
    controls: [],
    remains:
      "That is what the team is for. It is kept empty; GitHub records the joining and each bypass in the audit log, so watch both. It passes rules in pull requests only, " +
      "one approval stays, and so do the AI paths.",
  },
  {
    id: "trail-switched-off",
    title: "A squash merge drops who wrote the change",
    actor: "an administrator of one repository",
    wants: "a history without tool, model and session",
    steps: [passes("tom-developer, administrator of payments-api, sets the squash message to blank")],
    controls: [],
    foundBy: "github-repository-require-trail-preserving-merges",
    remains:
      "Merge settings belong to a repository's administrators. A refresh of the repository's stack shows the change and `pulumi up` takes it back; " +
      "until then the pull request still has the commits.",
  },
] as const satisfies readonly Attack[];

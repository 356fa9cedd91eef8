/** Attacks on the approvals that a change needs. */
import { byRules, passes, refused, says, type Attack } from "./attack.ts";

const opened = passes("claude[bot] opens a pull request from claude/checkout in storefront, and the gate passes");

export const reviewAttacks = [
  {
    id: "agent-approves",
    title: "An agent approves",
    actor: "the agent that wrote the change, then a second one",
    wants: "a merge that no person has read",
    steps: [
      opened,
      refused(
        "claude[bot] approves its own pull request",
        "Unprocessable Entity Review Can not approve your own pull request",
      ),
      passes("cursor[bot] approves it"),
      byRules("tom-developer merges", says.people),
    ],
    controls: ["people-approve"],
    stoppedBy:
      "`reviewers` of the tier names a team of people who must give the approvals, and GitHub has no app in a team. By itself GitHub counts the approval of every app that may write contents.",
    without: "`required_reviewers` is taken out of the tiers' rules; one approval is asked for as before.",
    remains:
      "A tier without `reviewers`: `pulumi up` names it. An app that may only read contents gives no approval that counts.",
  },
  {
    id: "machine-user-approves",
    title: "A machine user approves",
    actor: "an agent with an account like a person's, here that of a disabled tool",
    wants: "a merge that no person has read",
    steps: [
      opened,
      passes("openhands-agent, a user with write access, approves"),
      byRules("tom-developer merges", says.people),
    ],
    controls: ["people-approve"],
    stoppedBy:
      "`reviewers` of the tier names a team of people who must give the approvals; the machine user is not in it.",
    without: "`required_reviewers` is taken out of the tiers' rules; one approval is asked for as before.",
    remains:
      "To GitHub a machine user is a person, and whoever maintains the team can add it: watch its members. Where a tier has no `reviewers`, give such accounts no write access; then their reviews do not count.",
  },
  {
    id: "user-approves-his-agent",
    title: "A developer approves what his own agent wrote",
    actor: "the developer who gave the agent the task",
    wants: "a merge that no second person has read",
    steps: [opened, passes("tom-developer, who gave the task, approves"), passes("tom-developer merges")],
    controls: [],
    remains:
      "The author is the app, so GitHub takes the developer for a second person. In a tier with two approvals somebody else must read it; " +
      "code owners and the owners of AI paths are asked in every tier.",
  },
  {
    id: "last-pusher-approves",
    title: "A developer pushes the last commit himself and approves",
    actor: "the developer who works with the agent on one branch",
    wants: "his own commit, unread, behind the agent's name",
    steps: [
      passes("claude[bot] opens a pull request from claude/checkout in storefront"),
      passes("tom-developer pushes a commit to it, and the gate passes"),
      passes("tom-developer approves"),
      byRules("tom-developer merges", says.lastPush),
    ],
    controls: ["last-push-approved"],
    stoppedBy: "Somebody other than the last pusher must approve.",
    without: "`require_last_push_approval` is switched off.",
    remains: "He can let the agent push last; then it is the attack before this one.",
  },
  {
    id: "commits-after-approval",
    title: "Commits are added behind an approval",
    actor: "an agent with an approved pull request",
    wants: "unread commits in a merge that was approved",
    steps: [
      passes("claude[bot] opens a pull request from claude/checkout in storefront"),
      passes("maya-platform approves"),
      passes("claude[bot] pushes src/backdoor.ts to it, and the gate passes"),
      byRules("tom-developer merges", says.oneApproval, says.lastPush, says.people),
    ],
    controls: ["stale-approvals-dismissed", "last-push-approved"],
    stoppedBy: "A push dismisses earlier approvals, and the last push needs an approval of its own.",
    without: "`dismiss_stale_reviews_on_push` and `require_last_push_approval` are switched off.",
    remains: "A reviewer who approves again without reading what was added.",
  },
  {
    id: "actions-token-approves",
    title: "A job approves with GITHUB_TOKEN",
    actor: "an agent whose code runs in a job, and an administrator of the repository",
    wants: "an approval that counts, from a workflow",
    steps: [
      opened,
      refused(
        "tom-developer, administrator of storefront, lets Actions approve pull requests",
        "The organization's workflow permissions do not allow this setting.",
      ),
      refused(
        "a job of storefront approves with its token",
        "Unprocessable Entity GitHub Actions is not permitted to approve pull requests.",
      ),
      byRules("tom-developer merges", says.oneApproval, says.lastPush, says.people),
    ],
    controls: ["workflow-approvals-barred", "people-approve"],
    stoppedBy:
      "The organisation's workflow tokens may not approve, and a repository cannot allow more than its organisation. What a job approved would not count for the tier's `reviewers`.",
    without:
      "The organisation lets Actions approve: both the setting and the approval are accepted then, and count, since `required_reviewers` is taken out of the tiers' rules.",
    remains: "Nothing of this kind. A job that holds a person's token is that person: see the machine user.",
  },
  {
    id: "conversation-resolved",
    title: "An agent resolves the reviewer's conversation itself",
    actor: "an agent with a pull request that was approved under a condition",
    wants: "a merge without an answer to the reviewer's question",
    steps: [
      opened,
      passes("maya-platform approves, with a question on one line"),
      byRules("tom-developer merges", "A conversation must be resolved before this pull request can be merged."),
      passes("claude[bot] marks the conversation as resolved, without an answer"),
      passes("tom-developer merges"),
    ],
    controls: [],
    remains:
      "GitHub lets the author and everyone with write access resolve a conversation. A reviewer who wants an answer withholds the approval; " +
      "to request changes is not enough, as the next attack shows.",
  },
  {
    id: "objection-dismissed",
    title: "An agent dismisses the review that asks for changes",
    actor: "an agent with write access",
    wants: "a merge against a reviewer's objection",
    steps: [
      opened,
      passes("maya-platform requests changes"),
      passes("tom-developer approves"),
      byRules("tom-developer merges", "Changes have been requested."),
      passes("claude[bot] dismisses the review of maya-platform"),
      passes("tom-developer merges"),
    ],
    controls: [],
    remains:
      "GitHub lets everyone with write access dismiss a review. Its rulesets can restrict that (`dismissal_restriction`), but the Pulumi provider for GitHub, 6.15.0, cannot set it. " +
      "An objection is only that: what counts are approvals, of which critical tiers ask for two. The pull request shows who dismissed what.",
  },
] as const satisfies readonly Attack[];

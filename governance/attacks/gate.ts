/** Attacks on the gate: the check that every pull request must pass. */
import { byRules, passes, refused, says, type Attack } from "./attack.ts";

export const gateAttacks = [
  {
    id: "forged-check",
    title: "A job posts the gate's check itself",
    actor: "an agent whose code runs in a job with `checks: write`",
    wants: "a merge that the gate has not judged",
    steps: [
      passes("claude[bot] opens a pull request from claude/checkout in storefront"),
      passes("claude[bot] posts a successful check `ai-governance/gate` as its own app"),
      passes("a job of storefront posts the same check with its GITHUB_TOKEN, which is GitHub Actions' own id"),
      passes("maya-platform approves"),
      byRules("tom-developer merges", says.workflowOpen),
    ],
    controls: ["gate-workflow"],
    stoppedBy:
      "The tier's ruleset asks for a run of the gate's workflow, by repository, path and tag. A check of any name is no such run.",
    without: "Only the required check stays, pinned to GitHub Actions: the rule `workflows` is taken out.",
    remains:
      "On plans without the rule `workflows` the gate is detective only, unless a GitHub App of your own posts its check and is named in `gate.appId`.",
  },
  {
    id: "gate-replaced-in-repository",
    title: "A repository gets a gate of its own",
    actor: "an agent, then the developer whose credentials it uses",
    wants: "a workflow under the gate's path that always passes",
    steps: [
      refused(
        "claude[bot] writes .github/workflows/gate.yml on claude/gate in storefront",
        says.appMayNotWriteWorkflows(".github/workflows/gate.yml"),
      ),
      passes("tom-developer, whose token may, writes it on fix/gate and opens a pull request"),
      passes("that workflow runs on the pull request, succeeds and posts the check `ai-governance/gate`"),
      passes("maya-platform approves, for the platform team that owns workflows"),
      passes("priya-platform approves"),
      byRules("tom-developer merges", says.workflowOpen),
    ],
    controls: ["gate-workflow"],
    stoppedBy:
      "The run must come from the gate's repository. One of the same path from another repository does not count.",
    without: "The rule `workflows` is taken out.",
    remains: "An app that was given `workflows: write` writes such files itself. Do not give it to an agent's app.",
  },
  {
    id: "gate-edited-at-source",
    title: "The gate or the declaration is edited where it lives",
    actor: "an agent, then the developer whose credentials it uses, with two machine users as reviewers",
    wants: "a gate that finds nothing, or a declaration that allows more",
    steps: [
      byRules("claude[bot] creates claude/gate in ai-governance", says.fenced),
      refused(
        "claude[bot] writes the gate's workflow on fix/gate there",
        says.appMayNotWriteWorkflows(".github/workflows/gate.yml"),
      ),
      passes(
        "tom-developer changes the gate's workflow and governance.yaml on fix/faster-gate and opens a pull request",
      ),
      passes("openhands-agent approves"),
      passes("meridian-release-bot approves"),
      byRules("tom-developer merges", says.twoPeople, says.platformTeam),
    ],
    controls: ["ai-paths-reviewed", "people-approve"],
    stoppedBy:
      "Workflows and governance.yaml are AI paths: the ruleset `ai-paths-restricted` asks for the platform team, and nobody is in its bypass list. The tier's `reviewers` are the same team.",
    without:
      "The ruleset `ai-paths-restricted` is switched off and the tier names no reviewers: two approvals by machine users are then enough.",
    remains:
      "The platform team itself. A merged change still is not in force: the gate runs from a tag that is locked.",
  },
  {
    id: "gate-tag-moved",
    title: "The tag that the gate runs from is moved or removed",
    actor: "an agent, then the agent of an owner of the organisation",
    wants: "a gate of its own, under the name that the rules ask for",
    steps: [
      byRules("claude[bot] moves the tag gate-v1 in ai-governance by force", says.updateRestricted),
      byRules("ada-owner, an owner of the organisation, deletes the tag", "Cannot delete this tag"),
    ],
    controls: ["gate-locked"],
    stoppedBy: "The ruleset `ai-gate` locks the tag for everyone, owners included. A new gate is a new tag.",
    without: "The ruleset `ai-gate` is switched off.",
    remains:
      "An owner can switch the ruleset off first. The organisation's audit log has it, a refresh shows it, and `pulumi up` puts it back.",
  },
  {
    id: "merge-before-check",
    title: "A merge is faster than the gate",
    actor: "a developer in a hurry",
    wants: "a merge in the seconds before the gate has begun",
    steps: [
      passes("claude[bot] opens a pull request from claude/checkout in storefront"),
      passes("maya-platform approves"),
      byRules("tom-developer merges before any check exists", says.checkExpected, says.workflowOpen),
    ],
    controls: ["gate-check", "gate-workflow"],
    stoppedBy: "What is required and absent counts as open, not as passed.",
    without: "The rules `required_status_checks` and `workflows` are taken out.",
    remains: "Nothing of this kind: the head commit needs the check and the run, and a new head needs them again.",
  },
  {
    id: "merge-on-old-checks",
    title: "Two changes that pass alone are merged together",
    actor: "an agent that splits what the gate would find over two pull requests",
    wants: "a default branch that no gate has judged as it is",
    steps: [
      passes("claude[bot] opens a pull request from claude/checkout in storefront, and the gate passes"),
      passes("claude[bot] opens a second one from claude/prices, and the gate passes"),
      passes("tom-developer approves both"),
      passes("tom-developer merges the first"),
      byRules("tom-developer merges the second, which was judged without the first", says.checkExpected),
    ],
    controls: ["checks-current"],
    stoppedBy: "The required check counts only on a branch that is up to date with the default branch.",
    without: "`strict_required_status_checks_policy` of the rule `required_status_checks` is false.",
    remains: "A merge queue does the same without asking for the update by hand; no component declares one.",
  },
] as const satisfies readonly Attack[];

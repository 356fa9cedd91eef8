/** The rules of the gate: one row each. Ids are never reused; waivers name them. */
import type { Trigger } from "./change.ts";

export interface GateRule {
  readonly id: string;
  /** What must hold. One line. */
  readonly title: string;
  /** What goes wrong without it. One sentence. */
  readonly why: string;
  /** How to make it hold, for whoever made the change. One sentence. */
  readonly fix: string;
  /** Triggers that can judge it; for the others, who does. */
  readonly judgedOn: readonly Trigger[];
  /** Who judges it when this trigger cannot. One line. */
  readonly otherwise?: string;
  /** Nobody can waive it: leaving that state takes a change of the declaration. */
  readonly neverWaived?: true;
}

const always: readonly Trigger[] = ["pull_request", "pull_request_target", "merge_group", "ask", "range"];
const whenMerging: readonly Trigger[] = ["merge_group", "ask"];

export const gateRules = [
  {
    id: "gate-tool-require-declaration",
    title: "Every AI tool and bot that took part is declared",
    why: "An undeclared tool has no owner, no repositories and no limits: nobody answers for what it writes.",
    fix: "Have the platform team declare the tool or bot in governance.yaml, or make the change without it.",
    judgedOn: always,
  },
  {
    id: "gate-tool-require-trust",
    title: "No tool that took part is quarantined or disabled",
    why: "A tool is stopped because it did harm or might: what it wrote must not reach a protected branch meanwhile.",
    fix: "Quarantined: keep the pull request open, or take the work over on a new branch in commits of your own. Disabled: close it. Commits that could not be read: let the gate read them.",
    judgedOn: always,
    neverWaived: true,
  },
  {
    id: "gate-tool-require-admission",
    title: "Every tool that took part is admitted to the repository",
    why: "A tool's repositories bound what it can harm; a fence cannot hold tools that work under a person's account.",
    fix: "Make the change without the tool, or have its owner add the repository to the tool in governance.yaml.",
    judgedOn: always,
  },
  {
    id: "gate-commit-require-provenance",
    title: "Every commit of a tool says of its origin what the declaration asks for",
    why: "Without session, model and digests nobody can find out later how a change came about. Only commits count: the text of a pull request can be edited after the merge. GitHub's own list of agent tasks counts for the tool's commits too.",
    fix: "Add the trailers that the finding names to the commit's message; `ai-governance capture install` writes them from then on.",
    judgedOn: always,
  },
  {
    id: "gate-commit-limit-models",
    title: "Tools use allowed models only",
    why: "Which models may see and write code is decided once, for all repositories. An unknown model is not taken for an allowed one.",
    fix: "Make the change anew with an allowed model, or have the model allowed in governance.yaml.",
    judgedOn: always,
  },
  {
    id: "gate-change-limit-size",
    title: "A tool's change stays within its limits of lines and files",
    why: "People cannot review what is too big. Nobody can tell which lines are the tool's, so the whole change counts.",
    fix: "Split the change into smaller pull requests.",
    judgedOn: always,
  },
  {
    id: "gate-change-limit-paths",
    title: "A tool changes files of its own paths only; while constrained, none that agents obey",
    why: "Paths bound what a tool can harm, and a tool on trial must not rewrite its own rules. Nobody can tell which files are the tool's, so the whole change counts.",
    fix: "Change the other files in a pull request that the tool has no part in.",
    judgedOn: always,
  },
  {
    id: "gate-file-disallow-hidden-text",
    title: "Files that agents obey hide no text from their readers",
    why: "Agents read characters that reviewers cannot see, and obey them.",
    fix: "Take the characters out that the finding names.",
    judgedOn: always,
  },
  {
    id: "gate-file-disallow-dangerous-settings",
    title: "Files that agents obey bring no new hooks, open permissions, redirected endpoints or unpinned servers",
    why: "Such a setting runs commands, opens permissions or sends code elsewhere on every machine where an agent opens the repository.",
    fix: "Take the setting out, or pin what it starts.",
    judgedOn: always,
  },
  {
    id: "gate-path-require-owners",
    title: "Changes of files that agents obey are approved by the people who own them",
    why: "Whoever changes what agents obey decides what they do next.",
    fix: "Ask one of the owners to approve the last version.",
    judgedOn: whenMerging,
    otherwise: "GitHub's rule asks the code owners",
  },
  {
    id: "gate-change-require-approvals",
    title: "As many people approved the last version as tier and tools ask for",
    why: "Only people of whom none opened the pull request make a review; approvals of bots and of older versions do not count.",
    fix: "Ask as many people as are missing to approve the last version.",
    judgedOn: whenMerging,
    otherwise: "GitHub's rules count them: a review does not start this check",
  },
] as const satisfies readonly GateRule[];

export type GateRuleId = (typeof gateRules)[number]["id"];

/** Rules of the gate begin with `gate-`; no rule of the policy pack does. */
export function isGateRule(rule: string): boolean {
  return rule.startsWith("gate-");
}

export const waivableGateRules: readonly string[] = gateRules
  .filter((rule) => !("neverWaived" in rule))
  .map(({ id }) => id);

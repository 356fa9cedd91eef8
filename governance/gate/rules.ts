/** The rules of the gate: one row each. Ids are never reused; waivers name them. */
import type { Trigger } from "./change.ts";

export interface GateRule {
  readonly id: string;
  /** What must hold. One line. */
  readonly title: string;
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
    judgedOn: always,
  },
  {
    id: "gate-tool-require-trust",
    title: "No tool that took part is quarantined or disabled",
    judgedOn: always,
    neverWaived: true,
  },
  {
    id: "gate-tool-require-admission",
    title: "Every tool that took part is admitted to the repository",
    judgedOn: always,
  },
  {
    id: "gate-commit-require-provenance",
    title: "Every commit of a tool says of its origin what the declaration asks for",
    judgedOn: always,
  },
  {
    id: "gate-commit-limit-models",
    title: "Tools use allowed models only",
    judgedOn: always,
  },
  {
    id: "gate-change-limit-size",
    title: "A tool's change stays within its limits of lines and files",
    judgedOn: always,
  },
  {
    id: "gate-change-limit-paths",
    title: "A tool changes files of its own paths only; while constrained, none that agents obey",
    judgedOn: always,
  },
  {
    id: "gate-file-disallow-hidden-text",
    title: "Files that agents obey hide no text from their readers",
    judgedOn: always,
  },
  {
    id: "gate-file-disallow-dangerous-settings",
    title: "Files that agents obey bring no new hooks, open permissions, redirected endpoints or unpinned servers",
    judgedOn: always,
  },
  {
    id: "gate-path-require-owners",
    title: "Changes of files that agents obey are approved by the people who own them",
    judgedOn: whenMerging,
    otherwise: "GitHub's rule asks the code owners",
  },
  {
    id: "gate-change-require-approvals",
    title: "As many people approved the last version as tier and tools ask for",
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

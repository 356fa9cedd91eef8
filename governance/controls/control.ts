/** The controls: safeguards of a repository, each with a stable id that is never reused. */

/** `switch`: on or off; `count`: at least so many; `set`: at least these. */
export type ControlKind = "switch" | "count" | "set";

export interface Control {
  readonly id: string;
  readonly title: string;
  /** What cannot happen while it is in force. */
  readonly stops: string;
  readonly kind: ControlKind;
  /** Who can put it in force: rules (organisation or repository), or only the repository's own settings and files. */
  readonly borneBy: "rules" | "repository";
}

const table = [
  [
    "pull-request",
    "rules",
    "switch",
    "Changes arrive by pull request",
    "a push to the default branch that no one sees",
  ],
  ["approvals", "rules", "count", "Approvals", "a merge that too few have read"],
  [
    "people-approve",
    "rules",
    "count",
    "Approvals by the tier's reviewers",
    "two agents, or machine users, that approve each other's work",
  ],
  ["code-owner-review", "rules", "switch", "Code owners approve", "a change of a file without those who answer for it"],
  ["stale-approvals-dismissed", "rules", "switch", "New commits void approvals", "commits added behind an approval"],
  ["last-push-approved", "rules", "switch", "Someone else approves the last push", "approving one's own last commit"],
  ["force-push-blocked", "rules", "switch", "History is never rewritten", "erasing who changed what"],
  ["deletion-blocked", "rules", "switch", "The default branch is never deleted", "losing the trail with the branch"],
  ["signed-commits", "rules", "switch", "Commits are signed", "commits under a forged name"],
  [
    "checks-current",
    "rules",
    "switch",
    "Checks ran on what is merged",
    "two changes that pass apart and break, or open, something together",
  ],
  ["gate-check", "rules", "set", "The gate's check is required", "a merge without provenance"],
  ["gate-workflow", "rules", "set", "The gate's workflow is required", "a forged check in place of the gate"],
  [
    "ai-paths-reviewed",
    "rules",
    "switch",
    "People review changes of AI paths",
    "instructing agents on the day that other rules are passed",
  ],
  [
    "trail-preserving-merges",
    "repository",
    "switch",
    "Merges keep the trail",
    "a squash that drops who and what wrote the change",
  ],
  ["ai-paths-owned", "repository", "switch", "People own the AI paths", "instructing agents without review"],
] as const satisfies readonly (readonly [string, Control["borneBy"], ControlKind, string, string])[];

export type ControlId = (typeof table)[number][0];

/** The table of controls. */
export const controls: readonly (Control & { readonly id: ControlId })[] = table.map(
  ([id, borneBy, kind, title, stops]) => ({ id, borneBy, kind, title, stops }),
);

/** `true` or `false` for a switch, a number for a count, names for a set. */
export type ControlValue = boolean | number | readonly string[];

/** Control id to value; a control that is absent is not in force, or not demanded. Plain JSON. */
export type ControlValues = Readonly<Partial<Record<ControlId, ControlValue>>>;

/** A required check as a control value: its name and, if pinned, the id of the app that posts it. */
export function checkName(context: string, appId?: number): string {
  if (appId !== undefined) return `${context} by app ${appId}`;
  // A check of any app may be called what a pinned one is written as.
  return / by app \d+$/.test(context) ? `${context} by any app` : context;
}

/** Whether a control value is a check of that name, whichever app posts it. */
export function isCheckNamed(value: string, context: string): boolean {
  return value === context || (value.startsWith(`${context} by app `) && !value.endsWith(" by any app"));
}

/** A required workflow as a control value. The repository is not part of it: GitHub names it by an id that only a look-up knows. */
export function workflowName(path: string, ref: string): string {
  return `${path}@${ref}`;
}

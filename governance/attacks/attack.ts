/** The answer to a step that GitHub let through. */
export const accepted = "accepted";

/** One thing that is done, and GitHub's own words to it. */
export interface AttackStep {
  readonly does: string;
  /** `accepted`, or what GitHub says. */
  readonly answer: string;
}

/**
 * An attack on the governance by an agent, its user or an administrator. Tests replay every step on local GitHub, as that actor,
 * after the stacks were rolled out, and compare the answers with the ones written here.
 */
export interface Attack {
  readonly id: string;
  readonly title: string;
  readonly actor: string;
  /** What it is good for. */
  readonly wants: string;
  /** The last one decides. */
  readonly steps: readonly AttackStep[];
  /** Ids of the controls that stop it, of the whole table. */
  readonly controls: readonly string[];
  /** What stops it, in words; absent: nothing does. */
  readonly stoppedBy?: string;
  /** What is taken away in the counter-trial, in which GitHub accepts the last step. Present with `stoppedBy`. */
  readonly without?: string;
  /** Rule of the policy pack that finds what the attack leaves behind. */
  readonly foundBy?: string;
  /** What it can still do, and what limits the damage. */
  readonly remains: string;
}

/** Whether GitHub refuses the step that decides. */
export const isStopped = ({ steps }: Attack): boolean => steps.at(-1)?.answer !== accepted;

/** A step that GitHub lets through. */
export const passes = (does: string): AttackStep => ({ does, answer: accepted });

/** A step that GitHub refuses, in its own words. */
export const refused = (does: string, answer: string): AttackStep => ({ does, answer });

/** How GitHub begins, and then names each rule, in no order that counts: sorted here. */
export const violations = "Repository rule violations found";

/** A step that GitHub refuses by its rulesets. */
export const byRules = (does: string, ...broken: readonly string[]): AttackStep =>
  refused(does, [violations, ...broken.toSorted()].join(" "));

/** What rulesets say in more than one attack. */
export const says = {
  appMayNotWriteWorkflows: (path: string) =>
    `refusing to allow a GitHub App to create or update workflow \`${path}\` without \`workflows\` permission`,
  byPullRequest: "Changes must be made through a pull request.",
  checkExpected: 'Required status check "ai-governance/gate" is expected.',
  fenced: "Cannot create ref due to creations being restricted.",
  lastPush: "New changes require approval from someone other than the last pusher.",
  oneApproval: "At least 1 approving review is required by reviewers with write access.",
  /** The tier's reviewers, one and two of them. */
  people: "Waiting on 1 approving review from the team with id ….",
  twoPeople: "Waiting on 2 approving reviews from the team with id ….",
  platformTeam: "Waiting on 1 approving review from the team with id ….",
  updateRestricted: "Cannot update this protected ref.",
  workflowOpen: "Required workflow '.github/workflows/gate.yml' is not satisfied",
} as const;

/** What `ai-governance plan` tells, as JSON with a version. A field is never renamed or given another meaning within a version. */
import type { LockOut } from "./lock-outs.ts";
import type { Outcome } from "./outcome.ts";
import type { Requests } from "./requests.ts";
import type { Action } from "./sides.ts";

/** Repositories of one change. */
export interface Where {
  /** Names without owner, sorted; `#42` is a repository that the stack knows by number only. */
  readonly repositories: readonly string[];
  /** Whether it also reaches repositories that the stack does not list. */
  readonly unlisted: boolean;
}

/** Who gains or loses what where. */
export interface PermissionChange {
  /** Tool, app installation, secret or `workflows`. */
  readonly subject: string;
  /** `work` (it is in `ai-tools`), `push <branches>`, `run as coding agent`, `be installed`, `be read`, `use <action>`. */
  readonly permission: string;
  readonly before: Where;
  readonly after: Where;
  readonly gained: Where;
  readonly lost: Where;
  /** Where this preview cannot tell. */
  readonly undecided: Where;
}

/** A safeguard that becomes weaker or stronger. */
export interface SafeguardChange {
  readonly outcome: Outcome;
  /** Id of a control of docs/controls.md, or what it is called. */
  readonly safeguard: string;
  /** What it was and what it will be, where that is a number or yes and no. */
  readonly detail: string;
  /** Absent: the whole organisation. */
  readonly where?: Where;
  /** Tier of these repositories, where they are all of one. */
  readonly tier?: string;
}

export interface PlanReport {
  readonly version: 1;
  /** The repositories that the stack lists, before or after, sorted. */
  readonly repositories: readonly string[];
  /** Listed repositories, and how many of them are weakened; a weakening of unlisted ones, or of the organisation, counts as all. */
  readonly weakened: { readonly repositories: number; readonly of: number; readonly share: number };
  readonly permissions: readonly PermissionChange[];
  readonly safeguards: readonly SafeguardChange[];
  /** `null`: not judged, for want of a declaration. */
  readonly lockOuts: readonly LockOut[] | null;
  /** What this preview cannot tell. Empty: everything is told. */
  readonly undecided: readonly string[];
  readonly resources: Readonly<Record<Action, number>> & {
    readonly hidden: number;
    readonly changed: readonly { readonly action: Action; readonly type: string; readonly name: string }[];
  };
  readonly requests: Requests;
}

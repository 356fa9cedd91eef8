/** Controls that are not as demanded, and how to say so. */
import {
  controls,
  type Control,
  type ControlId,
  type ControlValue,
  type ControlValues,
} from "../../controls/control.ts";
import { verdictOf, type ControlState, type ControlStates } from "../../controls/state.ts";
import type { DeclaredRepository } from "../repository/declared-repositories.ts";
import { undecidedFinding, violation, type Finding } from "../finding.ts";

export interface Lacking {
  readonly control: Control & { readonly id: ControlId };
  readonly demanded: ControlValue;
  readonly state: ControlState | undefined;
  readonly outcome: "violation" | "undecided";
}

/** The controls that are not, or not certainly, as demanded; in the order of the table of controls. */
export function lackingControls(states: ControlStates, demands: ControlValues): Lacking[] {
  return controls.flatMap((control) => {
    const demanded = demands[control.id];
    if (demanded === undefined) return [];
    const verdict = verdictOf(states[control.id], demanded);
    if (verdict === "met") return [];
    return [{ control, demanded, state: states[control.id], outcome: verdict === "undecided" ? verdict : "violation" }];
  });
}

/** A lacking control in words: `Approvals, 1 of 2 [approvals]`. */
export function lackingText({ control: { id, title }, demanded, state }: Lacking): string {
  return `${title}${detailOf(demanded, state)} [${id}]`;
}

function detailOf(demanded: ControlValue, state: ControlState | undefined): string {
  if (typeof demanded === "boolean") return "";
  if (typeof demanded !== "number") return `: ${demanded.join(", ")}`;
  return state?.undecided ? `, ${demanded}` : `, ${typeof state?.value === "number" ? state.value : 0} of ${demanded}`;
}

interface WaysOut {
  readonly fix: string;
  /** Where values are not known yet. */
  readonly asText: string;
}

/** What a repository lacks against its tier: one finding an outcome. */
export function lackingFindings(
  { repository, tier, urn }: DeclaredRepository,
  lacking: readonly Lacking[],
  { fix, asText }: WaysOut,
): Finding[] {
  return (["violation", "undecided"] as const).flatMap((outcome) => {
    const missing = lacking.filter((each) => each.outcome === outcome);
    if (missing.length === 0) return [];
    const list = missing.map(lackingText).join("; ");
    return outcome === "violation"
      ? [violation(repository, `lacks what tier ${tier} demands: ${list}.`, fix, urn)]
      : [undecidedFinding(repository, `not known yet, but demanded by tier ${tier}: ${list}.`, asText, urn)];
  });
}

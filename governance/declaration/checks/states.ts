import type { Problem } from "../problem.ts";
import { keysAt, textAt } from "./mentions.ts";

/** A stopped tool says why: the audit and the people who lose the tool read it. */
export function stateProblems(declaration: unknown): Problem[] {
  return keysAt(declaration, ["tools"]).flatMap((tool) => {
    const state = textAt(declaration, ["tools", tool, "state"]);
    const reason = textAt(declaration, ["tools", tool, "reason"]);
    const stopped = state?.value === "quarantined" || state?.value === "disabled";
    if (!stopped || reason) return [];
    return [
      {
        path: state.path,
        message: `found ${JSON.stringify(state.value)} without a reason. Write beside it: reason: <why>`,
      },
    ];
  });
}

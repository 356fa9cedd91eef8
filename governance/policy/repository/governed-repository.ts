/** Every repository that a stack touches is declared, keeps the trail of its merges and names who owns its AI paths. */
import type { ControlId, ControlValues } from "../../controls/control.ts";
import type { ControlStates } from "../../controls/state.ts";
import { aiPathsOwned } from "./ai-path-owners.ts";
import { declaredRepositories, undeclaredFindings, type Inventory } from "./declared-repositories.ts";
import type { Finding } from "../finding.ts";
import { lackingControls, lackingFindings } from "../branch/lacking-controls.ts";
import type { Certainty } from "../property.ts";
import type { ResourceRecord } from "../resource.ts";
import { switchedBy } from "../branch/review-controls.ts";
import { trailKept } from "./trail.ts";

/** What the declaration says, as plain JSON. */
export interface RepositoryDemands extends Inventory {
  /** Tier to the controls that its repositories bear themselves. */
  readonly demands: Readonly<Record<string, ControlValues>>;
  /** Owners of AI paths. */
  readonly aiPathOwners: readonly string[];
}

const fix = "Declare the repository with the GovernedRepository component.";
const asText = "Write these settings and the content of CODEOWNERS as text.";

/** Controls that a repository's own settings and files put in force. */
export function settingControls(resources: readonly ResourceRecord[], aiPathOwners: readonly string[]): ControlStates {
  return {
    ...stateOf("trail-preserving-merges", trailKept(resources)),
    ...stateOf("ai-paths-owned", aiPathsOwned(resources, aiPathOwners)),
  };
}

/** Undeclared repositories, and repositories that lack what they bear themselves. */
export function governedRepositoryFindings(stack: readonly ResourceRecord[], facts: RepositoryDemands): Finding[] {
  const lacking = declaredRepositories(stack, facts).flatMap((declared) => {
    const own = settingControls(declared.resources, facts.aiPathOwners);
    // Declared settings and files that fall short are reported by the predicates about them, with the reason.
    const absent = lackingControls(own, facts.demands[declared.tier] ?? {}).filter(
      ({ control }) => control.borneBy === "repository" && !own[control.id],
    );
    return lackingFindings(declared, absent, { fix, asText });
  });
  return [...lacking, ...undeclaredFindings(stack, facts)];
}

function stateOf(id: ControlId, answer: Certainty | undefined): ControlStates {
  return answer === undefined ? {} : { [id]: switchedBy(answer) };
}

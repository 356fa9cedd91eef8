import type { EngineEvent } from "./engine-events.ts";

/** Top of a program that governs the repository docs, so that nothing else is found in it. */
export const governed = `resources:
  docs:
    type: ai-governance:GovernedRepository
    properties: { repository: docs, aiPathOwners: ["@meridian-pay/platform-engineering"] }`;

/** A bypass as it should be: the break-glass team, in pull requests. */
export const breakGlass = "{ actorType: Team, actorId: 1024, bypassMode: pull_request }";
/** Judged by a resource rule. */
export const exempt = "{ actorType: Team, actorId: 1024, bypassMode: exempt }";
/** Judged by a stack rule. */
export const everyAdministrator = "{ actorType: RepositoryRole, actorId: 5, bypassMode: always }";

/** A ruleset of docs with that bypass, to be added to a program. */
export function ruleset(name: string, bypass: string): string {
  return `  ${name}:
    type: github:RepositoryRuleset
    properties:
      name: ${name}
      repository: docs
      target: branch
      enforcement: active
      conditions: { refName: { includes: [~DEFAULT_BRANCH], excludes: [] } }
      bypassActors: [${bypass}]
      rules: { deletion: true }`;
}

/** Each finding of a run as level, rule and subject, e.g. `mandatory github-ruleset-disallow-exempt-bypass: docs, main`. */
export function foundIn(events: readonly EngineEvent[]): string[] {
  const findings = events.flatMap(({ policyEvent }) => policyEvent ?? []);
  return findings
    .map(({ enforcementLevel, policyName, message }) => {
      const [, line = ""] = message.split("\n");
      return `${enforcementLevel} ${policyName}: ${/^(?:Undecided: |Waived: )?[^:]*/.exec(line)?.[0]}`;
    })
    .sort();
}

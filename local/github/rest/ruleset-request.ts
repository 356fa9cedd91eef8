/** A ruleset as a request describes it, with what GitHub fills in. */
import type { Call } from "../core/contract.ts";
import type { BypassActor, Rule, Ruleset, RulesetConditions } from "../core/state.ts";

interface RulesetRequest {
  readonly name?: string;
  readonly target?: Ruleset["target"];
  readonly enforcement?: Ruleset["enforcement"];
  readonly bypass_actors?: readonly (Pick<BypassActor, "actor_type"> & Partial<BypassActor>)[];
  readonly conditions?: RulesetConditions;
  readonly rules?: readonly Rule[];
}

export function newRuleset(call: Call, id: number): Ruleset {
  const at = call.now.toISOString();
  const request = call.body as RulesetRequest;
  return {
    id,
    name: request.name ?? "",
    target: request.target ?? "branch",
    enforcement: request.enforcement ?? "active",
    bypassActors: bypassActors(request.bypass_actors ?? []),
    conditions: conditions(request.conditions ?? {}),
    rules: rules(request.rules ?? []),
    createdAt: at,
    updatedAt: at,
  };
}

/** What the request leaves out stays as it was. */
export function changedRuleset(call: Call, earlier: Ruleset): Ruleset {
  const request = call.body as RulesetRequest;
  return {
    ...earlier,
    name: request.name ?? earlier.name,
    target: request.target ?? earlier.target,
    enforcement: request.enforcement ?? earlier.enforcement,
    bypassActors: request.bypass_actors === undefined ? earlier.bypassActors : bypassActors(request.bypass_actors),
    conditions: request.conditions === undefined ? earlier.conditions : conditions(request.conditions),
    rules: request.rules === undefined ? earlier.rules : rules(request.rules),
    updatedAt: call.now.toISOString(),
  };
}

/** Whether a ruleset is among the `targets` that a list was asked for. */
export function isOfTarget(call: Call, { target }: Pick<Ruleset, "target">): boolean {
  const wanted = call.query.get("targets");
  return wanted === null || wanted.split(",").includes(target);
}

function bypassActors(sent: NonNullable<RulesetRequest["bypass_actors"]>): BypassActor[] {
  return sent.map(({ actor_id: id = null, actor_type: type, bypass_mode: mode = "always" }) => ({
    // The owner role has one id whatever is sent; a deploy key has none.
    actor_id: type === "OrganizationAdmin" ? 1 : type === "DeployKey" ? null : id,
    actor_type: type,
    bypass_mode: mode,
  }));
}

/** Lists that are left out come back empty. */
function conditions(sent: RulesetConditions): RulesetConditions {
  const { ref_name: refs, repository_name: names, repository_property: properties, repository_id: ids } = sent;
  return {
    ...(refs === undefined ? {} : { ref_name: { include: refs.include ?? [], exclude: refs.exclude ?? [] } }),
    ...(names === undefined
      ? {}
      : { repository_name: { ...names, include: names.include ?? [], exclude: names.exclude ?? [] } }),
    ...(ids === undefined ? {} : { repository_id: ids }),
    ...(properties === undefined
      ? {}
      : {
          repository_property: {
            include: (properties.include ?? []).map((item) => ({ source: "custom" as const, ...item })),
            exclude: (properties.exclude ?? []).map((item) => ({ source: "custom" as const, ...item })),
          },
        }),
  };
}

/** Defaults of parameters that may be left out, as GitHub shows them afterwards. */
const parameterDefaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  pull_request: { allowed_merge_methods: ["merge", "squash", "rebase"], required_reviewers: [] },
  required_status_checks: { do_not_enforce_on_create: false },
  workflows: { do_not_enforce_on_create: false },
  merge_queue: {
    ...{ check_response_timeout_minutes: 60, grouping_strategy: "ALLGREEN", max_entries_to_build: 5 },
    ...{ max_entries_to_merge: 5, merge_method: "MERGE", min_entries_to_merge: 1 },
    min_entries_to_merge_wait_minutes: 5,
  },
};

function rules(sent: readonly Rule[]): Rule[] {
  return sent.map(({ type, parameters }) => {
    const defaults = parameterDefaults[type];
    if (defaults === undefined && parameters === undefined) return { type };
    return { type, parameters: { ...defaults, ...parameters } };
  });
}

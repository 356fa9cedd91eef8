/** Kill switches, judged as if they were on: a dormant one that is hollowed out is found on the day it is needed. */
import { field, is, isEmpty, includes, textsOf, type Certainty } from "../policy/property.ts";
import type { ResourceRecord } from "../policy/resource.ts";
import { fencedTool } from "./fence-names.ts";
import { compareStrength, joinedStrengths, type Outcome, type Strengths } from "./outcome.ts";
import { sideOf, type ResourceChange } from "./sides.ts";

export interface KillSwitchChange {
  readonly outcome: Outcome;
  readonly tool: string;
}

export function killSwitchChanges(changes: readonly ResourceChange[]): KillSwitchChange[] {
  // What is unknown of an unchanged one is the same on both sides.
  const changed = changes.filter(({ action }) => action !== "same" && action !== "forget");
  const [old, fresh] = (["before", "after"] as const).map((side) => switchesOf(sideOf(changed, side)));
  const tools = new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])]);
  return [...tools].flatMap((tool) =>
    compareStrength(old?.get(tool), fresh?.get(tool)).map((outcome) => ({ outcome, tool })),
  );
}

function switchesOf(resources: readonly ResourceRecord[]): Strengths {
  return joinedStrengths(resources.map(switchOf));
}

function switchOf(ruleset: ResourceRecord): Strengths {
  const fenced = fencedTool(ruleset);
  if (fenced?.kind !== "stop") return new Map();
  const { props } = ruleset;
  const refs = field(props, "conditions", "refName");
  const names = field(props, "conditions", "repositoryName");
  const included = textsOf(field(refs, "includes"));
  const parts: Readonly<Record<string, Certainty>> = {
    branches: is(field(props, "target"), "branch"),
    creation: is(field(props, "rules", "creation"), true),
    update: is(field(props, "rules", "update"), true),
    "every repository": includes(field(names, "includes"), "~ALL"),
    "no repository left out": isEmpty(field(names, "excludes")),
    "no branch left out": isEmpty(field(refs, "excludes")),
    "nobody passes": isEmpty(field(props, "bypassActors")),
  };
  const held = Object.keys(parts).filter((part) => parts[part] === "yes");
  const open = !included.complete || Object.values(parts).includes("unknown");
  return new Map([[fenced.tool, { kind: "list", things: new Set(["there", ...included.items, ...held]), open }]]);
}

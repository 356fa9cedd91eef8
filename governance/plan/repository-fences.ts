/** Fences of single repositories, where the plan has no organisation rulesets: which tool a pattern belongs to, they do not say. */
import { every, field, includes, is, isEmpty, some, textsOf, type Certainty } from "../policy/property.ts";
import { repositoryOf } from "../policy/repository/repositories.ts";
import { githubTypes, type ResourceRecord } from "../policy/resource.ts";
import { repositoryFenceName } from "../tools/fences.ts";
import type { Strengths } from "./outcome.ts";
import { branchText, type Permission } from "./permissions.ts";

export function isRepositoryFence({ type, props }: ResourceRecord): boolean {
  return type === githubTypes.repositoryRuleset && field(props, "name") === repositoryFenceName;
}

/** Refs that a fence of either side covers. */
export function repositoryFencePatterns(resources: readonly ResourceRecord[]): string[] {
  const fences = resources.filter(isRepositoryFence);
  return [...new Set(fences.flatMap(({ props }) => refsOf(props).items))].sort();
}

/** A pattern that a fence no longer names is a tool that the repository admits. */
export function repositoryFencePermissions(side: readonly ResourceRecord[], patterns: readonly string[]): Permission[] {
  const fences = side.filter(isRepositoryFence).map((fence) => ({ fence, repository: repositoryOf(fence, side) }));
  return patterns.map((pattern) => ({
    subject: "tools",
    permission: `push ${branchText(pattern)}`,
    names: [],
    on: ({ name }) => {
      const own = fences.filter(({ repository }) => repository === name);
      return opposite[some(own.map(({ fence: { props } }) => blocks(props, pattern)))];
    },
  }));
}

const opposite = { yes: "no", no: "yes", unknown: "unknown" } as const;

function blocks(props: unknown, pattern: string): Certainty {
  return every([
    is(field(props, "enforcement"), "active"),
    includes(field(props, "conditions", "refName", "includes"), pattern),
  ]);
}

/** What makes it a fence, whichever tools it keeps out. */
export function repositoryFenceStrengths({ props }: ResourceRecord): Strengths {
  const parts: Readonly<Record<string, Certainty>> = {
    branches: is(field(props, "target"), "branch"),
    creation: is(field(props, "rules", "creation"), true),
    update: is(field(props, "rules", "update"), true),
    "no branch left out": isEmpty(field(props, "conditions", "refName", "excludes")),
    // Without patterns it keeps nobody out, and may be off.
    "in force": some([
      is(field(props, "enforcement"), "active"),
      isEmpty(field(props, "conditions", "refName", "includes")),
    ]),
  };
  const things = Object.keys(parts).filter((part) => parts[part] === "yes");
  const open = Object.values(parts).includes("unknown");
  return new Map([["fence against tools", { kind: "list", things: new Set(["there", ...things]), open }]]);
}

function refsOf(props: unknown) {
  return textsOf(field(props, "conditions", "refName", "includes"));
}

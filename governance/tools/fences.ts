import type { Declaration } from "../declaration/schema.ts";
import { effectiveState, isStopped, type Overlay, type ToolState } from "./states.ts";
import { isAvailable } from "../plans/availability.ts";
import { placementsOf, toolProperty } from "../controls/properties.ts";

/** Name of the one ruleset of a repository that fences all its tools, where the plan has no organisation rulesets. */
export const repositoryFenceName = "ai-fence";

/** A ruleset that blocks creation and update of one tool's branch namespace. */
export interface Fence {
  readonly tool: string;
  /** Name of the ruleset on GitHub: `ai-fence-<tool>` or `ai-stop-<tool>`. */
  readonly name: string;
  /** `fence` keeps the tool out of foreign repositories, `stop` keeps it out of all. */
  readonly kind: "fence" | "stop";
  /** `disabled` is dormant: it exists, so that one request can switch it on. */
  readonly enforcement: "active" | "disabled";
  // Ref patterns as a ruleset takes them, e.g. refs/heads/claude/**/*
  readonly patterns: readonly string[];
  /** Repositories with this value in this custom property are left out. Absent: every repository. */
  readonly exceptProperty?: { readonly name: string; readonly value: string };
}

/**
 * The two rulesets wanted for each tool that has a branch namespace. The fence stays active in every state, so a stricter state
 * never fences less; the stop is active while the tool is quarantined or disabled. None where the plan has no organisation
 * rulesets: there, each repository has one of its own.
 */
export function fencesOf(declaration: Declaration, overlay: Overlay = {}): Fence[] {
  if (!isAvailable("organization-rulesets", declaration.organization.plan, "private")) return [];
  const states = effectiveState(declaration, overlay);
  return Object.entries(declaration.tools).flatMap(([name, tool]) =>
    fencesOfTool(name, tool.identities.branches, states[name] ?? tool.state),
  );
}

/** What the fence of each repository must keep out, where the plan has no organisation rulesets. */
export interface RepositoryFences {
  readonly tools: readonly {
    readonly tool: string;
    readonly patterns: readonly string[];
    /** Repositories that admit it; none while it is stopped. */
    readonly admittedIn: readonly string[];
  }[];
}

/** Undefined where the organisation's own rulesets are the fences. */
export function repositoryFencesOf(declaration: Declaration, overlay: Overlay = {}): RepositoryFences | undefined {
  if (isAvailable("organization-rulesets", declaration.organization.plan, "private")) return undefined;
  const states = effectiveState(declaration, overlay);
  const fenceable = Object.entries(declaration.tools).filter(([, { identities }]) => identities.branches.length > 0);
  return {
    tools: fenceable.map(([tool, { identities, repositories, state }]) => ({
      tool,
      patterns: refsOf(identities.branches),
      admittedIn: isStopped(states[tool] ?? state) ? [] : repositories,
    })),
  };
}

/** The fences that exist and sleep, so that one request can switch them on. */
export interface DormantFences {
  /** Names of organisation rulesets. */
  readonly rulesets: readonly string[];
  /** Repositories whose own fence keeps no tool out: without organisation rulesets, where every tool is admitted. */
  readonly repositories: readonly string[];
}

/** The fences that the declaration leaves dormant. */
export function dormantFencesOf(declaration: Declaration, overlay: Overlay = {}): DormantFences {
  if (isAvailable("organization-rulesets", declaration.organization.plan, "private")) {
    const rulesets = fencesOf(declaration, overlay).filter(({ enforcement }) => enforcement === "disabled");
    return { rulesets: rulesets.map(({ name }) => name), repositories: [] };
  }
  const fenced = Object.entries(declaration.tools).filter(([, { identities }]) => identities.branches.length > 0);
  const open = Object.entries(placementsOf(declaration, overlay)).filter(([, { tools }]) =>
    fenced.every(([tool]) => tools.includes(tool)),
  );
  return { rulesets: [], repositories: open.map(([repository]) => repository) };
}

/** The two rulesets of one tool in that state; none without a branch namespace. */
export function fencesOfTool(tool: string, branches: readonly string[], state: ToolState): Fence[] {
  if (branches.length === 0) return [];
  const patterns = refsOf(branches);
  return [
    {
      tool,
      name: `ai-fence-${tool}`,
      kind: "fence",
      enforcement: "active",
      patterns,
      exceptProperty: { name: toolProperty(tool), value: "true" },
    },
    { tool, name: `ai-stop-${tool}`, kind: "stop", enforcement: isStopped(state) ? "active" : "disabled", patterns },
  ];
}

function refsOf(branches: readonly string[]): string[] {
  return branches.map((pattern) => `refs/heads/${pattern}`);
}

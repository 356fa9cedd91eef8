import type { Declaration } from "../declaration/schema.ts";
import { effectiveState, isStopped, type Overlay, type ToolState } from "./states.ts";
import { isAvailable } from "../plans/availability.ts";
import { toolProperty } from "../controls/properties.ts";

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

/** The two rulesets of one tool in that state; none without a branch namespace. */
export function fencesOfTool(tool: string, branches: readonly string[], state: ToolState): Fence[] {
  if (branches.length === 0) return [];
  const patterns = branches.map((pattern) => `refs/heads/${pattern}`);
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

import type { Identity } from "../tools/agents.ts";

/** A tool by which provenance is recognised, besides the built-in tables. */
export interface KnownTool extends Identity {
  /** Branch patterns as rulesets read them, e.g. `claude/x/*`. */
  readonly branches: readonly string[];
}

/** The tools and automation of an organisation; what the built-in tables know counts in any case. */
export interface Known {
  readonly tools: readonly KnownTool[];
  readonly automation: readonly Identity[];
}

/** What a scan keeps of one commit. */
import type { Evidence, Provenance } from "../../governance/provenance/index.ts";
import type { GitCommit } from "../git/commits.ts";

/**
 * The first that holds: `tool`: a tool is named; `unknown-bot`: an account ending in `[bot]` that nothing knows; `automation`: a bot that
 * is no AI tool; `merge`: of several histories; `unknown`: nothing is named, by which nobody can tell who wrote it.
 */
export const kinds = ["tool", "unknown-bot", "automation", "merge", "unknown"] as const;
export type Kind = (typeof kinds)[number];

/** What a commit that names a tool leaves out. */
export const gaps = ["model", "session", "promptDigest"] as const;
export type Gap = (typeof gaps)[number];

export interface ToolTrace {
  readonly tool: string;
  /** As vendors name them. */
  readonly models: readonly string[];
  readonly missing: readonly Gap[];
}

export interface CommitOrigin {
  readonly id: string;
  /** By the mailmap. */
  readonly author: string;
  /** In seconds since 1970; absent where the commit has no date that can be read. */
  readonly committedAt?: number;
  readonly merge: boolean;
  readonly kind: Kind;
  readonly tools: readonly ToolTrace[];
  /** Where what was found, as `source/row`, e.g. `trailer/assisted-by`. */
  readonly found: readonly string[];
  readonly automation: readonly string[];
  readonly unknownBots: readonly string[];
  /** It says that no tool was used: a claim. */
  readonly denies: boolean;
}

export function originOf(commit: GitCommit, provenance: Provenance): CommitOrigin {
  const { tools, automation, unknownBots, promptDigests, evidence, denials } = provenance;
  const merge = commit.parents.length > 1;
  return {
    id: commit.id,
    author: commit.shownAuthor,
    ...(commit.committedAt !== undefined && { committedAt: commit.committedAt }),
    merge,
    kind: kindOf(provenance, merge),
    tools: tools.map(({ tool, models, sessions }) => ({
      tool,
      models: unique(models.map(({ name }) => name)),
      missing: gaps.filter((gap) => {
        const told = { model: models, session: sessions, promptDigest: promptDigests };
        return told[gap].length === 0;
      }),
    })),
    found: unique([...evidence.filter(isOfTool), ...denials].map(({ source, row }) => `${source}/${row}`)),
    automation,
    unknownBots,
    denies: denials.length > 0,
  };
}

function kindOf({ tools, automation, unknownBots }: Provenance, merge: boolean): Kind {
  if (tools.length > 0) return "tool";
  if (unknownBots.length > 0) return "unknown-bot";
  if (automation.length > 0) return "automation";
  return merge ? "merge" : "unknown";
}

// A person who took part is no trace of a tool.
function isOfTool({ tool, model, session, promptDigest, contextDigest }: Evidence): boolean {
  return [tool, model, session, promptDigest, contextDigest].some((one) => one !== undefined);
}

/** ISO 8601, UTC. */
export const dateOf = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(/\.000Z$/, "Z");

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

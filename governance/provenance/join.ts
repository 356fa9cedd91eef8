/** Puts evidence together: what is known of each tool's part. */
import type { Evidence, Model, Provenance, ToolProvenance } from "./evidence.ts";
import type { Findings } from "./findings.ts";

const better = { proved: 0, claimed: 1 };

/**
 * Evidence that names no tool (a session, a digest) belongs to the tool that its row is mostly of, where that tool took part; else to the
 * only tool that did.
 */
export function provenanceFrom(findings: Findings, mostly: (row: string) => string | undefined): Provenance {
  const { denials, automation, unknownBots } = findings;
  const named = unique(findings.evidence.flatMap(({ tool }) => tool ?? []));
  const usual = (one: Evidence): string | undefined => (one.tool === undefined ? mostly(one.row) : undefined);
  const evidence = findings.evidence.map((one) => {
    const tool = named.length === 0 ? usual(one) : undefined;
    return tool === undefined ? one : { ...one, tool };
  });
  const tools = unique(evidence.flatMap(({ tool }) => tool ?? []));
  const ownerOf = (one: Evidence): string | undefined => {
    if (one.tool !== undefined) return one.tool;
    const tool = usual(one);
    return tool !== undefined && tools.includes(tool)
      ? tool
      : tools.length === 1 && isOfTool(one)
        ? tools[0]
        : undefined;
  };
  return {
    tools: tools
      .map((tool) =>
        partOf(
          tool,
          evidence.filter((one) => ownerOf(one) === tool),
        ),
      )
      .sort(byTrust),
    automation: unique(automation),
    unknownBots: unique(unknownBots),
    humans: unique(evidence.flatMap(({ human }) => human ?? [])),
    promptDigests: unique(evidence.flatMap(({ promptDigest }) => promptDigest ?? [])),
    contextDigests: unique(evidence.flatMap(({ contextDigest }) => contextDigest ?? [])),
    denials,
    evidence,
  };
}

/** What several commits and a pull request say together. */
export function joinProvenance(many: readonly Provenance[]): Provenance {
  const parts = Map.groupBy(
    many.flatMap(({ tools }) => tools),
    ({ tool }) => tool,
  );
  const all = <T>(pick: (one: Provenance) => readonly T[]): T[] => unique(many.flatMap(pick));
  return {
    tools: [...parts]
      .map(([tool, some]) =>
        partOf(
          tool,
          some.flatMap(({ evidence }) => evidence),
        ),
      )
      .sort(byTrust),
    automation: all(({ automation }) => automation),
    unknownBots: all(({ unknownBots }) => unknownBots),
    humans: all(({ humans }) => humans),
    promptDigests: all(({ promptDigests }) => promptDigests),
    contextDigests: all(({ contextDigests }) => contextDigests),
    denials: many.flatMap(({ denials }) => denials),
    evidence: many.flatMap(({ evidence }) => evidence),
  };
}

function isOfTool({ session, model, promptDigest, contextDigest }: Evidence): boolean {
  return [session, model, promptDigest, contextDigest].some((one) => one !== undefined);
}

function partOf(tool: string, evidence: readonly Evidence[]): ToolProvenance {
  const models = new Map(evidence.flatMap(({ model }): [string, Model][] => (model ? [[model.written, model]] : [])));
  return {
    tool,
    confidence: evidence.some(({ confidence }) => confidence === "proved") ? "proved" : "claimed",
    models: [...models.values()],
    sessions: unique(evidence.flatMap(({ session }) => session ?? [])),
    evidence,
  };
}

/** Proved before claimed, then by amount of evidence, then by name. */
function byTrust(one: ToolProvenance, other: ToolProvenance): number {
  return (
    better[one.confidence] - better[other.confidence] ||
    other.evidence.length - one.evidence.length ||
    (one.tool < other.tool ? -1 : 1)
  );
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

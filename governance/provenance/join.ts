/** Puts evidence together: what is known of each tool's part. */
import type { Evidence, Model, Provenance, ToolProvenance } from "./evidence.ts";
import type { Findings } from "./findings.ts";

const better = { proved: 0, claimed: 1 };

/** The tool that mostly writes trailers of this row. */
export type MostlyOf = (row: string) => string | undefined;

/**
 * Evidence that names no tool (a session, a digest) belongs to the tool that mostly writes such trailers, where that tool took part; else to
 * the only tool that did. Where none is named, the tool that mostly writes them is.
 */
export function provenanceFrom(findings: Findings, mostlyOf: MostlyOf): Provenance {
  const evidence = withNames(findings.evidence, mostlyOf);
  const tools = new Set(evidence.flatMap(({ tool }) => tool ?? []));
  const owned = Map.groupBy(evidence, (one) => ownerOf(one, tools, mostlyOf));
  return {
    tools: [...tools].map((tool) => partOf(tool, owned.get(tool) ?? [])).sort(byTrust),
    automation: unique(findings.automation),
    unknownBots: unique(findings.unknownBots),
    humans: unique(evidence.flatMap(({ human }) => human ?? [])),
    promptDigests: unique(evidence.flatMap(({ promptDigest }) => promptDigest ?? [])),
    contextDigests: unique(evidence.flatMap(({ contextDigest }) => contextDigest ?? [])),
    denials: findings.denials,
    evidence,
  };
}

function withNames(evidence: readonly Evidence[], mostlyOf: MostlyOf): readonly Evidence[] {
  if (evidence.some(({ tool }) => tool !== undefined)) return evidence;
  return evidence.map((one) => {
    const tool = mostlyOf(one.row);
    return tool === undefined ? one : { ...one, tool };
  });
}

function ownerOf(one: Evidence, tools: ReadonlySet<string>, mostlyOf: MostlyOf): string | undefined {
  if (one.tool !== undefined || !isOfTool(one)) return one.tool;
  const usual = mostlyOf(one.row);
  if (usual !== undefined && tools.has(usual)) return usual;
  const [only, ...others] = tools;
  return others.length === 0 ? only : undefined;
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

/** What a report shows besides findings. */
import { isAiPath } from "../ai-paths/ownership.ts";
import type { Provenance } from "../provenance/evidence.ts";
import { isMissing } from "./change.ts";
import { readCommits, type GateFacts } from "./facts.ts";
import type { Participant } from "./participants.ts";
import type { AiPathChange, GateReport, ToolPart } from "./report.ts";
import { plain } from "./wording.ts";

export function summaryOf(
  facts: GateFacts,
): Pick<GateReport, "tools" | "automation" | "withoutTool" | "denials" | "aiPaths"> {
  const { change, origins, participants } = facts;
  const commits = readCommits(facts);
  const provenances = [...origins.pull, ...commits.map(({ provenance }) => provenance)];
  return {
    tools: participants.map(toolPart),
    automation: [...new Set(provenances.flatMap(({ automation }) => automation))],
    withoutTool: isMissing(origins.commits)
      ? undefined
      : commits.filter(({ provenance }) => isSilent(provenance)).length,
    denials: denialsOf(facts),
    aiPaths: isMissing(change.files) ? [] : aiPathsOf(change.files, participants),
  };
}

function toolPart({ name, state, confidence, mentions }: Participant): ToolPart {
  const models = mentions.flatMap(({ part }) => part.models);
  return {
    tool: name,
    state,
    confidence,
    models: [...new Map(models.map((model) => [model.name, model])).values()],
    sessions: new Set(mentions.flatMap(({ part }) => part.sessions)).size,
    commits: new Set(mentions.flatMap(({ commit }) => commit ?? [])).size,
  };
}

function isSilent({ tools, automation, unknownBots }: Provenance): boolean {
  return tools.length + automation.length + unknownBots.length === 0;
}

function denialsOf(facts: GateFacts): string[] {
  const { change, origins } = facts;
  const ofCommits = readCommits(facts).flatMap(({ commit, provenance }) =>
    provenance.denials.map(({ human }) => human ?? commit.author.name),
  );
  const ofPull = origins.pull.flatMap(({ denials }) => denials.map(({ human }) => human ?? change.pull?.author ?? ""));
  return [...new Set([...ofPull, ...ofCommits].map(plain))];
}

function aiPathsOf(files: readonly { readonly path: string }[], participants: readonly Participant[]): AiPathChange[] {
  const tools = participants.map(({ name }) => name);
  return files.filter(({ path }) => isAiPath(path)).map(({ path }) => ({ path, tools }));
}

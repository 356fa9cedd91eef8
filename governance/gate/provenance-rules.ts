/** `gate-commit-require-provenance`: one finding a commit, with everything that it lacks. */
import { personsWay, toolCommitsOf, type ProvenanceKind, type ToolCommit } from "./tool-commits.ts";
import type { GateFacts } from "./facts.ts";
import type { GateFinding } from "./report.ts";
import { listed, shortId } from "./wording.ts";

export function provenanceFindings(facts: GateFacts): GateFinding[] {
  const lacking = toolCommitsOf(facts).flatMap((its) => {
    const lacks = its.participant.tool.provenance.filter((kind) => its.said[kind].length === 0);
    return lacks.length === 0 ? [] : [{ ...its, lacks }];
  });
  return Array.from(
    Map.groupBy(lacking, ({ commit }) => commit),
    ([commit, lacks]) => finding(commit, lacks),
  );
}

type Lacking = ToolCommit & { readonly lacks: readonly ProvenanceKind[] };

const words: Readonly<Record<ProvenanceKind, string>> = {
  session: "session",
  model: "model",
  "prompt-digest": "prompt digest",
  "context-digest": "context digest",
};

function finding(commit: string, all: readonly Lacking[]): GateFinding {
  const said = all.map((its) => `no ${listed(its.lacks.map((kind) => words[kind]))} of ${whoseText(its)}`);
  const demands = all.map(({ participant }) => `tools.${participant.name}.provenance`);
  return {
    rule: "gate-commit-require-provenance",
    outcome: "violation",
    message: `Commit ${shortId(commit)} tells ${listed(said)}; ${listed(demands)} ${all.length === 1 ? "asks" : "ask"} for it in every commit.`,
    fix: `${trailersText(all)}. \`ai-governance capture install\` writes them into the commits to come.${personsWay(all)}`,
    commit,
  };
}

function whoseText({ who, isNamed }: Lacking): string {
  return isNamed ? who : `${who} (which opened the pull request, and nobody else signed the commit)`;
}

function trailersText(all: readonly Lacking[]): string {
  const lines = all.flatMap(({ participant, lacks }) => lacks.map((kind) => trailers[kind](participant.name)));
  return `Add to its message (git rebase -i, reword): ${[...new Set(lines)].join(", ")}`;
}

const trailers: Readonly<Record<ProvenanceKind, (tool: string) => string>> = {
  session: (tool) => `AI-Session: ${tool}:<id>`,
  model: (tool) => `Assisted-by: ${tool}:<model>`,
  "prompt-digest": () => "AI-Prompt-Digest: <digest>",
  "context-digest": () => "AI-Context-Digest: <digest>",
};

/** The commits of a tool, and what is known of its part in each. */
import type { Tool } from "../declaration/schema.ts";
import type { Evidence, Model, Provenance, ToolProvenance } from "../provenance/evidence.ts";
import { readCommits, type CommitOrigin, type GateFacts } from "./facts.ts";
import { displayNameOf, isWorking, type WorkingParticipant } from "./participants.ts";

export type ProvenanceKind = Tool["provenance"][number];

/** A commit that a working tool took part in, and all that is known of that part. */
export interface ToolCommit {
  readonly commit: string;
  readonly participant: WorkingParticipant;
  readonly who: string;
  /** Whether the commit names the tool; if not, it is taken for its because the tool opened the pull request. */
  readonly isNamed: boolean;
  readonly said: Readonly<Record<ProvenanceKind, readonly string[]>>;
  /** Those that the commit itself names, each as often as it does: two may differ in nothing but how they are written. */
  readonly models: readonly Model[];
}

/**
 * Every commit of every working tool. Where a tool's own account opened the pull request, commits that nobody else signed are judged as its
 * too: otherwise an app that leaves out its name, or writes another one, would be asked for nothing.
 */
export function toolCommitsOf(facts: GateFacts): ToolCommit[] {
  const commits = readCommits(facts);
  return facts.participants.filter(isWorking).flatMap((participant) => {
    const tasks = tasksOf(facts, participant.name);
    const isOpener = opened(participant);
    return commits
      .filter((origin) => partIn(origin.provenance, participant.name) ?? (isOpener && !isSignedByOther(origin)))
      .map((origin) => toolCommit(origin, participant, tasks));
  });
}

/** What people can do about commits that are taken for the opener's; empty where a commit names a tool. */
export function personsWay(all: readonly ToolCommit[]): string {
  if (all.some(({ isNamed }) => isNamed)) return "";
  return " If a person wrote it, they sign it with a key that GitHub knows (git commit --amend --no-edit -S), or open a pull request of their own.";
}

function toolCommit(
  { commit, provenance }: CommitOrigin,
  participant: WorkingParticipant,
  tasks: readonly Evidence[],
): ToolCommit {
  const own = evidenceOf(provenance, participant.name);
  const part = partIn(provenance, participant.name);
  const models = [...(part?.models ?? []), ...modelsIn(own)];
  return {
    commit: commit.id,
    participant,
    who: displayNameOf(participant),
    isNamed: part !== undefined,
    models,
    said: {
      session: [...(part?.sessions ?? []), ...[...own, ...tasks].flatMap(({ session }) => session ?? [])],
      model: [...models, ...modelsIn(tasks)].map(({ name }) => name),
      "prompt-digest": provenance.promptDigests,
      "context-digest": provenance.contextDigests,
    },
  };
}

function modelsIn(evidence: readonly Evidence[]): Model[] {
  return evidence.flatMap(({ model }) => model ?? []);
}

function partIn({ tools }: Provenance, name: string): ToolProvenance | undefined {
  return tools.find(({ tool }) => tool === name);
}

// A session or a model that names no tool belongs to whichever tool took part: trailers of one tool seldom repeat its name.
function evidenceOf({ evidence }: Provenance, name: string): Evidence[] {
  return evidence.filter(({ tool }) => tool === undefined || tool === name);
}

/**
 * GitHub's own list of agent tasks counts for every commit of its tool: Copilot, say, cannot be made to write trailers. The text of the
 * pull request does not: anyone may edit it after the merge, and no commit keeps it.
 */
function tasksOf({ origins }: GateFacts, name: string): Evidence[] {
  return origins.pull.flatMap((pull) => pull.evidence).filter(({ source, tool }) => source === "task" && tool === name);
}

function opened({ mentions }: WorkingParticipant): boolean {
  return mentions.some(({ part }) => part.evidence.some(({ source }) => source === "opener"));
}

// A name frees nothing, since anyone can write it; nor does a merge, which can bring in anything. Whoever signed answers for the commit: a
// person, another tool, a bot that is known, or GitHub for a merge by "Update branch".
function isSignedByOther({ commit, provenance }: CommitOrigin): boolean {
  return commit.verified && provenance.unknownBots.length === 0;
}

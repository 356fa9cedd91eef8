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
  readonly said: Readonly<Record<ProvenanceKind, readonly string[]>>;
  /** Those that the commit itself names, each as often as it does: two may differ in nothing but how they are written. */
  readonly models: readonly Model[];
}

/**
 * Every commit of every working tool. If a tool's own account opened the pull request and no commit names it, all of them are judged as
 * its: otherwise an app that leaves out its name, or writes another one, would be asked for nothing.
 */
export function toolCommitsOf(facts: GateFacts): ToolCommit[] {
  const commits = readCommits(facts);
  return facts.participants.filter(isWorking).flatMap((participant) => {
    const named = commits.filter(({ provenance }) => partIn(provenance, participant.name));
    const its = named.length > 0 || !opened(participant) ? named : commits.filter(isPossiblyOpeners);
    const tasks = tasksOf(facts, participant.name);
    return its.map((origin) => toolCommit(origin, participant, tasks));
  });
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

// "Update branch" makes merges that name no tool. A bot's name alone frees nothing: anyone can write it, unless it is signed.
function isPossiblyOpeners({ commit, provenance }: CommitOrigin): boolean {
  if (provenance.tools.length > 0) return true;
  return commit.parents.length < 2 && !(commit.verified && provenance.automation.length > 0);
}

/** The tools that took part in a change: every one that any evidence names. */
import type { Declaration, Tool } from "../declaration/schema.ts";
import type { Confidence, Evidence, EvidenceSource, ToolProvenance } from "../provenance/evidence.ts";
import { isStopped, type ToolState } from "../tools/states.ts";
import { isMissing } from "./change.ts";
import type { Origins } from "./facts.ts";
import { counted, few, plain, shortId } from "./wording.ts";

/** Where a tool is named. */
export interface Mention {
  readonly part: ToolProvenance;
  /** Absent: by the pull request as a whole. */
  readonly commit?: string;
}

export interface Participant {
  readonly name: string;
  /** Absent: the declaration does not know it. */
  readonly tool?: Tool;
  readonly state: ToolState | "undeclared";
  readonly confidence: Confidence;
  readonly mentions: readonly Mention[];
}

/** A declared tool that works: what it may do can be asked. */
export type WorkingParticipant = Participant & { readonly tool: Tool; readonly state: "enabled" | "constrained" };

/** Proved ones first, then in the order in which the change names them. */
export function participantsOf(
  origins: Origins,
  declaration: Declaration,
  states: Readonly<Record<string, ToolState>>,
): Participant[] {
  const mentions = Map.groupBy(mentionsOf(origins), ({ part }) => part.tool);
  const participants = Array.from(mentions, ([name, its]): Participant => {
    const tool = Object.hasOwn(declaration.tools, name) ? declaration.tools[name] : undefined;
    return {
      name,
      ...(tool && { tool }),
      state: tool ? (states[name] ?? tool.state) : "undeclared",
      confidence: its.some(({ part }) => part.confidence === "proved") ? "proved" : "claimed",
      mentions: its,
    };
  });
  return participants.sort((one, other) => Number(other.confidence === "proved") - Number(one.confidence === "proved"));
}

function mentionsOf({ pull, commits }: Origins): Mention[] {
  const ofPull = pull.flatMap(({ tools }) => tools.map((part): Mention => ({ part })));
  if (isMissing(commits)) return ofPull;
  const ofCommits = commits.flatMap(({ commit, provenance }) =>
    provenance.tools.map((part): Mention => ({ part, commit: commit.id })),
  );
  return [...ofPull, ...ofCommits];
}

/** Nothing but the state is asked of a stopped tool: nothing else could let it pass. */
export function isWorking(participant: Participant): participant is WorkingParticipant {
  const { tool, state } = participant;
  return tool !== undefined && state !== "undeclared" && !isStopped(state);
}

/** Its name for people. */
export function displayNameOf({ name, tool }: Participant): string {
  return plain(tool?.displayName ?? name);
}

/** "Claude Code took part", or that something claims so; and where it is named. */
export function partSentence(participant: Participant): string {
  const who = displayNameOf(participant);
  const what = participant.confidence === "proved" ? `${who} took part` : `The change claims that ${who} took part`;
  return `${what} (${placesOf(participant)})`;
}

/** What to do where nothing but the branch names the tool: a person may have chosen it. Else empty. */
export function renameWay({ mentions }: Participant): string {
  const isBranch = mentions.every(({ part }) => part.evidence.every(({ source }) => source === "branch"));
  return isBranch ? " If it had no part in it, rename the branch: such names are a tool's." : "";
}

const mostPlaces = 3;

function placesOf({ mentions }: Participant): string {
  const places = [...new Set(mentions.map(placeOf))];
  const more = places.length - mostPlaces;
  return [...places.slice(0, mostPlaces), ...(more > 0 ? [`${counted(more, "more place")}`] : [])].join("; ");
}

function placeOf({ part, commit }: Mention): string {
  const sources = few([...new Set(part.evidence.map(sourceText))]);
  return [commit === undefined ? "" : `commit ${shortId(commit)}`, sources].filter((text) => text !== "").join(": ");
}

const sourceTexts: Readonly<Record<EvidenceSource, string>> = {
  trailer: "trailer",
  author: "author",
  committer: "committer",
  note: "git note",
  branch: "name of the branch",
  opener: "opened the pull request",
  text: "text of the pull request",
  task: "GitHub's list of agent tasks",
};

function sourceText({ source, line }: Evidence): string {
  return line === undefined ? sourceTexts[source] : `${sourceTexts[source]} in line ${line}`;
}

/** Which tools may take part in a change at all. */
import { isMissing } from "./change.ts";
import { readCommits, type GateFacts } from "./facts.ts";
import { displayNameOf, isWorking, partSentence, renameWay, type Participant } from "./participants.ts";
import type { GateFinding } from "./report.ts";
import { codePoint, few, listed, oneLine, plain, shortId } from "./wording.ts";

/** `gate-tool-require-declaration` */
export function declarationFindings(facts: GateFacts): GateFinding[] {
  const tools = facts.participants.filter(({ state }) => state === "undeclared");
  const declared = Object.keys(facts.declaration.tools);
  return [...tools.map((tool) => undeclaredTool(tool, declared)), ...unknownBots(facts).map(undeclaredBot)];
}

function undeclaredTool(participant: Participant, declared: readonly string[]): GateFinding {
  const { name, confidence } = participant;
  const known =
    confidence === "claimed" && declared.length > 0 ? ` If it is one of these, call it so: ${listed(declared)}.` : "";
  return {
    rule: "gate-tool-require-declaration",
    outcome: "violation",
    message: `${partSentence(participant)}; the governance document declares no such tool${lookAlikes(name)}, and every AI tool must be declared.`,
    fix: `Ask the platform team to declare it: tools.${plain(name)} in governance.yaml. Until then write the change without it.${known}${renameWay(participant)}`,
  };
}

// A letter of another alphabet can make a name that looks declared.
function lookAlikes(name: string): string {
  const points = [...new Set(name.match(/\P{ASCII}/gu))].slice(0, 5).map(codePoint);
  return points.length === 0 ? "" : ` (in its name: ${listed(points)})`;
}

function undeclaredBot({ bot, where }: { readonly bot: string; readonly where: string }): GateFinding {
  return {
    rule: "gate-tool-require-declaration",
    outcome: "violation",
    message: `The bot ${bot} took part (${where}); the governance document does not say what it is, and every bot must be declared.`,
    fix: `Ask the platform team to declare ${bot}: under tools in governance.yaml if it writes code by AI, else under automation.`,
  };
}

function unknownBots(facts: GateFacts): { readonly bot: string; readonly where: string }[] {
  const ofPull = facts.origins.pull.flatMap((its) => its.unknownBots);
  const places = new Map(ofPull.map((bot) => [bot, ["the pull request"]]));
  for (const { commit, provenance } of readCommits(facts))
    for (const bot of provenance.unknownBots)
      places.set(bot, [...(places.get(bot) ?? []), `commit ${shortId(commit.id)}`]);
  return Array.from(places, ([bot, where]) => ({
    bot: plain(bot),
    where: few(where),
  }));
}

/**
 * `gate-tool-require-trust`. Nobody can waive it, so it is also what says that the commits could not be read: then nobody can tell which
 * tools took part.
 */
export function trustFindings({ origins, participants, states }: GateFacts): GateFinding[] {
  const stopped = participants.flatMap((participant) => {
    const { name, tool } = participant;
    const state = states[name];
    if (!tool || (state !== "quarantined" && state !== "disabled")) return [];
    // The declaration's reason is for the state that it declares, not for one that an emergency put in its place.
    return [stoppedTool(participant, state, tool.state === state ? tool.reason : undefined)];
  });
  return [...unreadCommits(origins.commits), ...stopped];
}

function stoppedTool(participant: Participant, state: "quarantined" | "disabled", reason?: string): GateFinding {
  const who = displayNameOf(participant);
  const why = reason === undefined ? "" : ` (${oneLine(reason)})`;
  return {
    rule: "gate-tool-require-trust",
    outcome: "violation",
    message: `${partSentence(participant)}; ${who} is ${state}${why}, and nothing that it had a part in is merged.`,
    fix: `${stateWay(state, who)}${renameWay(participant)}`,
  };
}

function stateWay(state: "quarantined" | "disabled", who: string): string {
  return state === "quarantined"
    ? `Keep the pull request open until ${who} is trusted again, or let people take the work over: a new branch name, commits of their own.`
    : `Close the pull request; write the change without ${who}.`;
}

function unreadCommits(commits: GateFacts["origins"]["commits"]): GateFinding[] {
  const undecided = (what: string, fix: string): GateFinding[] => [
    {
      rule: "gate-tool-require-trust",
      outcome: "undecided",
      message: `${what}, so nobody can tell which tools took part; every commit must be read.`,
      fix,
    },
  ];
  if (isMissing(commits)) return undecided("The commits could not be read", oneLine(commits.missing));
  if (commits.length > 0) return [];
  return undecided(
    "There is no commit to judge",
    "Push a commit that the base branch does not have, or close the pull request.",
  );
}

/** `gate-tool-require-admission` */
export function admissionFindings({ change: { repository }, participants }: GateFacts): GateFinding[] {
  return participants
    .filter(isWorking)
    .filter(({ tool }) => !tool.repositories.includes(repository))
    .map((participant) => ({
      rule: "gate-tool-require-admission",
      outcome: "violation",
      message: `${partSentence(participant)}; ${displayNameOf(participant)} is not admitted to ${plain(repository)}, and tools must keep to their repositories.`,
      fix: `Write the change without it, or ask ${participant.tool.owner} to add ${plain(repository)} to tools.${participant.name}.repositories in governance.yaml.${renameWay(participant)}`,
    }));
}

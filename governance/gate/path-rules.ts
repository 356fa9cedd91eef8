/** `gate-change-limit-paths`: the change as a whole, since nobody can tell which of its files a tool wrote. */
import { isAiPath } from "../ai-paths/ownership.ts";
import { matchesPattern } from "../fnmatch.ts";
import { isMissing } from "./change.ts";
import type { GateFacts } from "./facts.ts";
import { displayNameOf, isWorking, type WorkingParticipant } from "./participants.ts";
import type { GateFinding } from "./report.ts";
import { listed, oneLine, plain } from "./wording.ts";

/** One finding a file. */
export function pathFindings({ change: { files }, participants }: GateFacts): GateFinding[] {
  const bound = participants.filter(isWorking).filter(({ tool, state }) => tool.paths ?? state === "constrained");
  if (bound.length === 0) return [];
  if (isMissing(files)) {
    const message = `The changed files could not be read; ${listed(bound.map(displayNameOf))} must keep to certain paths.`;
    return [{ rule: "gate-change-limit-paths", outcome: "undecided", message, fix: oneLine(files.missing) }];
  }
  return files.flatMap(({ path }) => {
    const reasons = bound.flatMap((participant) => reasonsAgainst(path, participant));
    return reasons.length === 0 ? [] : [finding(path, reasons)];
  });
}

function reasonsAgainst(path: string, participant: WorkingParticipant): string[] {
  const { name, tool, state } = participant;
  const who = displayNameOf(participant);
  const obeyed = state === "constrained" && isAiPath(path);
  const allowed = tool.paths ?? [];
  const isOutside = allowed.length > 0 && !allowed.some((pattern) => matchesPattern(pattern, path));
  return [
    ...(obeyed ? [`${who} is constrained and must not have a part in changes of files that agents obey`] : []),
    ...(isOutside ? [`${who} must keep to ${allowed.join(", ")} (tools.${name}.paths)`] : []),
  ];
}

function finding(path: string, reasons: readonly string[]): GateFinding {
  return {
    rule: "gate-change-limit-paths",
    outcome: "violation",
    message: `${plain(path)} is changed; ${listed(reasons)}.`,
    fix: "Take the file out of this pull request, and change it in one that the tool has no part in.",
    path,
  };
}

/** `gate-change-limit-size`: the change as a whole, since nobody can tell which of its lines a tool wrote. */
import { isMissing, type Fact } from "./change.ts";
import type { GateFacts } from "./facts.ts";
import { displayNameOf, isWorking, type WorkingParticipant } from "./participants.ts";
import type { GateFinding } from "./report.ts";
import { counted, oneLine } from "./wording.ts";

export function sizeFindings({ change, participants }: GateFacts): GateFinding[] {
  const files = isMissing(change.files) ? change.files : change.files.length;
  return participants
    .filter(isWorking)
    .flatMap((participant) => [
      ...judged(participant, "changedLines", "line", change.changedLines),
      ...judged(participant, "changedFiles", "file", files),
    ]);
}

function judged(
  participant: WorkingParticipant,
  field: "changedLines" | "changedFiles",
  unit: "line" | "file",
  found: Fact<number>,
): GateFinding[] {
  const most = participant.tool.limits?.[field];
  if (most === undefined || (!isMissing(found) && found <= most)) return [];
  const who = displayNameOf(participant);
  const limit = `a change that ${who} took part in must have at most ${counted(most, `changed ${unit}`)} (tools.${participant.name}.limits.${field}).`;
  if (isMissing(found)) {
    const message = `The changed ${unit}s could not be counted; ${limit}`;
    return [{ rule: "gate-change-limit-size", outcome: "undecided", message, fix: oneLine(found.missing) }];
  }
  const message = `The change has ${counted(found, `changed ${unit}`)}; ${limit}`;
  return [
    { rule: "gate-change-limit-size", outcome: "violation", message, fix: "Split it into smaller pull requests." },
  ];
}

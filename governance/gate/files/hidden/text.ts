/** Text that a change hides in a file which agents obey. */
import type { GateFinding } from "../../report.ts";
import { newLines } from "../new-lines.ts";
import { nameOf, type HiddenKind } from "./characters.ts";
import { hiddenIn } from "./scan.ts";

const rule = "gate-file-disallow-hidden-text";

interface Tally {
  readonly kind: HiddenKind;
  readonly characters: Map<string, number>;
  readonly line: number;
  count: number;
}

/** One finding for each kind of hidden character, in the order in which they appear. Lines that were there before do not count. */
export function hiddenTextFindings(path: string, before: string, after: string): GateFinding[] {
  if (after !== before && after.includes("\0")) return [binary(path)];
  const tallies = new Map<string, Tally>();
  for (const { line, text } of newLines(before, after))
    for (const { kind, character } of hiddenIn(text)) {
      const tally = tallies.get(kind.name) ?? { kind, characters: new Map<string, number>(), line, count: 0 };
      tallies.set(kind.name, tally);
      tally.count += 1;
      tally.characters.set(character, (tally.characters.get(character) ?? 0) + 1);
    }
  return [...tallies.values()].map((tally) => finding(path, tally));
}

function finding(path: string, tally: Tally): GateFinding {
  const { kind, count, line } = tally;
  return {
    rule,
    outcome: "violation",
    path,
    line,
    message:
      `The change brings in ${kind.name} (${described(tally)}), ${count} in all, the first in line ${line}; ` +
      "what an agent reads must be what its reviewers see.",
    fix: `Remove the ${kind.name} from the lines that the change adds, or type those lines anew.`,
  };
}

function binary(path: string): GateFinding {
  return {
    rule,
    outcome: "violation",
    path,
    message:
      "The file holds NUL characters, so reviewers are shown no text; what an agent reads must be what its reviewers see.",
    fix: "Keep binary files outside the folders that agents obey, or write this one as UTF-8 text.",
  };
}

const mostNamed = 5;

function described({ kind, characters }: Tally): string {
  if (kind.range !== undefined) return kind.range;
  const named = [...characters].slice(0, mostNamed).map(([character, count]) => `${nameOf(character)}: ${count}`);
  return [...named, ...(characters.size > mostNamed ? ["and others"] : [])].join(", ");
}

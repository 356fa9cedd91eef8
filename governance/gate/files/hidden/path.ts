/** Paths that look, or are to some file systems, like another path. */
import { isAiPath } from "../../../ai-paths/ownership.ts";
import { codeownersPatterns } from "../../../ai-paths/render.ts";
import { patternExpression } from "../../../ai-paths/codeowners.ts";
import type { GateFinding } from "../../report.ts";
import { hiddenIn } from "./scan.ts";
import { nameOf } from "./characters.ts";

const rule = "gate-file-disallow-hidden-text";
const anyCase = new RegExp(
  codeownersPatterns()
    .map((pattern) => patternExpression(pattern).source)
    .join("|"),
  "isu",
);

/**
 * File systems of macOS and Windows take some paths for the same: they ignore case, and some ignore characters without width, or dots
 * and spaces at the end of a name (compare CVE-2014-9390). GitHub's code owners and rulesets see them as others.
 */
export function hiddenPathFindings(path: string): GateFinding[] {
  const hidden = hiddenIn(path);
  const obeyed = isAiPath(path);
  const seenAs = hidden.length > 0 ? withoutHidden(path) : path;
  if (hidden.length > 0 && (obeyed || isTakenForAiPath(seenAs))) {
    const names = [...new Set(hidden.map(({ kind, character }) => kind.range ?? nameOf(character)))].slice(0, 5);
    return [
      finding(
        path,
        `The path holds characters that nobody sees (${names.join(", ")}); names of files that agents obey must be plain.`,
        "Rename the file without them.",
      ),
    ];
  }
  if (obeyed || isOrdinary(path) || !isTakenForAiPath(path)) return [];
  return [
    finding(
      path,
      "Some file systems take the path for that of a file which agents obey, but no owner is asked about it: " +
        "such a file must have exactly the name that agents look for.",
      "Rename the file to what agents look for, e.g. AGENTS.md in capital letters, or to a name that they do not know.",
    ),
  ];
}

const withoutHidden = (path: string): string => {
  const hidden = new Set(hiddenIn(path).map(({ character }) => character));
  return [...path].filter((character) => !hidden.has(character)).join("");
};

// `docs/agents.md` is an ordinary name: the tools that look for AGENTS.md look for capital letters.
const isOrdinary = (path: string): boolean => /^[a-z0-9/._-]*$/.test(path) && !/\.(\/|$)/.test(path);

function isTakenForAiPath(path: string): boolean {
  const levels = path.normalize("NFKC").replaceAll("\\", "/").split("/");
  const plain = levels.map((level) => level.replace(/(?<=.)[. ]+$/, "")).join("/");
  return anyCase.test(plain);
}

function finding(path: string, message: string, fix: string): GateFinding {
  return { rule, outcome: "violation", path, message, fix };
}

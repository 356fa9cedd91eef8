/** Dangerous settings that a change brings in. */
import { aiPaths } from "../../../ai-paths/catalogue.ts";
import { patternExpression } from "../../../ai-paths/codeowners.ts";
import { codeownersPatterns } from "../../../ai-paths/render.ts";
import type { GateFinding } from "../../report.ts";
import { formatOf, readSettings } from "./document.ts";
import { dangerousSettings } from "./rows/index.ts";
import type { DangerousSetting, Hit } from "./row.ts";

const rule = "gate-file-disallow-dangerous-settings";
// One hostile file must not fill the report.
const mostNamed = 20;

/** What the text after the change sets that the one before did not; absent texts are empty. */
export function settingFindings(path: string, before: string, after: string): GateFinding[] {
  const now = readSettings(path, after);
  if (now === undefined) return [unreadable(path)];
  // What no tool could read was in force nowhere.
  const earlier = readSettings(path, before);
  const rows = isGuard(path) ? dangerousSettings.filter(({ ofGuards }) => ofGuards) : dangerousSettings;
  return rows.flatMap((row) => {
    const hits = row.find(now, path, after);
    const known = earlier === undefined ? [] : row.find(earlier, path, before);
    const fresh = row.whenRemoved ? missingFrom(known, hits) : missingFrom(hits, known);
    return named(row, path, fresh);
  });
}

const expressions = aiPaths.map(({ kind }, index) => ({
  kind,
  expression: patternExpression(codeownersPatterns()[index] ?? ""),
}));

/** Whether a path is in the catalogue for guarding the repository only, not as a tool's own file. */
export function isGuard(path: string): boolean {
  return expressions.every(({ kind, expression }) => kind === "guard" || !expression.test(path));
}

function missingFrom(hits: readonly Hit[], others: readonly Hit[]): Hit[] {
  const marks = new Set(others.map(({ mark }) => mark));
  return [...new Map(hits.filter(({ mark }) => !marks.has(mark)).map((hit) => [hit.mark, hit])).values()];
}

function named(row: DangerousSetting, path: string, hits: readonly Hit[]): GateFinding[] {
  return hits.slice(0, mostNamed).map((hit, index) => {
    const left = index === mostNamed - 1 ? hits.length - mostNamed : 0;
    return {
      rule,
      outcome: "violation",
      path,
      ...(hit.line !== undefined && !row.whenRemoved && { line: hit.line }),
      message: `${subjectOf(row, hit)} ${row.does}; ${row.must}.${left > 0 ? ` The same is true of ${left} more.` : ""}`,
      fix: row.fix,
    };
  });
}

function subjectOf(row: DangerousSetting, hit: Hit): string {
  if (hit.path.length === 0) return "The file";
  return `The change ${row.whenRemoved ? "takes away" : "sets"} \`${keysOf(hit.path)}\`, which`;
}

// Keys are shown where they look like names; others may be commands, addresses or worse.
function keysOf(path: Hit["path"]): string {
  return path.reduce<string>((shown, key) => {
    if (typeof key === "number") return `${shown}[${key}]`;
    return `${shown}${shown === "" ? "" : "."}${/^[\w.@$-]{1,60}$/.test(key) ? key : "…"}`;
  }, "");
}

const formatNames = {
  json: "JSON",
  toml: "TOML",
  yaml: "YAML",
  environment: "KEY=value lines",
  prose: "YAML front matter",
};

function unreadable(path: string): GateFinding {
  const format = formatNames[formatOf(path)];
  return {
    rule,
    outcome: "undecided",
    path,
    message: `The file cannot be read as ${format}, so nobody can tell what it sets; it must be valid.`,
    fix: `Write valid ${format}, not deeply nested, or remove the file.`,
  };
}

/** A file of settings, read by what its name says that it is. */
import { readJson } from "./json.ts";
import type { SettingEntry, SettingNode } from "./node.ts";
import { readToml } from "./toml.ts";
import { readYaml } from "./yaml.ts";

/** `prose`: Markdown and other text, whose settings stand in YAML between two lines of dashes at its start. */
export type Format = "json" | "toml" | "yaml" | "environment" | "prose";

export function formatOf(path: string): Format {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  if (/\.(json|jsonc|json5|hook)$/.test(name)) return "json";
  if (/\.toml$/.test(name)) return "toml";
  if (/\.ya?ml$|^\.roomodes$/.test(name)) return "yaml";
  return /^\.env($|\.)|\.env$/.test(name) ? "environment" : "prose";
}

const nothing: SettingNode = { kind: "table", entries: [] };

/** The settings of a text; none in an empty one. `undefined`: it cannot be read, so nobody can tell what it sets. */
export function readSettings(path: string, text: string): SettingNode | undefined {
  const format = formatOf(path);
  if (text.trim() === "") return nothing;
  if (format === "json") return readJson(text);
  if (format === "toml") return readToml(text);
  if (format === "yaml") return readYaml(text);
  return format === "environment" ? readEnvironment(text) : readFrontMatter(text);
}

function readEnvironment(text: string): SettingNode {
  const entries = text.split(/\r?\n/).flatMap((content, index): SettingEntry[] => {
    const [, key, value] = /^\s*(?:export\s+)?([\w.]+)\s*=\s*(.*?)\s*$/.exec(content) ?? [];
    if (key === undefined || value === undefined) return [];
    return [{ key, node: { kind: "value", value: value.replace(/^(["'])(.*)\1$/, "$2"), line: index + 1 } }];
  });
  return { kind: "table", entries };
}

// Tools read front matter more leniently than YAML does (`globs: *.ts`), so what cannot be read matters only where a setting is named.
function readFrontMatter(text: string): SettingNode | undefined {
  const [, content] = /^\uFEFF?---[ \t]*\r?\n(.*?)^---[ \t]*$/ms.exec(text) ?? [];
  if (content === undefined) return nothing;
  const read = readYaml(`#\n${content}`);
  if (read) return read;
  return /^\s*["']?(hooks|mcp-?servers|allowed-?tools|tools|permissionMode)["']?\s*:/im.test(content)
    ? undefined
    : nothing;
}

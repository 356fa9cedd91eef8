/** MCP servers that a file of settings declares, and the command lines that start them. */
import { childrenOf, everyNode, membersOf, textOf, type PlacedNode, type SettingNode } from "./node.ts";

/** Keys below which servers stand by name; VS Code and opencode use shorter ones, which mean servers only in their own files. */
const containers = /^(mcp_?-?servers|context_servers)$/i;

/** Every server, with the keys to it. */
export function serversOf(root: SettingNode, path: string): PlacedNode[] {
  const own = /(^|[/_-])mcp\.jsonc?$/i.test(path);
  const listed = everyNode(root).filter(({ path: keys, node }) => {
    const [last, parent] = [String(keys.at(-1) ?? ""), String(keys.at(-2) ?? "")];
    if (node.kind === "value") return false;
    return containers.test(last) || last === "mcp" || (/^servers$/i.test(last) && (own || /^mcp$/i.test(parent)));
  });
  return [...listed, ...(own ? [{ path: [], node: root }] : [])]
    .flatMap(childrenOf)
    .filter(({ node }) => isServer(node));
}

const addressKeys = ["url", "httpUrl", "serverUrl", "endpoint"];

function isServer(node: SettingNode): boolean {
  return node.kind === "table" && node.entries.some(({ key }) => key === "command" || addressKeys.includes(key));
}

/** Addresses of a server, and addresses that its command line names. */
export function addressesOf(server: SettingNode): string[] {
  const own = addressKeys.flatMap((key) => membersOf(server, key)).flatMap((node) => textOf(node) ?? []);
  return [...own, ...wordsOf(server).filter((word) => /^\w+:\/\//.test(word))];
}

/** Words of the command line that starts a server; none of a remote one. */
export function wordsOf(server: SettingNode): string[] {
  return ["command", "args"]
    .flatMap((key) => membersOf(server, key))
    .flatMap(textsIn)
    .flatMap((text) => text.split(/\s+/))
    .filter(Boolean);
}

// A command is text, a list, or, in Zed, a table of path and arguments.
function textsIn(node: SettingNode): string[] {
  return everyNode(node).flatMap(({ node: below }) => textOf(below) ?? []);
}

const runners = new Set(["npx", "bunx", "uvx", "pnpx", "dlx", "docker", "podman"]);
/** Of programs that do more than fetch: what they are told when they do. */
const subcommands = new Map([
  ["npm", ["exec", "x"]],
  ["pnpm", ["dlx"]],
  ["yarn", ["dlx"]],
  ["bun", ["x"]],
  ["pipx", ["run"]],
  ["uv", ["run", "tool"]],
  ["deno", ["run"]],
  ["go", ["run"]],
]);
const packageFlag = /^(-p|--package|--from|--with|--spec)(?:=(.*))?$/;
/** Flags whose next word is neither a subcommand nor a package. */
const otherFlag =
  /^(--(prefix|workspace|registry|userconfig|cache|loglevel|dir|filter|cwd|directory|project|python|index|index-url|default-index|extra-index-url|find-links)|-C|-w)$/;
const exact = /(@|==)v?\d+\.\d+\.\d+([.+-][\w.+-]+)?$|@[0-9a-f]{40}(#.*)?$|@sha256:[0-9a-f]{64}$/;
const exactAddress = /^https:\/\/\S*@v?\d+\.\d+\.\d+([.+-][\w.+-]+)?\//;

/** Whether a command line fetches a program without saying exactly which. */
export function isUnpinned(words: readonly string[]): boolean {
  const at = words.findIndex((_, index) => fetchAt(words, index));
  const fetched = fetchAt(words, at);
  if (fetched === undefined) return false;
  const { name, start } = fetched;
  const rest = words.slice(start);
  if (name === "docker" || name === "podman")
    return rest.includes("run") && !rest.some((word) => /@sha256:[0-9a-f]{64}$/.test(word));
  return packagesIn(rest, name).some((word) => !exact.test(word) && !exactAddress.test(word) && !/^[./~$]/.test(word));
}

interface Fetch {
  readonly name: string;
  /** Index of the word after the program and its subcommand. */
  readonly start: number;
}

/** So many words are read in search of a subcommand: flags before one are few, and command lines can be a megabyte. */
const mostFlags = 50;

function fetchAt(words: readonly string[], at: number): Fetch | undefined {
  const name = nameOf(words[at] ?? "");
  if (runners.has(name)) return { name, start: at + 1 };
  const known = subcommands.get(name);
  if (known === undefined) return undefined;
  const [told] = plainWordsIn(words.slice(at + 1, at + 1 + mostFlags));
  if (told === undefined || !known.includes(told)) return undefined;
  const start = words.indexOf(told, at + 1) + 1;
  if (told !== "tool") return { name, start };
  return words[start] === "run" ? { name: "uvx", start: start + 1 } : undefined;
}

const nameOf = (word: string): string =>
  (word.split(/[/\\]/).at(-1) ?? "").toLowerCase().replace(/\.(cmd|exe|ps1)$/, "");

/** Words that are neither flags nor what follows some flags. */
function plainWordsIn(words: readonly string[]): string[] {
  return words.filter((word, index) => !word.startsWith("-") && !otherFlag.test(words[index - 1] ?? ""));
}

// Packages are what flags name, else the first word that is no flag. What `uv run` and `deno run` run is a file of the repository unless
// a flag or an address says otherwise.
function packagesIn(words: readonly string[], name: string): string[] {
  const isPython = /^(uv|uvx|pipx)$/.test(name);
  const flagged = words.flatMap((word, index) => {
    const [, flag, value] = packageFlag.exec(word) ?? [];
    return flag === undefined || (isPython && flag === "-p") ? [] : [value ?? words[index + 1] ?? ""];
  });
  if (flagged.length > 0 || name === "uv") return flagged;
  const [program] = plainWordsIn(isPython ? words.map((word) => word.replace(/^-p$/, "--python")) : words);
  if (program === undefined) return [];
  return name === "deno" && !/^(npm|jsr|https?):/.test(program) ? [] : [program];
}

const shell = /^(sh|bash|zsh|dash|fish|ksh|powershell|pwsh|cmd)$/;
const commandFlag = /^(-\w*c|\/c|\/k|-command|-encodedcommand|-enc?|-e)$/i;

/** Whether a command line hands a script to a shell, where nobody sees what it will run. */
export function isShellScript(words: readonly string[]): boolean {
  const line = words.join(" ");
  if (/\b(curl|wget|iwr|invoke-webrequest)\b|\beval\b|\|\s*(sudo\s+)?\w*sh\b|base64/i.test(line)) return true;
  const lastFlag = words.findLastIndex((word) => commandFlag.test(word));
  return words.slice(0, Math.max(lastFlag, 0)).some((word) => {
    // On Windows, `cmd /c npx ...` is how a package is started.
    return shell.test(nameOf(word)) && (nameOf(word) !== "cmd" || /[&|;<>`$%^]/.test(line));
  });
}

/** What tells a server from another: its command line and addresses, without the exact version, which may be raised. */
export function identityOf(server: SettingNode): string {
  const words = wordsOf(server).map((word) => word.replace(exact, "@"));
  return JSON.stringify([words, addressesOf(server)]);
}

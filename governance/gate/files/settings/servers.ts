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
const withSubcommand: Readonly<Record<string, readonly string[]>> = {
  npm: ["exec", "x"],
  pnpm: ["dlx", "exec"],
  yarn: ["dlx"],
  bun: ["x"],
  pipx: ["run"],
  uv: ["run"],
};
const packageFlag = /^(-p|--package|--from|--with|--spec)(?:=(.*))?$/;
const exact = /(@|==)v?\d+\.\d+\.\d+([.+-][\w.+-]+)?$|@[0-9a-f]{40}(#.*)?$|@sha256:[0-9a-f]{64}$/;

/** Whether a command line fetches a program without saying exactly which. */
export function isUnpinned(words: readonly string[]): boolean {
  const at = words.findIndex((word, index) => runners.has(nameOf(word)) || isPair(word, words[index + 1]));
  if (at === -1) return false;
  const name = nameOf(words[at] ?? "");
  const rest = words.slice(at + 1 + (isPair(words[at] ?? "", words[at + 1]) ? 1 : 0));
  if (name === "docker" || name === "podman")
    return rest.includes("run") && !rest.some((word) => /@sha256:[0-9a-f]{64}$/.test(word));
  return packagesIn(rest, name === "uv").some((word) => !exact.test(word) && !/^[./~$]/.test(word));
}

const isPair = (word: string, next = ""): boolean => withSubcommand[nameOf(word)]?.includes(next) ?? false;

const nameOf = (word: string): string =>
  (word.split(/[/\\]/).at(-1) ?? "").toLowerCase().replace(/\.(cmd|exe|ps1)$/, "");

// Packages are what flags name, else the first word that is no flag. `uv run` runs a file of the repository unless a flag names packages.
function packagesIn(words: readonly string[], flagsOnly: boolean): string[] {
  const flagged = words.flatMap((word, index) => {
    const [, , value] = packageFlag.exec(word) ?? [];
    return packageFlag.test(word) ? [value ?? words[index + 1] ?? ""] : [];
  });
  if (flagged.length > 0 || flagsOnly) return flagged;
  const first = words.find((word) => !word.startsWith("-"));
  return first === undefined ? [] : [first];
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

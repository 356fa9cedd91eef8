/** A history as long as wanted, in which people and tools take turns. */
import { once } from "node:events";
import { spawn } from "node:child_process";
import { join } from "node:path";

const body = `The parser took the last of several values. It now takes the first one,
as the documentation says, and reports the others.

See https://example.com/issues/4711 for what was tried before. Note: the old
behaviour stays behind a flag until the next release.
`;

const endings = [
  "",
  "\nSigned-off-by: Ada Lovelace <ada@example.com>\n",
  "\n🤖 Generated with [Claude Code](https://claude.com/claude-code)\n\nCo-Authored-By: Claude Opus 4.6 <noreply@anthropic.com>\n",
  "\nAssisted-by: Claude:claude-opus-4-6 coccinelle\nSigned-off-by: Ada Lovelace <ada@example.com>\n",
  "\nReviewed-by: Grace Hopper <grace@example.com>\n",
  "\nAgent-Logs-Url: https://github.com/o/r/sessions/0b5d7b1e-6c0f-4f2e-9a63-1f6d6a1f0c55\n\nCo-authored-by: ada <1+ada@users.noreply.github.com>\n",
];
const people = ["Ada Lovelace <ada@example.com>", "Grace Hopper <grace@example.com>"];
const agent = "copilot-swe-agent[bot] <198982749+Copilot@users.noreply.github.com>";

/** Makes a bare repository with so many commits on `main`. */
export async function makeHistory(folder: string, commits: number): Promise<string> {
  const gitDir = join(folder, `history-${commits}.git`);
  await git(["init", "--quiet", "--bare", "--initial-branch=main", gitDir]);
  await git(["--git-dir", gitDir, "fast-import", "--quiet"], streamOf(commits));
  return gitDir;
}

function* streamOf(commits: number): Generator<string> {
  for (let n = 0; n < commits; n++) {
    const ending = endings[n % endings.length] ?? "";
    const author = ending.includes("Agent-Logs-Url") ? agent : (people[n % people.length] ?? "");
    const message = `Take the first value of setting ${n}\n\n${body}${ending}`;
    const when = `${1_700_000_000 + n * 60} +0000`;
    yield `commit refs/heads/main\nauthor ${author} ${when}\ncommitter ${author} ${when}\n`;
    yield `data ${Buffer.byteLength(message)}\n${message}\n`;
  }
}

async function git(words: readonly string[], input: Iterable<string> = []): Promise<void> {
  const child = spawn("git", words, { stdio: ["pipe", "ignore", "pipe"] });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const ended = once(child, "close");
  for (const text of input) if (!child.stdin.write(text)) await Promise.race([once(child.stdin, "drain"), ended]);
  child.stdin.end();
  const [exitCode] = (await ended) as [number | null];
  if (exitCode !== 0) throw new Error(`git ${words.join(" ")} failed:\n${errors}`);
}

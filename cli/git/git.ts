/** Starts git so that nothing in a repository can run a program, and everything it prints can be read by one. */
import { join } from "node:path";
import { execa } from "execa";
import { InputError } from "../read-input.ts";

/** A repository that was found, and whose owner git accepts. */
export interface GitRepository {
  /** Absolute path of its git directory. */
  readonly gitDir: string;
  /** As the user named it, for messages. */
  readonly named: string;
}

export interface GitOutput {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

// Settings of a repository can start programs; most are barred by the flags of each command. The mailmap is that of HEAD.
const settings = [
  "mailmap.blob=HEAD:.mailmap",
  "core.fsmonitor=false",
  "core.hooksPath=/dev/null",
  "core.attributesFile=/dev/null",
].flatMap((setting) => ["-c", setting]);

// What chooses the user's own configuration stays: `safe.directory` counts only there.
const keptVariables = ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"];

function environmentOf(gitDir: string | undefined): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_") || keptVariables.includes(name));
  return {
    ...Object.fromEntries(own),
    ...(gitDir !== undefined && { GIT_DIR: gitDir, ...absentFiles(gitDir) }),
    LC_ALL: "C",
    LANGUAGE: "",
    GIT_OPTIONAL_LOCKS: "0",
    // Whole buffers: git log would write each commit on its own, and wake its reader as often.
    GIT_FLUSH: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_ATTR_NOSYSTEM: "1",
    // Commits as they are, not as `git replace` shows them.
    GIT_NO_REPLACE_OBJECTS: "1",
    // A partial clone would fetch what it lacks, by programs that its settings name.
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "none",
  };
}

// Without an index, attributes that a change brings do not decide how it is read; grafts would show other parents.
function absentFiles(gitDir: string): NodeJS.ProcessEnv {
  const absent = join(gitDir, "ai-governance-reads-none");
  return { GIT_INDEX_FILE: absent, GIT_GRAFT_FILE: absent };
}

/**
 * Finds the repository that a folder is, or is in.
 *
 * @throws InputError
 */
export async function openRepository(named: string): Promise<GitRepository> {
  const words = ["-C", named, "rev-parse", "--absolute-git-dir"];
  const { exitCode, stdout, stderr } = await run(words, undefined);
  if (exitCode === 0) return { gitDir: stdout.replace(/\n$/, ""), named };
  const [, owned] = /dubious ownership in repository at '(.*)'/.exec(stderr) ?? [];
  if (owned !== undefined) {
    throw new InputError(
      `${named} belongs to another account, and git does not read it. If you trust it: git config --global --add safe.directory '${owned}'`,
    );
  }
  if (stderr.includes("safe.bareRepository")) {
    throw new InputError(`${named} is a bare repository, which your git settings (safe.bareRepository) forbid to read`);
  }
  throw new InputError(`${named} is not a git repository, nor in one; name a clone or its .git folder with --git-dir`);
}

/** Runs git to its end. For what is short. @throws InputError where there is no git */
export async function git(repository: GitRepository, words: readonly string[]): Promise<GitOutput> {
  return run(words, repository.gitDir);
}

async function run(words: readonly string[], gitDir: string | undefined): Promise<GitOutput> {
  const arguments_ = ["--no-pager", ...(gitDir === undefined ? [] : settings), ...words];
  const result = await execa("git", arguments_, {
    ...(gitDir !== undefined && { cwd: gitDir }),
    env: environmentOf(gitDir),
    extendEnv: false,
    reject: false,
    stdin: "ignore",
    stripFinalNewline: false,
  });
  refuseMissingGit(result.code);
  return { exitCode: result.exitCode, stdout: result.stdout, stderr: result.stderr };
}

/**
 * What git prints, piece by piece as it comes: a slow reader slows git down. Where the reader stops early, git ends for want of one.
 *
 * @throws InputError where git fails
 */
export async function* gitStream(
  repository: GitRepository,
  words: readonly string[],
  input?: string,
): AsyncGenerator<Buffer, void, undefined> {
  const child = execa("git", ["--no-pager", ...settings, ...words], {
    cwd: repository.gitDir,
    env: environmentOf(repository.gitDir),
    extendEnv: false,
    reject: false,
    ...(input === undefined ? { stdin: "ignore" } : { input }),
    encoding: "buffer",
    buffer: { stdout: false },
  });
  let ended = false;
  try {
    for await (const piece of child.stdout) yield piece as Buffer;
    ended = true;
  } finally {
    const { code, exitCode, stderr } = await child;
    if (ended) refuseMissingGit(code);
    if (ended && exitCode !== 0) throw failure(repository, words, Buffer.from(stderr).toString());
  }
}

function refuseMissingGit(code: string | undefined): void {
  if (code === "ENOENT") throw new InputError("git is not on the PATH; install Git 2.30 or later");
}

/** One line of git's complaint, without what would move a terminal's cursor. */
export function failure(repository: GitRepository, words: readonly string[], stderr: string): InputError {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  const line = lines.find((one) => /^(fatal|error):/.test(one)) ?? lines[0] ?? "it said nothing";
  const complaint = line.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, "?").slice(0, 300);
  return new InputError(
    `git ${words[0] ?? ""} failed in ${repository.named}: ${complaint}. Where objects are missing, fetch them all: git fetch --refetch --no-filter; otherwise see what git fsck says`,
  );
}

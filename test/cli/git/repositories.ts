import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

/** A folder for repositories of one suite. */
export async function makeFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "ai-governance-git-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Nothing of the machine's own settings, and the same ids on every run. */
const environment = {
  PATH: process.env["PATH"],
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.com",
  GIT_AUTHOR_DATE: "1767225600 +0000",
  GIT_COMMITTER_NAME: "Grace",
  GIT_COMMITTER_EMAIL: "grace@example.com",
  GIT_COMMITTER_DATE: "1767225601 +0000",
};

export interface Sandbox {
  readonly path: string;
  /** Runs git in it; takes what is written to its standard input; gives what it prints, without the last line end. */
  git(words: readonly string[], input?: string | Uint8Array, more?: Readonly<Record<string, string>>): Promise<string>;
  /** An empty commit on HEAD; gives its id. */
  commit(message: string | Uint8Array, more?: Readonly<Record<string, string>>): Promise<string>;
}

export async function makeRepository(path: string, ...words: string[]): Promise<Sandbox> {
  await execa("git", ["init", "--quiet", "--initial-branch=main", ...words, path], {
    env: environment,
    extendEnv: false,
  });
  return sandbox(path);
}

export function sandbox(path: string): Sandbox {
  const git: Sandbox["git"] = async (words, input = "", more = {}) => {
    const env = { ...environment, ...more };
    const { stdout } = await execa("git", words, { cwd: path, env, extendEnv: false, input });
    return stdout;
  };
  return {
    path,
    git,
    commit: async (message, more) => {
      await git(["commit", "--quiet", "--allow-empty", "--cleanup=verbatim", "--file=-"], message, more);
      return git(["rev-parse", "HEAD"]);
    },
  };
}

/** A repository of its own for a test, with its own home folder, in a path that quoting must survive. */
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execFileSync, spawnSync } from "node:child_process";
import type { AgentTool } from "../../../governance/capture/index.ts";
import { root } from "../../../local/environment/index.ts";
import { aiGovernance, type Ended } from "../run.ts";

const compiled = join(root, "node_modules/.cache/capture-hooks");

export interface Ran {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export class Repository {
  readonly folder: string;
  readonly home: string;
  readonly top: string;

  /** @param from What it is a copy of, home folder and all: quicker than to make the same again. */
  constructor(from?: Repository) {
    this.folder = mkdtempSync(join(tmpdir(), "ai-governance capture's "));
    this.home = join(this.folder, "home");
    this.top = join(this.folder, "repository");
    if (from) cpSync(from.folder, this.folder, { recursive: true, verbatimSymlinks: true });
    else this.#make();
  }

  #make(): void {
    mkdirSync(this.home);
    writeFileSync(join(this.home, ".gitconfig"), "[user]\n\tname = Tom\n\temail = tom@example.com\n");
    this.git("init", "--quiet", "--initial-branch=main", this.top);
  }

  /** What git and tools see: nothing of the machine's own settings. */
  get env(): NodeJS.ProcessEnv {
    const { PATH } = process.env;
    return {
      PATH,
      HOME: this.home,
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_EDITOR: "true",
      LC_ALL: "C.UTF-8",
      TZ: "UTC",
      // Each case starts the hooks many times.
      NODE_COMPILE_CACHE: compiled,
    };
  }

  run(program: string, words: readonly string[], { input = "", env = {}, folder = this.top }: RunWith = {}): Ran {
    const cwd = existsSync(folder) ? folder : this.folder;
    const all = { ...this.env, ...env };
    const { status, stdout, stderr } = spawnSync(program, words, { cwd, input, env: all, encoding: "utf8" });
    return { exitCode: status, stdout, stderr };
  }

  /** What git prints. @throws where it fails */
  git(...words: string[]): string {
    const cwd = existsSync(this.top) ? this.top : this.folder;
    return execFileSync("git", words, {
      cwd,
      env: this.env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    }).trimEnd();
  }

  tryGit(...words: string[]): Ran {
    return this.run("git", words);
  }

  write(path: string, text: string, mode = 0o644): void {
    const full = join(this.top, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
    chmodSync(full, mode);
  }

  read(path: string): string {
    return readFileSync(join(this.top, path), "utf8");
  }

  /** A change that is ready to be committed. */
  change(path = "code.txt"): void {
    const full = join(this.top, path);
    this.write(path, `${existsSync(full) ? this.read(path) : ""}${path}\n`);
    this.git("add", "--all");
  }

  /** Commits a change with a message, and returns the message of the commit. */
  commit(message: string, ...words: string[]): string {
    this.change();
    this.git("commit", "--quiet", "-m", message, ...words);
    return this.message();
  }

  message(commit = "HEAD"): string {
    return this.git("log", "-1", "--format=%B", commit);
  }

  /** The command line, for this repository and home. */
  async capture(...words: string[]): Promise<Ended> {
    const { HOME, XDG_CONFIG_HOME } = process.env;
    process.env["HOME"] = this.home;
    delete process.env["XDG_CONFIG_HOME"];
    try {
      const [command = "", ...rest] = words;
      return await aiGovernance(["capture", command, "--repository", this.top, ...rest]);
    } finally {
      process.env["HOME"] = HOME;
      if (XDG_CONFIG_HOME !== undefined) process.env["XDG_CONFIG_HOME"] = XDG_CONFIG_HOME;
    }
  }

  /** Every file of the worktree and git folder with mode and text, but for what git itself writes at each step. */
  snapshot(): Record<string, string> {
    const found: Record<string, string> = {};
    const walk = (folder: string): void => {
      for (const name of readdirSync(folder)) {
        const path = join(folder, name);
        const stat = lstatSync(path);
        const key = path.slice(this.folder.length + 1);
        if (/\/\.git\/(objects|logs)$/.test(path)) continue;
        if (stat.isDirectory()) {
          found[key] = "folder";
          walk(path);
        } else {
          const content = stat.isSymbolicLink() ? readlinkSync(path) : readFileSync(path, "utf8");
          found[key] = `${(stat.mode & 0o777).toString(8)} ${content}`;
        }
      }
    };
    walk(this.folder);
    return found;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

interface RunWith {
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly folder?: string;
}

/** Runs the hook that is installed for an event of a tool, as the tool does: by a shell, with JSON on standard input. */
export function tell(
  repository: Repository,
  tool: AgentTool,
  event: string,
  fields: object,
  from = repository.top,
): Ran {
  const file = tool === "cursor" ? ".cursor/hooks.json" : ".claude/settings.local.json";
  const { hooks } = JSON.parse(readFileSync(join(repository.top, file), "utf8")) as { hooks: Record<string, Entry[]> };
  const entry = hooks[event]?.at(-1);
  const command = entry?.command ?? entry?.hooks?.at(-1)?.command ?? "exit 99";
  const input = JSON.stringify({ hook_event_name: event, ...fields });
  return repository.run("sh", ["-c", command], { input, folder: from });
}

interface Entry {
  readonly command?: string;
  readonly hooks?: readonly { readonly command: string }[];
}

/** A prompt to Claude Code. */
export function prompt(repository: Repository, text: string, session = "session-1", from = repository.top): Ran {
  return tell(repository, "claude-code", "UserPromptSubmit", { session_id: session, cwd: from, prompt: text }, from);
}

export function start(repository: Repository, model?: string, session = "session-1"): Ran {
  return tell(repository, "claude-code", "SessionStart", { session_id: session, cwd: repository.top, model });
}

/** A hook that writes down how it was called. */
export const hook = (says: string, exitCode = 0) => `#!/bin/sh\necho "${says} $*" >> "$HOME/ran"\nexit ${exitCode}\n`;

/** What a snapshot shows besides the key, which uninstalling leaves. */
export const withoutKey = ({ ...files }: Record<string, string>) => {
  for (const name of Object.keys(files)) if (name.startsWith("home/.config")) delete files[name];
  return files;
};

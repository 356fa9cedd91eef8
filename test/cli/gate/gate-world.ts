/** Local GitHub with the organisation of the declaration in test/fixtures, pull requests in it, and the gate that reads them. */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Octokit } from "octokit";
import { apiRoot } from "../../../cli/gate/github/address.ts";
import { connect, type GitHub } from "../../../cli/gate/github/connection.ts";
import { seedOf } from "../../../local/environment/seed.ts";
import type { Seed } from "../../../local/github/core/seed.ts";
import { startLocalGitHub, type LocalGitHub } from "../../../local/github/server.ts";
import { runCli } from "../../../cli/run-cli.ts";
import { exampleText, parsed } from "../../governance/example.ts";
import type { Ended } from "../run.ts";

export const owner = "meridian-pay";
export const developer = "tom-developer";
export const reviewer = "maya-platform";

export class GateWorld {
  readonly server: LocalGitHub;
  readonly repo: string;
  /** For files of the test; `governance.yaml` is in it. */
  readonly folder: string;

  private constructor(server: LocalGitHub, repo: string, folder: string) {
    this.server = server;
    this.repo = repo;
    this.folder = folder;
  }

  static async start(repo = "docs", change: (seed: Seed) => Seed = (seed) => seed): Promise<GateWorld> {
    const server = await startLocalGitHub({ seed: change(seedOf(parsed())) });
    const folder = await mkdtemp(join(tmpdir(), "ai-governance-gate-"));
    const world = new GateWorld(server, repo, folder);
    await world.write("governance.yaml", exampleText);
    return world;
  }

  file(name: string): string {
    return join(this.folder, name);
  }

  async write(name: string, content: string | object): Promise<string> {
    await writeFile(this.file(name), typeof content === "string" ? content : JSON.stringify(content));
    return this.file(name);
  }

  /** Runs `ai-governance gate` by the declaration of the folder, as that account. */
  async gate(words: readonly string[], login = developer): Promise<Ended> {
    return this.gateBy(this.token(login), words);
  }

  async gateBy(token: string, words: readonly string[]): Promise<Ended> {
    const env = { GITHUB_API_URL: this.server.apiUrl, GITHUB_TOKEN: token };
    return gateWith(env, ["--declaration", this.file("governance.yaml"), ...words]);
  }

  get name() {
    return { owner, repo: this.repo };
  }

  /** Waits last a thousandth of what they would. */
  gitHub(login = developer): GitHub {
    return connect({ root: apiRoot(this.server.apiUrl), token: this.token(login), second: 1 });
  }

  token(login: string): string {
    return this.server.tokens[login] ?? assert.fail(`no token for ${login}`);
  }

  as(login: string): Octokit {
    return new Octokit({
      auth: this.token(login),
      baseUrl: this.server.apiUrl,
      throttle: { enabled: false },
      retry: { enabled: false },
    });
  }

  tip(branch = "main"): string {
    const found = this.server.state.repositories.find(({ name }) => name === this.repo);
    return found?.git.refs[`refs/heads/${branch}`] ?? "";
  }

  /** One commit of all these files on a branch, which is made from main where it does not exist. Null removes. */
  async commit(
    branch: string,
    files: Readonly<Record<string, string | null>>,
    message = "Write",
    login = developer,
  ): Promise<string> {
    const { rest } = this.as(login);
    const parent = this.tip(branch) || this.tip();
    const tree = Object.entries(files).map(([path, content]) => {
      const entry = { path, mode: "100644" as const, type: "blob" as const };
      return content === null ? { ...entry, sha: null } : { ...entry, content };
    });
    const made = await rest.git.createTree({ ...this.name, base_tree: parent, tree });
    const { data } = await rest.git.createCommit({
      ...{ ...this.name, message, tree: made.data.sha, parents: [parent] },
    });
    await this.point(branch, data.sha, login);
    return data.sha;
  }

  /** Makes a branch, or moves it as a forced push does. */
  async point(branch: string, sha: string, login = developer): Promise<void> {
    const { rest } = this.as(login);
    if (this.tip(branch) === "") await rest.git.createRef({ ...this.name, ref: `refs/heads/${branch}`, sha });
    else await rest.git.updateRef({ ...this.name, ref: `heads/${branch}`, sha, force: true });
  }

  async open(branch: string, login = developer, more: { title?: string; body?: string; draft?: boolean } = {}) {
    const { title = "Change", ...rest } = more;
    const { data } = await this.as(login).rest.pulls.create({
      ...{ ...this.name, head: branch, base: "main", title, ...rest },
    });
    return data.number;
  }

  async stop(): Promise<void> {
    await this.server.close();
    await rm(this.folder, { recursive: true, force: true });
    assert.deepEqual(this.server.responseProblems, []);
  }
}

export const today = "2026-11-26";

/** Runs `ai-governance gate` with these variables only. Waits last a thousandth of what they would. */
export async function gateWith(env: Readonly<Record<string, string>>, words: readonly string[]): Promise<Ended> {
  const printed = { stdout: "", stderr: "" };
  const terminal = {
    input: async () => undefined,
    out: (text: string) => void (printed.stdout += text),
    err: (text: string) => void (printed.stderr += text),
  };
  const exitCode = await runCli(["gate", ...words], terminal, { env, today: () => today, second: 1 });
  return { exitCode, ...printed };
}

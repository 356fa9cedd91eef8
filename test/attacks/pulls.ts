/** What people and agents do with pull requests, in as few words as the replays need. */
import assert from "node:assert/strict";
import { ada, gate, owner, type Trial } from "./trial.ts";

type Client = ReturnType<Trial["as"]>;

export interface Pull {
  readonly repo: string;
  readonly number: number;
}

/** Commits a file to a branch, which is made from the default branch where it is missing. Returns the commit. */
export async function commit(
  trial: Trial,
  login: string,
  repo: string,
  branch: string,
  files: Readonly<Record<string, string>> = { "src/checkout.ts": "export const total = 1;\n" },
): Promise<string> {
  const rest = trial.as(login);
  if (tipOf(trial, repo, branch) === undefined) {
    const sha = tipOf(trial, repo, "main") ?? "";
    await rest.git.createRef({ owner, repo, ref: `refs/heads/${branch}`, sha });
  }
  for (const [path, text] of Object.entries(files)) await writeFile(rest, repo, branch, path, text);
  return tipOf(trial, repo, branch) ?? "";
}

async function writeFile(rest: Client, repo: string, branch: string, path: string, text: string): Promise<void> {
  const content = Buffer.from(text).toString("base64");
  const sha = await blobAt(rest, repo, branch, path);
  const message = `Write ${path}`;
  await rest.repos.createOrUpdateFileContents({ owner, repo, branch, path, content, message, ...(sha && { sha }) });
}

async function blobAt(rest: Client, repo: string, branch: string, path: string): Promise<string | undefined> {
  try {
    const { data } = await rest.repos.getContent({ owner, repo, path, ref: branch });
    return "sha" in data ? data.sha : undefined;
  } catch (error) {
    if ((error as { status?: number }).status === 404) return undefined;
    throw error;
  }
}

/** The commit at the tip of a branch. */
export function tipOf(trial: Trial, repo: string, branch: string): string | undefined {
  const found = trial.github.state.repositories.find(({ name }) => name === repo);
  assert.ok(found, `no repository ${repo}`);
  return found.git.refs[`refs/heads/${branch}`];
}

/** Commits files to a branch and opens a pull request from it. */
export async function open(
  trial: Trial,
  login: string,
  repo: string,
  branch: string,
  files?: Readonly<Record<string, string>>,
): Promise<Pull> {
  await commit(trial, login, repo, branch, files);
  const { data } = await trial.as(login).pulls.create({ owner, repo, head: branch, base: "main", title: branch });
  return { repo, number: data.number };
}

export const approve = (trial: Trial, login: string, { repo, number }: Pull) =>
  trial.as(login).pulls.createReview({ owner, repo, pull_number: number, event: "APPROVE" });

export const merge = (trial: Trial, login: string, { repo, number }: Pull) =>
  trial.as(login).pulls.merge({ owner, repo, pull_number: number });

/** What the gate leaves behind when it finds nothing: a run of its workflow, and the check that the run posts. */
export async function passGate(trial: Trial, pull: Pull): Promise<void> {
  const { data } = await trial.as(ada).pulls.get({ owner, repo: pull.repo, pull_number: pull.number });
  await trial.github.recordWorkflowRun({
    repository: `${owner}/${pull.repo}`,
    headSha: data.head.sha,
    workflowRepository: `${owner}/ai-governance`,
    path: gate.path,
    ref: `refs/tags/${gate.tag}`,
    conclusion: "success",
  });
  await postCheck(trial, `workflow:${pull.repo}`, pull);
}

/** A check under the gate's name, posted by whoever may post checks. */
export async function postCheck(trial: Trial, login: string, { repo, number }: Pull): Promise<void> {
  const rest = trial.as(login);
  const { data } = await rest.pulls.get({ owner, repo, pull_number: number });
  await rest.checks.create({ owner, repo, name: gate.check, head_sha: data.head.sha, conclusion: "success" });
}

import { Octokit } from "octokit";
import type { LocalGitHub } from "../github/server.ts";

/** What GitHub answered to a push. */
export interface PushAnswer {
  readonly accepted: boolean;
  /** GitHub's own words where it refused. */
  readonly message: string;
}

/** A client that acts as one account of local GitHub, e.g. `claude[bot]`. */
export function clientOf(github: LocalGitHub, login: string): Octokit {
  const auth = github.tokens[login];
  if (auth === undefined) throw new Error(`local GitHub has no account ${login}`);
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  return new Octokit({ auth, baseUrl: github.apiUrl, log, throttle: { enabled: false }, retry: { enabled: false } });
}

/**
 * Pushes one commit to a branch, which it creates from the default branch where it is missing.
 * @throws every error of GitHub that is not a refusal by its rules.
 */
export async function push(client: Octokit, owner: string, repo: string, branch: string): Promise<PushAnswer> {
  try {
    await ensureBranch(client, owner, repo, branch);
    const path = `notes/${Date.now()}.md`;
    const content = Buffer.from("A change by an AI tool.\n").toString("base64");
    await client.rest.repos.createOrUpdateFileContents({ owner, repo, branch, path, content, message: "Add a note" });
    return { accepted: true, message: "" };
  } catch (error) {
    if (!isRuleViolation(error)) throw error;
    return { accepted: false, message: firstLines(error.message) };
  }
}

/** How GitHub refuses by ruleset: 409 from the contents API, 422 from the Git database. */
function isRuleViolation(error: unknown): error is Error {
  if (!(error instanceof Error && "status" in error)) return false;
  return (error.status === 409 || error.status === 422) && /rule violations found/i.test(error.message);
}

async function ensureBranch(client: Octokit, owner: string, repo: string, branch: string): Promise<void> {
  const { data: known } = await client.rest.git.listMatchingRefs({ owner, repo, ref: `heads/${branch}` });
  if (known.some(({ ref }) => ref === `refs/heads/${branch}`)) return;
  const { data: repository } = await client.rest.repos.get({ owner, repo });
  const { data: head } = await client.rest.git.getRef({ owner, repo, ref: `heads/${repository.default_branch}` });
  await client.rest.git.createRef({ owner, repo, ref: `refs/heads/${branch}`, sha: head.object.sha });
}

/** GitHub's message without its link to the documentation. */
const firstLines = (message: string): string =>
  message
    .split(" - https://")[0]!
    .split("\n")
    .filter((line) => line.trim() !== "")
    .join(" ");

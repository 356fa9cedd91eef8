import { CannotTell } from "../cannot-tell.ts";

/** GitHub gave no usable answer. One line: the request, the status, what to do; nothing of the answer's text. */
export class GitHubFailure extends CannotTell {
  /** Undefined: no answer at all, or one of another shape than GitHub describes. */
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }

  /** Whether the token may not see it, or it is not there: GitHub does not say which. */
  get isHidden(): boolean {
    return this.status === 403 || this.status === 404;
  }
}

interface Refusal {
  readonly name?: string;
  readonly status?: number;
  readonly message?: string;
  readonly response?: { readonly headers: Readonly<Record<string, string | undefined>> };
}

/** @param error `undefined`: the answer has another shape than GitHub describes */
export function failureOf(error: unknown, request: string): GitHubFailure {
  if (error === undefined) {
    return new GitHubFailure(
      `${request}: the answer is not GitHub's; check that GITHUB_API_URL is the root of its REST API`,
    );
  }
  const { status, response, message = "", name } = error as Refusal;
  if (name === "AbortError") {
    return new GitHubFailure(
      `${request}: no answer in the 8 minutes that the gate has for all it asks; run it again later, when GitHub answers faster`,
    );
  }
  if (response === undefined || status === undefined) {
    return new GitHubFailure(
      `${request}: no answer, the connection was lost or refused each time; run it again when GitHub can be reached`,
    );
  }
  const limited = response.headers["x-ratelimit-remaining"] === "0" || /\bsecondary rate\b/i.test(message);
  return new GitHubFailure(`${request}: ${adviceFor(status, limited, request)}`, limited ? 429 : status);
}

function adviceFor(status: number, limited: boolean, request: string): string {
  if (limited || status === 429) return `${status}, the rate limit of this token is used up; run it again later`;
  if (status === 401) return "401, the token is not accepted; set GITHUB_TOKEN to one that is valid";
  if (status === 403 && !request.startsWith("GET ")) {
    return "403, only a GitHub App's token with `checks: write` may do this; set GITHUB_TOKEN to one";
  }
  if (status === 403 || status === 404) {
    return (
      `${status}, it is not there or the token may not see it; check the name, and give the token ` +
      "`contents: read` and `pull-requests: read` of that repository"
    );
  }
  if (status >= 500) return `${status} each time, GitHub does not answer as it should; run it again later`;
  return `${status}, GitHub refuses the request`;
}

import { z } from "zod";

/** An answer of GitHub that ends an operation, in the user's terms: which request, what it said, what to do. */
export class GitHubError extends Error {
  override readonly name = "GitHubError";
  /** HTTP status; undefined when there was no answer. */
  readonly status: number | undefined;
  constructor(message: string, status: number | undefined, cause: unknown) {
    super(message, { cause });
    this.status = status;
  }
}

const body = z.object({
  message: z.string().optional(),
  errors: z.array(z.union([z.string(), z.looseObject({ message: z.string().optional() })])).optional(),
});

/** What the plugins and `fetch` throw, made readable. `needs` is the permission that the request takes. */
export function explained(error: unknown, request: string, needs: string): GitHubError {
  const status = statusOf(error);
  const said = saidBy(error).replace(/\.$/, "");
  return new GitHubError(`${request} ${outcome(status, said)}${advice(status, needs, said)}`, status, error);
}

function outcome(status: number | undefined, said: string): string {
  return status === undefined ? `got no answer: ${said}` : `answered ${status}: ${said}`;
}

function advice(status: number | undefined, needs: string, said: string): string {
  if (status === 429 || /rate limit/i.test(said)) {
    return ". The rate limit was not lifted within the time allowed for retries; what was done is kept: run again later.";
  }
  if (/\barchived\b/i.test(said)) return ". Unarchive the repository, or take it out of the declaration.";
  if (/\bSAML\b/.test(said)) return ". Authorise the token for the organisation's single sign-on.";
  switch (status) {
    case 401:
      return ". Give a valid token: pulumi config set --secret ai-governance:token, or GITHUB_TOKEN.";
    case 403:
      return `. The token needs ${needs}.`;
    case 404:
      return `. Either it does not exist or the token cannot see it: check the name; the token needs ${needs}.`;
    default:
      return status === undefined || status >= 500 ? ". Tried several times; run again when GitHub answers." : "";
  }
}

/** The REST client gives a request without answer the status 500, too. */
function statusOf(error: unknown): number | undefined {
  const answered = error as { status?: unknown; response?: unknown };
  return typeof answered.status === "number" && answered.response !== undefined ? answered.status : undefined;
}

function saidBy(error: unknown): string {
  const answered = error as { response?: { data?: unknown } };
  const parsed = body.safeParse(answered.response?.data);
  if (!parsed.success || parsed.data.message === undefined)
    return error instanceof Error ? error.message : String(error);
  const details = (parsed.data.errors ?? []).map((one) =>
    typeof one === "string" ? one : (one.message ?? JSON.stringify(one)),
  );
  return [parsed.data.message, ...details].join("; ");
}

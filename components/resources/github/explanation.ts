import { z } from "zod";
import type { AppCredential } from "./connection.ts";

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

/** An app's installation, as messages name it. */
type Installation = Pick<AppCredential, "id" | "installationId">;

/** What the plugins and `fetch` throw, made readable. `needs` is the permission that the request takes. */
export function explained(error: unknown, request: string, needs: string, app?: Installation): GitHubError {
  const status = statusOf(error);
  const said = saidBy(error).replace(/\.$/, "");
  const what = advice(status, { needs, said, app });
  return new GitHubError(`${request} ${outcome(status, said)}${what}`, status, error);
}

/** Why an app gets no token. */
export function explainedMint(error: unknown, app: Installation): GitHubError {
  const request = `POST /app/installations/${app.installationId}/access_tokens`;
  const status = statusOf(error);
  const said = saidBy(error).replace(/\.$/, "");
  const own = /rate limit/i.test(said) ? undefined : mintAdvice(status, app);
  const what = own ?? advice(status, { needs: "to belong to the app", said, app });
  return new GitHubError(`${request} ${outcome(status, said)}${what}`, status, error);
}

function mintAdvice(status: number | undefined, { id, installationId }: Installation): string | undefined {
  switch (status) {
    case 401:
      return `. Check that ai-governance:appAuth.pemFile is a key of the app ${id}, and this machine's clock.`;
    case 403:
      return `. The installation ${installationId} may be suspended: ask an owner of the organisation.`;
    case 404:
      return `. Check ai-governance:appAuth: the app ${id} has no installation ${installationId}.`;
    default:
      return undefined;
  }
}

function outcome(status: number | undefined, said: string): string {
  return status === undefined ? `got no answer: ${said}` : `answered ${status}: ${said}`;
}

interface Refused {
  readonly needs: string;
  readonly said: string;
  readonly app: Installation | undefined;
}

function advice(status: number | undefined, { needs, said, app }: Refused): string {
  if (status === 429 || /rate limit/i.test(said)) {
    return ". The rate limit was not lifted within the time allowed for retries; what was done is kept: run again later.";
  }
  if (/\barchived\b/i.test(said)) return ". Unarchive the repository, or take it out of the declaration.";
  if (/\bSAML\b/.test(said)) return ". Authorise the token for the organisation's single sign-on.";
  switch (status) {
    case 401:
      if (app) return `. The installation ${app.installationId} of the app ${app.id} is no longer accepted: check it.`;
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

/** Whom a role for the writer of evidence trusts: GitHub's tokens of one workflow, and nothing wider. */
import { readPolicy, type Condition, type Statement } from "./iam-policy.ts";

/** The one workflow that may write evidence. */
export interface Writer {
  /** `owner/name/.github/workflows/file.yml@ref`, the claim `job_workflow_ref`. */
  readonly jobWorkflowRef: string;
  /** Full ref, e.g. `refs/heads/main`. */
  readonly ref: string;
  /** Root of the GitHub that it is on. Default: github.com. */
  readonly githubBaseUrl?: string | undefined;
}

/** What of the workflow a trust policy does not pin; empty: it trusts that workflow alone. `undefined`: not known yet. */
export function unpinned(trust: unknown, writer: Writer): readonly string[] | undefined {
  const { statements, complete } = readPolicy(trust);
  const allowing = statements.filter(({ effect }) => effect === "Allow");
  // A policy that trusts nobody is none that AWS takes.
  const missing =
    allowing.length === 0 ? (complete ? [issuerPin] : []) : allowing.flatMap((each) => lacksOf(each, writer));
  return missing.length === 0 && !complete ? undefined : [...new Set(missing)];
}

const issuerPin = "GitHub's OIDC provider";
const provider = /^arn:[\w-]+:iam::\d{12}:oidc-provider\/(.+)$/;

/** The issuer in a provider's ARN. On any other GitHub somebody may have an organisation of the same name. */
function issuerIn(arn: string, githubBaseUrl: string | undefined): string | undefined {
  const issuer = provider.exec(arn)?.[1];
  const wanted = issuerOf(githubBaseUrl ?? "https://github.com/");
  // An enterprise may have its tokens issued under its own name on the same host.
  const isWanted = issuer === wanted || issuer?.replace(/\/[\w-]+$/, "") === wanted;
  return wanted !== undefined && isWanted ? issuer : undefined;
}

function issuerOf(githubBaseUrl: string): string | undefined {
  if (!URL.canParse(githubBaseUrl)) return undefined;
  const { hostname } = new URL(githubBaseUrl);
  // AWS asks the issuer for its keys and reaches none on this machine: what runs here stands for github.com.
  const isGitHubCom = /^((api\.)?github\.com|localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  if (isGitHubCom) return "token.actions.githubusercontent.com";
  const tenant = /^(?:api\.)?([^.]+\.ghe\.com)$/.exec(hostname)?.[1];
  return tenant === undefined ? `${hostname}/_services/token` : `token.actions.${tenant}`;
}

function lacksOf({ principals, notPrincipals, actions, conditions }: Statement, writer: Writer): string[] {
  const [principal, ...others] = principals;
  const issuer =
    principal?.kind === "Federated" && others.length === 0 ? issuerIn(principal.name, writer.githubBaseUrl) : undefined;
  const byToken = !actions.negated && actions.patterns.every((action) => action === "sts:assumerolewithwebidentity");
  if (issuer === undefined || notPrincipals || !byToken) return [issuerPin];
  const claims: Readonly<Record<string, (value: string) => boolean>> = {
    aud: (value) => value === "sts.amazonaws.com",
    // Its name can be taken over, its id cannot; which id it is, only GitHub knows.
    repository_id: (value) => /^\d+$/.test(value),
    job_workflow_ref: (value) => value === writer.jobWorkflowRef,
    ref: (value) => value === writer.ref,
  };
  return Object.entries(claims).flatMap(([claim, test]) =>
    conditions.some((condition) => pins(condition, `${issuer}:${claim}`.toLowerCase(), test)) ? [] : [claim],
  );
}

/** By exact match with one value: wildcards, sets and tests that a missing claim passes pin nothing. */
function pins({ operator, key, values }: Condition, wanted: string, test: (value: string) => boolean): boolean {
  const [value, ...others] = values;
  return operator === "stringequals" && key === wanted && others.length === 0 && value !== undefined && test(value);
}

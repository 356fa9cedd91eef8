/** Whom a role for the writer of evidence trusts: GitHub's tokens of one workflow, and nothing wider. */
import { readPolicy, type Condition, type Statement } from "./iam-policy.ts";

/** The one workflow that may write evidence. */
export interface Writer {
  /** `owner/name/.github/workflows/file.yml@ref`, the claim `job_workflow_ref`. */
  readonly jobWorkflowRef: string;
  /** Full ref, e.g. `refs/heads/main`. */
  readonly ref: string;
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
// An enterprise may have an issuer of its own, and GHE.com has another host.
const provider =
  /^arn:[\w-]+:iam::\d{12}:oidc-provider\/(token\.actions\.(?:githubusercontent\.com|[\w-]+\.ghe\.com)(?:\/[\w-]+)?)$/;

function lacksOf({ principals, notPrincipals, actions, conditions }: Statement, writer: Writer): string[] {
  const [principal, ...others] = principals;
  const issuer =
    principal?.kind === "Federated" && others.length === 0 ? provider.exec(principal.name)?.[1] : undefined;
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

import { createPrivateKey } from "node:crypto";
import { z } from "zod";
import type { GitHubSettings } from "./github/client.ts";
import type { Failure, Note } from "./host/index.ts";

const text = (description: string) => z.string().min(1, "must not be empty").optional().describe(description);
/** Stack configuration makes a number of it. */
const idText = (description: string) => z.coerce.string().min(1, "must not be empty").optional().describe(description);
const count = (description: string) => z.int().min(0, "must be 0 or more").optional().describe(description);
const truth = (description: string) => z.boolean().optional().describe(description);
const errorStatus = z.int().min(400, "must be a status from 400 to 599").max(599, "must be a status from 400 to 599");

const appAuth = z.strictObject({
  id: idText("The app's id. Default: GITHUB_APP_ID."),
  installationId: idText("Id of its installation on the owner. Default: GITHUB_APP_INSTALLATION_ID."),
  pemFile: text('Text of its private key in PEM; "\\n" may stand for a new line. Default: GITHUB_APP_PEM_FILE.'),
});

/** The settings of the provider: names and meanings are those of the `github` provider. */
export const settings = z.strictObject({
  owner: text("Login of the organisation or user. Default: GITHUB_OWNER."),
  organization: z
    .string()
    .min(1, "must not be empty")
    .optional()
    .meta({ description: "Use owner. Default: GITHUB_ORGANIZATION.", deprecated: true }),
  baseUrl: text("Root of GitHub. Default: GITHUB_BASE_URL, then github.com."),
  token: text("Token for GitHub's API. Default: GITHUB_TOKEN."),
  appAuth: appAuth.optional().describe("A GitHub App in place of a token."),
  insecure: truth("Whether any TLS certificate is accepted; only with baseUrl. Default false."),
  maxRetries: count("Retries of a request that failed. Default 3."),
  retryDelayMs: count("Milliseconds before the first retry; later ones wait longer. Default 1000."),
  retryableErrors: z
    .array(errorStatus)
    .optional()
    .describe(
      "HTTP statuses that are retried; 500 stands for a lost connection, too. Default: all of a passing failure.",
    ),
  readDelayMs: count("Milliseconds between reading requests. Default 0."),
  writeDelayMs: count("Milliseconds between writing requests. Default: 1000 on github.com, else 0."),
  parallelRequests: truth("Whether requests may run side by side. Default true: rate limits are watched."),
  maxPerPage: z
    .int()
    .min(1, "must be from 1 to 100")
    .max(100, "must be from 1 to 100")
    .optional()
    .describe("Entries a page of a list. Default: GITHUB_MAX_PER_PAGE, then 100."),
  legacyClient: truth("Without effect here: there is one client."),
  cachePath: text("Without effect here: nothing is cached between runs."),
});

export type Settings = z.infer<typeof settings>;

/** The environment, where nothing is given. */
export function effective(set: Settings, env = process.env): GitHubSettings {
  const { legacyClient: _legacyClient, cachePath: _cachePath, organization: _organization, ...own } = set;
  const { appAuth: app, ...rest } = own;
  const token = set.token ?? (app === undefined ? env["GITHUB_TOKEN"] || undefined : undefined);
  return {
    ...rest,
    owner: ownerOf(set, env),
    baseUrl: set.baseUrl ?? (env["GITHUB_BASE_URL"] || undefined),
    maxPerPage: set.maxPerPage ?? (env["GITHUB_MAX_PER_PAGE"] ? Number(env["GITHUB_MAX_PER_PAGE"]) : undefined),
    token,
    app: token === undefined ? appOf(app, env) : undefined,
  };
}

/** Login of the owner, from wherever it is given. */
export function ownerOf(set: { owner?: unknown; organization?: unknown }, env = process.env): string | undefined {
  const given = set.owner ?? set.organization ?? (env["GITHUB_OWNER"] || env["GITHUB_ORGANIZATION"]);
  return (given as string | undefined) || undefined;
}

/** The app that is given, completed by the environment; without one, the environment's if it is whole. */
function appOf(given: Settings["appAuth"], env: NodeJS.ProcessEnv): GitHubSettings["app"] {
  const { id, installationId, pemFile } = appParts(given, env);
  if (id === undefined || installationId === undefined || pemFile === undefined) return undefined;
  return { id, installationId: Number(installationId), privateKey: pemFile.replaceAll("\\n", "\n") };
}

function appParts(given: Settings["appAuth"], env: NodeJS.ProcessEnv) {
  return {
    id: given?.id ?? (env["GITHUB_APP_ID"] || undefined),
    installationId: given?.installationId ?? (env["GITHUB_APP_INSTALLATION_ID"] || undefined),
    pemFile: given?.pemFile ?? (env["GITHUB_APP_PEM_FILE"] || undefined),
  };
}

/** What does not fit together, all of it. */
export function problemsOf(set: Settings, env = process.env): Failure[] {
  const { baseUrl, maxPerPage = 100 } = effective(set, env);
  const problems: Failure[] = [];
  const found = (property: string, reason: string) => problems.push({ property, reason });
  if (set.token !== undefined && set.appAuth !== undefined)
    found("appAuth", "is given together with token; give one of them");
  if (set.insecure === true && baseUrl === undefined)
    found("insecure", "found true without baseUrl; github.com is never reached without TLS verified: remove it");
  if (set.organization !== undefined && set.owner !== undefined && !sameLogin(set.owner, set.organization))
    found("organization", `found "${set.organization}" beside the owner "${set.owner}"; remove organization`);
  if (!Number.isInteger(maxPerPage) || maxPerPage < 1 || maxPerPage > 100)
    found("maxPerPage", `GITHUB_MAX_PER_PAGE is "${env["GITHUB_MAX_PER_PAGE"]}"; must be from 1 to 100`);
  return [...problems, ...appProblems(set, env)];
}

/** What is wrong with the app that would be used. */
function appProblems(set: Settings, env: NodeJS.ProcessEnv): Failure[] {
  const isUsed = set.appAuth !== undefined || effective(set, env).app !== undefined;
  if (!isUsed) return [];
  const parts = appParts(set.appAuth, env);
  return Object.entries(parts).flatMap(([name, value]) => {
    const reason = value === undefined ? `is missing; give it or set ${variables[name]}` : partProblem(name, value);
    return reason === undefined ? [] : [{ property: `appAuth.${name}`, reason }];
  });
}

const variables: Readonly<Record<string, string>> = {
  id: "GITHUB_APP_ID",
  installationId: "GITHUB_APP_INSTALLATION_ID",
  pemFile: "GITHUB_APP_PEM_FILE",
};

function partProblem(name: string, value: string): string | undefined {
  if (name === "pemFile") return isPrivateKey(value) ? undefined : noKey;
  const isFine = name === "installationId" ? /^[1-9]\d*$/.test(value) : /^[\w.]+$/.test(value);
  return isFine
    ? undefined
    : `found ${JSON.stringify(value)}; must be the ${name === "id" ? "app's id" : "number"} that GitHub shows`;
}

const noKey =
  'found no RSA private key; must be the text of the key that GitHub made for the app, from "-----BEGIN RSA PRIVATE KEY-----" on (not the name of its file)';

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem.replaceAll("\\n", "\n")).asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}

/** Case makes no other login. */
export const sameLogin = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** What a program for the `github` provider gives and this one does not need. */
export function notesOf(set: Settings): Note[] {
  const notes: Note[] = [];
  if (set.organization !== undefined)
    notes.push({
      severity: "warning",
      message: "ai-governance:organization is deprecated: write ai-governance:owner.",
    });
  for (const name of ["legacyClient", "cachePath"] as const) {
    if (set[name] === undefined) continue;
    notes.push({ severity: "info", message: `ai-governance:${name} has no effect: ${withoutEffect[name]}.` });
  }
  return notes;
}

const withoutEffect = { legacyClient: "there is one client", cachePath: "nothing is cached between runs" };

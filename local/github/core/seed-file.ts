/** A seed as a file. */
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import type { Seed } from "./seed.ts";

const text = { type: "string", minLength: 1 };
const texts = { type: "array", items: text };
const map = (values: object): object => ({ type: "object", additionalProperties: values });
const record = (required: readonly string[], properties: object): object => ({
  type: "object",
  required,
  properties,
  additionalProperties: false,
});
const role = { enum: ["read", "triage", "write", "maintain", "admin"] };

const schema = record(["organization", "users"], {
  organization: record(["login", "plan"], { login: text, name: text, plan: { enum: ["free", "team", "enterprise"] } }),
  users: {
    type: "array",
    items: record(["login"], {
      login: text,
      name: text,
      email: text,
      role: { enum: ["owner", "member", "none"] },
      scopes: texts,
    }),
  },
  teams: {
    type: "array",
    items: record(["slug", "members"], { slug: text, name: text, members: texts, repositories: map(role) }),
  },
  apps: {
    type: "array",
    items: record(["id", "slug"], {
      id: { type: "integer" },
      slug: text,
      name: text,
      login: text,
      permissions: map({ enum: ["read", "write", "admin"] }),
      repositories: { anyOf: [{ const: "all" }, texts] },
      installationId: { type: "integer" },
      publicKey: text,
    }),
  },
  repositories: {
    type: "array",
    items: record(["name"], {
      name: text,
      description: text,
      visibility: { enum: ["public", "private", "internal"] },
      defaultBranch: text,
      files: map({ type: "string" }),
      collaborators: map(role),
      secrets: texts,
      releases: texts,
    }),
  },
  secrets: {
    type: "array",
    items: record(["name"], {
      name: text,
      store: { enum: ["actions", "dependabot"] },
      visibility: { enum: ["all", "private", "selected"] },
      repositories: texts,
    }),
  },
});

/** @throws Error that names the file and everything in it that is not as `Seed` says */
export function readSeed(file: string): Seed {
  const seed = parse(file);
  const validate = new Ajv({ allErrors: true }).compile(schema);
  if (validate(seed)) return seed as Seed;
  const problems = (validate.errors ?? []).map(({ instancePath, message = "does not fit", params }) => {
    const detail = (params["allowedValues"] as string[] | undefined)?.join(", ") ?? params["additionalProperty"] ?? "";
    return `${instancePath === "" ? "/" : instancePath} ${message}${detail === "" ? "" : `: ${String(detail)}`}`;
  });
  throw new Error(`${file} is no seed (see the type Seed in local/github/core/seed.ts):\n  ${problems.join("\n  ")}`);
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as unknown;
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

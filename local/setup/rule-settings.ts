/** The settings of rules in words: their types, and where their values come from. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDeclaration } from "../../governance/index.ts";
import type { Rule } from "../../policypack/judging/rule.ts";
import { configSchemaOf } from "../../policypack/judging/settings.ts";
import type { Known } from "../../policypack/judging/rule.ts";
import { code } from "./markdown.ts";

/** As much of JSON Schema as settings use. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
}

/** A rule's own settings, and what they are told from; empty for a rule without any. */
export function settingsText(rule: Rule): string {
  const properties = configSchemaOf(rule.settings).properties as Readonly<Record<string, Schema>>;
  const needed = new Set(rule.settings.safeParse({}).error?.issues.map(({ path }) => path[0]));
  const all = Object.entries(properties).map(
    ([name, schema]) => `${code(name)} (${typeText(schema)}${needed.has(name) ? "" : ", optional"})`,
  );
  return all.length === 0 ? "none of its own" : `${all.join(", ")}; told from ${sourcesOf(rule).join(", ")}`;
}

/** The type of a JSON schema in words. */
export function typeText(schema: Schema): string {
  const { type, items, properties, additionalProperties: values } = schema;
  if (schema.enum) return schema.enum.map((value) => code(JSON.stringify(value))).join(" or ");
  if (schema.anyOf) return schema.anyOf.map(typeText).join(" or ");
  if (items) return `list of ${typeText(items)}`;
  if (properties) return `object with ${Object.keys(properties).map(code).join(", ")}`;
  if (typeof values === "object") return `object of ${typeText(values)}`;
  return type ?? "anything";
}

const declarationFile = join(import.meta.dirname, "../../stacks/organization/governance.yaml");

/** What `told` reads: it is asked, and watched. */
function sourcesOf(rule: Rule): string[] {
  const read = new Set<string>();
  const watched = <Facts extends object>(facts: Facts, textOf: (key: string) => string | undefined): Facts =>
    new Proxy(facts, {
      get: (target, key) => {
        const text = textOf(String(key));
        if (text !== undefined) read.add(text);
        return Reflect.get(target, key) as unknown;
      },
    });
  const declaration = parseDeclaration(readFileSync(declarationFile, "utf8"), declarationFile);
  const sections = watched(declaration, (key) => `${code(key)} of governance.yaml`);
  const known: Known = { declaration: sections, role: "organization" };
  rule.told(
    watched(known, (key) => (key === "declaration" ? undefined : (ownSources[key] ?? `the look-up ${code(key)}`))),
  );
  return [...read];
}

const ownSources: Readonly<Record<string, string>> = { role: "the kind of stack" };

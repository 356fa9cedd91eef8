import type { Policy } from "@pulumi/policy";
import type { z } from "zod";
import type { Declaration } from "../../governance/declaration/schema.ts";
import type { Finding } from "../../governance/policy/finding.ts";
import type { ResourceRecord } from "../../governance/policy/resource.ts";
import type { LookedUp } from "../looked-up.ts";

/** What every rule says about itself, in the SDK's own fields, and what it must be told. */
export interface RuleDescription<Settings extends z.ZodObject> extends Pick<
  Required<Policy>,
  "name" | "displayName" | "description" | "severity" | "remediationSteps"
> {
  readonly framework?: NonNullable<Policy["framework"]>;
  readonly url?: string;
  /** No waiver lowers its findings. Default: waivers do. */
  readonly neverWaived?: boolean;
  /** What the rule must know; unknown keys are refused. */
  readonly settings: Settings;
  /** Its settings, from what the platform team knows. */
  readonly told: (known: Known) => DeepReadonly<z.input<Settings>>;
}

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/** A rule as packs take it: what it says about itself, and how it judges. Its level is the pack's to decide. */
export interface Rule extends Pick<
  Policy,
  "name" | "displayName" | "description" | "severity" | "framework" | "remediationSteps" | "url"
> {
  /** `resource`: judges each resource alone, before it is created. `stack`: judges relations, or that something exists. */
  readonly kind: "resource" | "stack";
  readonly neverWaived?: boolean;
  readonly settings: z.ZodObject;
  readonly told: (known: Known) => object;
  /** Tokens of the types that a resource rule judges; empty for a stack rule. */
  readonly types: readonly string[];
  /** Kinds of stack that a stack rule judges; a resource rule judges all. */
  readonly roles: readonly Role[];
  /** The settings are those of its own schema, read already; `today` is a date, YYYY-MM-DD. */
  readonly judge: (resources: readonly ResourceRecord[], settings: object, today: string) => readonly Finding[];
}

/** Which kind of stack is judged: the platform team's own, or the one of an application team. */
export const roles = ["organization", "repository"] as const;
export type Role = (typeof roles)[number];

/** What rules are told from. */
export interface Known extends Omit<LookedUp, "today"> {
  /** The declaration as it holds today: ended trials are over. */
  readonly declaration: Declaration;
  /** What kind of stack will be judged. */
  readonly role: Role;
}

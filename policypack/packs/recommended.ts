import type { Policies } from "@pulumi/policy";
import { policyOf } from "../judging/policy.ts";
import { rules } from "../rules/index.ts";

/** Every rule, blocking: a preview with a finding fails. */
export const recommended: Policies = rules.map((rule) => policyOf(rule, { level: "mandatory" }));

import type { Policies } from "@pulumi/policy";
import { packs } from "./pack.ts";
import { policiesOf } from "./policies.ts";

/** Every rule refuses, also where it cannot decide. */
export const strict: Policies = policiesOf(packs.strict);

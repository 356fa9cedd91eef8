import type { Policies } from "@pulumi/policy";
import { packs } from "./pack.ts";
import { policiesOf } from "./policies.ts";

/** Rules that prove a risk refuse; those that point at what somebody must look at report. */
export const recommended: Policies = policiesOf(packs.recommended);

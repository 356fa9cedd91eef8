import type { Attack } from "./attack.ts";
import { gateAttacks } from "./gate.ts";
import { ownershipAttacks } from "./ownership.ts";
import { reachAttacks } from "./reach.ts";
import { reviewAttacks } from "./reviews.ts";
import { ruleAttacks } from "./rules.ts";

const all = [...gateAttacks, ...reachAttacks, ...reviewAttacks, ...ownershipAttacks, ...ruleAttacks];

export type AttackId = (typeof all)[number]["id"];

/** Every attack that is replayed, in the order of docs/attacks.md. */
export const attacks: readonly (Attack & { readonly id: AttackId })[] = all;

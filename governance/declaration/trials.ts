import type { Declaration } from "./schema.ts";

/**
 * The declaration as it holds on that day: a trial that is over is none, and the rules of its tier are enforced.
 * @param today The date, YYYY-MM-DD.
 */
export function withoutEndedTrials(declaration: Declaration, today: string): Declaration {
  const tiers = Object.entries(declaration.tiers).map(([name, { evaluate, ...tier }]) => [
    name,
    evaluate === undefined || evaluate.until < today ? tier : { ...tier, evaluate },
  ]);
  return { ...declaration, tiers: Object.fromEntries(tiers) };
}

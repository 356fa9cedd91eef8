import { parse, stringify } from "yaml";
import { placementsOf, parseDeclaration, type Declaration } from "../../governance/index.ts";

/** In how many of every ten repositories a tool works. */
const share = { copilot: 8, "claude-code": 5, codex: 2, cursor: 1 } as const;
/** Names that the example declaration and the organisation around it count on. */
const needed = ["ai-governance", "payments-api"];

/**
 * The example declaration with so many repositories, spread evenly over its tiers and working tools.
 * @param example text of the example
 * @throws Error where there are too few for what the example counts on
 */
export function declarationOf(example: string, count: number): string {
  if (count < needed.length)
    throw new Error(`an organisation has at least ${needed.length} repositories, not ${count}`);
  const declaration = parse(example) as Loose;
  const tiers = Object.values(declaration.tiers);
  const places = [...tiers, ...Object.values(declaration.tools)];
  for (const place of places) place.repositories = [];
  for (let index = 0; index < count; index++) {
    const name = needed[index] ?? `service-${String(index).padStart(5, "0")}`;
    tiers[index % tiers.length]?.repositories.push(name);
    for (const [tool, ofTen] of Object.entries(share)) {
      if ((index * 7 + tool.length) % 10 < ofTen) declaration.tools[tool]?.repositories.push(name);
    }
  }
  return stringify(declaration);
}

interface Loose {
  readonly tiers: Record<string, { repositories: string[] }>;
  readonly tools: Record<string, { repositories: string[] }>;
}

/** How many different pairs of tier and tools its repositories have: those with equal values are written together. */
export function distinctValues(text: string): number {
  const declaration: Declaration = parseDeclaration(text, "governance.yaml");
  return new Set(Object.values(placementsOf(declaration)).map((values) => JSON.stringify(values))).size;
}

/** Repositories stand in one tier, and everything else names repositories that stand in one. */
import { suggestion } from "../../suggestion.ts";
import { pathText, shown, type Problem } from "../problem.ts";
import { valueAt } from "../schema-problems.ts";
import { keysAt, placesIn, textAt, textsAt, type Mention } from "./mentions.ts";

export function repositoryProblems(declaration: unknown): Problem[] {
  const listed = keysAt(declaration, ["tiers"]).flatMap((tier) =>
    textsAt(declaration, ["tiers", tier, "repositories"]),
  );
  return [
    ...listedTwice(listed, "stand in one tier, once"),
    ...toolLists(declaration),
    ...unlisted(declaration, listed),
    ...defaultTier(declaration),
    ...foreignCanaries(declaration),
  ];
}

function foreignCanaries(declaration: unknown): Problem[] {
  return keysAt(declaration, ["tiers"]).flatMap((tier) => {
    const own = textsAt(declaration, ["tiers", tier, "repositories"]).map(({ value }) => value);
    return textsAt(declaration, ["tiers", tier, "evaluate", "canaries"])
      .filter(({ value }) => !own.includes(value))
      .map(({ value, path }) => {
        const message = `found ${shown(value)}, allowed: a repository of tier ${tier}.${suggestion(value, own)}`;
        return { path, message };
      });
  });
}

// GitHub compares repository names without case.
function listedTwice(mentions: readonly Mention[], rule: string): Problem[] {
  const first = new Map<string, Mention>();
  return mentions.flatMap((mention) => {
    const earlier = first.get(mention.value.toLowerCase());
    if (!earlier) {
      first.set(mention.value.toLowerCase(), mention);
      return [];
    }
    const message = `found ${shown(mention.value)}, which is also at ${pathText(earlier.path)}; a repository must ${rule}`;
    return [{ path: mention.path, message }];
  });
}

function toolLists(declaration: unknown): Problem[] {
  return keysAt(declaration, ["tools"]).flatMap((tool) =>
    listedTwice(textsAt(declaration, ["tools", tool, "repositories"]), "be listed once"),
  );
}

function unlisted(declaration: unknown, listed: readonly Mention[]): Problem[] {
  if (!tiersAreReadable(declaration)) return [];
  const known = new Set(listed.map(({ value }) => value));
  const named = [
    ...keysAt(declaration, ["tools"]).flatMap((tool) => textsAt(declaration, ["tools", tool, "repositories"])),
    ...[
      ["gate", "repository"],
      ["audit", "writer", "repository"],
      ...placesIn(declaration, ["waivers"]).map((path) => [...path, "target", "repository"]),
    ].flatMap((path) => textAt(declaration, path) ?? []),
  ];
  return named
    .filter(({ value }) => !known.has(value))
    .map(({ value, path }) => ({
      path,
      message: `found ${shown(value)}, allowed: a repository that a tier lists.${suggestion(value, [...known])}`,
    }));
}

// With a tier that cannot be read, "no tier lists it" would be a guess.
function tiersAreReadable(declaration: unknown): boolean {
  const tiers = keysAt(declaration, ["tiers"]);
  return (
    tiers.length > 0 && tiers.every((tier) => Array.isArray(valueAt(declaration, ["tiers", tier, "repositories"])))
  );
}

function defaultTier(declaration: unknown): Problem[] {
  const tiers = keysAt(declaration, ["tiers"]);
  const chosen = textAt(declaration, ["defaultTier"]);
  if (!chosen || tiers.length === 0 || tiers.includes(chosen.value)) return [];
  const message = `found ${shown(chosen.value)}, allowed: ${tiers.join(", ")}.${suggestion(chosen.value, tiers)}`;
  return [{ path: chosen.path, message }];
}

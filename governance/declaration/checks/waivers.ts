/** Waivers: approved by a person, each written once, aimed at what they mean. */
import { gateRules, isGateRule, waivableGateRules } from "../../gate/rules.ts";
import { suggestion } from "../../suggestion.ts";
import { pathText, shown, type Path, type Problem } from "../problem.ts";
import { actorNamed } from "./identities.ts";
import { actorsOf, keysAt, placesIn, textAt, textsAt, type Mention } from "./mentions.ts";

export function waiverProblems(declaration: unknown): Problem[] {
  const places = placesIn(declaration, ["waivers"]);
  return [
    ...approverProblems(declaration, places),
    ...duplicates(declaration, places),
    ...settingProblems(declaration, places),
    ...gateRuleProblems(declaration, places),
  ];
}

// What the gate judges belongs to a repository. The pack's own rules are checked where the pack is known.
function gateRuleProblems(declaration: unknown, places: readonly Path[]): Problem[] {
  return places.flatMap((place) => {
    const rule = textAt(declaration, [...place, "rule"]);
    if (!rule || !isGateRule(rule.value)) return [];
    const target = targetOf(declaration, place);
    return [
      ...(waivableGateRules.includes(rule.value) ? [] : [{ path: rule.path, message: unwaivable(rule.value) }]),
      ...(target === undefined || target.kind === "repository"
        ? []
        : [
            {
              path: target.mention.path,
              message: `found ${shown(target.mention.value)}, aimed at by a rule of the gate. Write: repository: <name>`,
            },
          ]),
    ];
  });
}

function unwaivable(rule: string): string {
  return gateRules.some(({ id }) => id === rule)
    ? `found ${shown(rule)}, which nobody can waive. Take the waiver out`
    : `found ${shown(rule)}, allowed: a rule of the gate.${suggestion(rule, waivableGateRules)}`;
}

function approverProblems(declaration: unknown, places: readonly Path[]): Problem[] {
  const actors = actorsOf(declaration);
  return places.flatMap((place) => {
    const approver = textAt(declaration, [...place, "approvedBy"]);
    if (!approver) return [];
    const actor = actorNamed(approver.value, actors);
    if (!actor && !/\[bot\]$/i.test(approver.value)) return [];
    const what = actor ? `an account of ${pathText(actor.path)}` : "a bot";
    const message = `found ${shown(approver.value)}, ${what}; allowed: a person, since no machine must except itself from a rule`;
    return [{ path: approver.path, message }];
  });
}

function duplicates(declaration: unknown, places: readonly Path[]): Problem[] {
  const first = new Map<string, Path>();
  return places.flatMap((place) => {
    const rule = textAt(declaration, [...place, "rule"])?.value;
    const target = targetOf(declaration, place);
    if (rule === undefined || target === undefined) return [];
    const key = JSON.stringify([rule, target.kind, target.mention.value]);
    const earlier = first.get(key);
    first.set(key, earlier ?? place);
    if (!earlier) return [];
    const message = `found a waiver of ${rule} for ${shown(target.mention.value)}, as at ${pathText(earlier)}; write it once, with the later date`;
    return [{ path: place, message }];
  });
}

// A tier or the bucket may bear the name of a repository.
function settingProblems(declaration: unknown, places: readonly Path[]): Problem[] {
  const tiers = keysAt(declaration, ["tiers"]);
  const repositories = tiers.flatMap((tier) => textsAt(declaration, ["tiers", tier, "repositories"]));
  const settings = [...tiers, textAt(declaration, ["audit", "bucket"])?.value];
  return places.flatMap((place) => {
    const { kind, mention } = targetOf(declaration, place) ?? {};
    if (kind !== "setting" || !mention || settings.includes(mention.value)) return [];
    if (!repositories.some(({ value }) => value === mention.value)) return [];
    const message = `found ${shown(mention.value)}, a repository, which a setting never waives. Write: repository: ${mention.value}`;
    return [{ path: mention.path, message }];
  });
}

function targetOf(declaration: unknown, place: Path): { readonly kind: string; readonly mention: Mention } | undefined {
  const [kind, ...others] = keysAt(declaration, [...place, "target"]);
  const mention = kind === undefined ? undefined : textAt(declaration, [...place, "target", kind]);
  return kind !== undefined && mention && others.length === 0 ? { kind, mention } : undefined;
}

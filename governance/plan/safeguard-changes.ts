/** Safeguards that become weaker or stronger: of repositories, of tools' fences, and of the whole organisation. */
import { controls } from "../controls/control.ts";
import type { ControlValue } from "../controls/control.ts";
import type { ControlState } from "../controls/state.ts";
import { field, some, type Certainty } from "../policy/property.ts";
import { repositoryOf } from "../policy/repository/repositories.ts";
import { githubTypes } from "../policy/resource.ts";
import { bypassChanges, type BypassChange } from "./bypass-changes.ts";
import { lockedBuckets, settingChanges } from "./organization-settings.ts";
import { absentValue, compareControl, compareStrength, type Outcome } from "./outcome.ts";
import { branchText, fencedPatterns, isFenced, isListed } from "./permissions.ts";
import { isByNumber, unlisted } from "./placement.ts";
import { reaches } from "./reach.ts";
import type { SafeguardChange, Where } from "./report.ts";
import { safeguardsOn, type Safeguards } from "./repository-safeguards.ts";
import { passerChangesOn } from "./rule-passers.ts";
import { isNowhere, placed, tierOf, whereOf, type Sides } from "./two-sides.ts";

/** Weakened first. */
export function safeguardChanges(sides: Sides): SafeguardChange[] {
  const locked = lockedBuckets([...sides.before.resources, ...sides.after.resources]);
  const settings = settingChanges(sides.changes, locked).map(({ outcome, setting }) => ({
    outcome,
    safeguard: setting,
    detail: "",
  }));
  const inPlace = bypasses(sides);
  const passes = [...inPlace, ...movedBypasses(sides, inPlace)];
  const all = [...repositoryChanges(sides), ...fenceChanges(sides), ...passes, ...settings];
  const order: readonly Outcome[] = ["weakened", "undecided", "strengthened"];
  return all.sort((one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome));
}

interface Found {
  readonly outcome: Outcome;
  readonly safeguard: string;
  readonly detail: string;
}

function repositoryChanges(sides: Sides): SafeguardChange[] {
  const [old, fresh] = [safeguardsOn(sides.before), safeguardsOn(sides.after)];
  const found = [...sides.listed, unlisted].flatMap((name) =>
    compared(old(placed(sides.before, name)), fresh(placed(sides.after, name))).map((change) => ({ name, ...change })),
  );
  const groups = Map.groupBy(found, ({ outcome, safeguard, detail }) => [outcome, safeguard, detail].join("\n"));
  return [...groups.values()].flatMap((group) => {
    const names = new Set(group.map(({ name }) => name));
    const [first] = group;
    if (!first) return [];
    const { outcome, safeguard, detail } = first;
    return [
      placedChange(
        sides,
        { outcome, safeguard, detail },
        whereOf(sides, (name) => names.has(name)),
      ),
    ];
  });
}

function placedChange(sides: Sides, found: Found, where: Where): SafeguardChange {
  const tier = tierOf(sides, where.repositories);
  return { ...found, where, ...(tier !== undefined && { tier }) };
}

// Who must approve which files is compared as a rule, team by team and pattern by pattern.
const comparedControls = controls.filter(({ id }) => id !== "people-approve");

function compared(before: Safeguards, after: Safeguards): Found[] {
  const rules = [...new Set([...before.rules.keys(), ...after.rules.keys()])];
  return [
    ...comparedControls.flatMap(({ id }) =>
      compareControl(before.controls[id], after.controls[id]).map((outcome) => ({
        outcome,
        safeguard: id as string,
        detail: detailOf(before.controls[id], after.controls[id]),
      })),
    ),
    ...rules.flatMap((safeguard) =>
      compareStrength(before.rules.get(safeguard), after.rules.get(safeguard)).map((outcome) => ({
        outcome,
        safeguard,
        detail: "",
      })),
    ),
  ];
}

function detailOf(before: ControlState | undefined, after: ControlState | undefined): string {
  const nothing = absentValue((before ?? after)?.value ?? false);
  return `${valueText(before, nothing)} to ${valueText(after, nothing)}`;
}

function valueText(state: ControlState | undefined, nothing: ControlValue): string {
  if (state?.undecided) return "not known yet";
  const value = state?.value ?? nothing;
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "on" : "off";
  return value.length === 0 ? "none" : value.join(", ");
}

/** A fence does its work where the tool is kept out, or where it may be. */
function fenceChanges(sides: Sides): SafeguardChange[] {
  const patterns = fencedPatterns([...sides.before.resources, ...sides.after.resources]);
  return [...patterns].flatMap(([tool, refs]) =>
    refs.flatMap((ref) => {
      const holds = [sides.before, sides.after].map((side) => {
        const fenced = isFenced(side.resources, tool, ref);
        return (name: string): Certainty => {
          const repository = placed(side, name);
          return some([isListed(tool, repository), fenced(repository)]);
        };
      });
      const safeguard = `fence of ${tool} on ${branchText(ref)}`;
      return fenceOutcomes(sides, safeguard, (name) => holds.map((answer) => answer(name)));
    }),
  );
}

function fenceOutcomes(sides: Sides, safeguard: string, answers: (name: string) => Certainty[]): SafeguardChange[] {
  const outcomes = {
    weakened: ["yes,no"],
    strengthened: ["no,yes"],
    undecided: ["yes,unknown", "unknown,no"],
  } as const;
  const cases = Object.entries(outcomes) as [Outcome, readonly string[]][];
  return cases.flatMap(([outcome, wanted]) => {
    // A number stands for a repository of unknown properties.
    const where = whereOf(sides, (name) => !isByNumber({ name }) && wanted.includes(answers(name).join()));
    return isNowhere(where) ? [] : [placedChange(sides, { outcome, safeguard, detail: "" }, where)];
  });
}

function bypasses(sides: Sides): SafeguardChange[] {
  return bypassChanges(sides.changes).map((change) => {
    const found = { outcome: change.outcome, safeguard: `who may pass ${change.of}`, detail: "" };
    return placedChange(sides, found, reachedBy(sides, change));
  });
}

/** Bypasses that came or went with their ruleset; those that changed in place are told already. */
function movedBypasses(sides: Sides, inPlace: readonly SafeguardChange[]): SafeguardChange[] {
  const changesOf = passerChangesOn(sides.before, sides.after);
  const found = [...sides.listed, unlisted].flatMap((name) => {
    const changes = changesOf(placed(sides.before, name), placed(sides.after, name));
    const byOutcome = Map.groupBy(changes, ({ outcome }) => outcome);
    return [...byOutcome]
      .filter(([outcome]) => !inPlace.some((each) => each.outcome === outcome && isAmong(each.where, name)))
      .map(([outcome, all]) => ({ name, outcome, rules: all.map(({ rule }) => rule).sort() }));
  });
  const groups = Map.groupBy(found, ({ outcome, rules }) => [outcome, ...rules].join("\n"));
  return [...groups.values()].flatMap((group) => {
    const [{ outcome, rules } = { outcome: "undecided" as const, rules: [] }] = group;
    const where = whereOf(sides, (name) => group.some((each) => each.name === name));
    return [placedChange(sides, { outcome, safeguard: `who may pass ${rules.join(", ")}`, detail: "" }, where)];
  });
}

function isAmong(where: Where | undefined, name: string): boolean {
  return name === unlisted ? where?.unlisted === true : where?.repositories.includes(name) === true;
}

/** Repositories that the rules reach, or may reach. */
function reachedBy(sides: Sides, { before, after }: BypassChange): Where {
  if (after.type === githubTypes.organizationRuleset) {
    const [old, fresh] = [before, after].map(({ props }) => field(props, "conditions"));
    return whereOf(
      sides,
      (name) => reaches(old, placed(sides.before, name)) !== "no" || reaches(fresh, placed(sides.after, name)) !== "no",
    );
  }
  const own = repositoryOf(after, sides.after.resources);
  return whereOf(sides, (name) => name === own);
}

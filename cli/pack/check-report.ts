import type { EffectiveRule } from "../../policypack/configuration-file/effective.ts";
import type { OutOfDate } from "../../policypack/configuration-file/out-of-date.ts";
import type { Role } from "../../policypack/judging/rule.ts";
import type { PackName } from "../../policypack/packs/pack.ts";

export interface CheckReport {
  readonly pack: PackName;
  readonly role?: Role | undefined;
  readonly rules: readonly EffectiveRule[];
  /** Absent: nobody gave a declaration. */
  readonly outOfDate?: readonly OutOfDate[] | undefined;
  /** What rules are told and nobody can compare: no declaration holds it, and no flag named it. */
  readonly unchecked?: readonly Unchecked[] | undefined;
}

export interface Unchecked {
  readonly setting: string;
  /** The flag that names it. */
  readonly pass: string;
}

export function renderCheck({ pack, rules, outOfDate, unchecked = [] }: CheckReport): string {
  const lowered = rules.filter(({ isLowered }) => isLowered).length;
  const rows = rules.map((rule) => [rule.rule, rule.level, noteOf(rule)]);
  const differing = outOfDate?.map(({ rule, settings }) => `  ${rule}: ${settings.join(", ")}`) ?? [];
  const open = unchecked.map(({ setting, pass }) => `Told ${setting}, which nobody checked: pass ${pass}`);
  return [
    `${rules.length} rules, ${lowered === 0 ? "none" : lowered} below what pack ${pack} has.`,
    "",
    ...aligned([["rule", "level", ""], ...rows]),
    ...(differing.length > 0 ? ["", "Told something else than the declaration says:", ...differing] : []),
    ...(open.length > 0 ? ["", ...open] : []),
    "",
  ].join("\n");
}

function noteOf({ level, packLevel, undecided, packUndecided }: EffectiveRule): string {
  const notes = [
    ...(level === packLevel ? [] : [`pack: ${packLevel}`]),
    ...(undecided === packUndecided ? [] : [`undecided: ${undecided}, pack: ${packUndecided}`]),
  ];
  return notes.join("; ");
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

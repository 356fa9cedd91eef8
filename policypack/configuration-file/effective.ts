import type { UndecidedLevel } from "../judging/settings.ts";
import { levelIn, type Pack } from "../packs/pack.ts";
import { rules } from "../rules/index.ts";
import { levelOf, type Configuration } from "./problems.ts";
import { levels, type Level } from "./schema.ts";

/** How a rule judges under a `--policy-pack-config` file, and how it does in the pack by itself. */
export interface EffectiveRule {
  readonly rule: string;
  readonly level: Level;
  readonly packLevel: Level;
  readonly undecided: UndecidedLevel;
  readonly packUndecided: UndecidedLevel;
  /** Whether the file makes it weaker than the pack has it. */
  readonly isLowered: boolean;
}

/** As the engine reads the file: a rule's own level, else that of `all`, else the pack's. */
export function effectiveRules(pack: Pack, configuration: Configuration): EffectiveRule[] {
  return rules.map(({ name }) => {
    const entry = configuration[name];
    const packLevel = levelIn(pack, name);
    const level = levelOf(entry) ?? levelOf(configuration["all"]) ?? packLevel;
    const own = typeof entry === "object" ? (entry["undecided"] as UndecidedLevel | undefined) : undefined;
    const undecided = own ?? pack.undecided;
    const isLowered = isBelow(level, packLevel) || isBelow(undecided, pack.undecided);
    return { rule: name, level, packLevel, undecided, packUndecided: pack.undecided, isLowered };
  });
}

const isBelow = (level: Level, other: Level): boolean => levels.indexOf(level) < levels.indexOf(other);

import type { Declaration } from "../../governance/declaration/schema.ts";
import manifest from "../package.json" with { type: "json" };
import { policyConfiguration } from "../configuration.ts";
import type { Role } from "../judging/rule.ts";
import type { LookedUp } from "../looked-up.ts";
import type { PackName } from "../packs/pack.ts";
import { builtFacts, builtName, type BuiltFacts } from "./facts.ts";
import { versionOf, type BuiltFiles } from "./version.ts";

export interface BuildArgs {
  readonly declaration: Declaration;
  readonly pack: PackName;
  readonly role: Role;
  /** What was looked up on GitHub. */
  readonly lookedUp?: Omit<LookedUp, "today" | "validUntil">;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly validDays: number;
}

export function factsOf(args: BuildArgs): BuiltFacts {
  const { declaration, pack, role, lookedUp, date } = args;
  const validUntil = daysAfter(date, args.validDays);
  const settings = policyConfiguration(declaration, role, { ...lookedUp, today: date, validUntil });
  return builtFacts.parse({ pack, role, organization: declaration.organization.login, date, validUntil, settings });
}

function daysAfter(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/**
 * The files of a pack built for one organisation. Equal facts and an equal bundle give equal files, byte for byte.
 *
 * @param bundle `dist/built.cjs`
 */
export function builtFiles(facts: BuiltFacts, bundle: string): BuiltFiles {
  const version = versionOf(filesWith(manifest.version, facts, bundle), manifest.version);
  return filesWith(version, facts, bundle);
}

function filesWith(version: string, facts: BuiltFacts, bundle: string): BuiltFiles {
  const { pack, role, organization, validUntil } = facts;
  const { license, dependencies } = manifest;
  const description = `AI-tool governance of ${organization} for stacks of role ${role}: pack ${pack}, valid until ${validUntil}.`;
  const name = builtName(role);
  return {
    "PulumiPolicy.yaml": `description: ${JSON.stringify(description)}\nruntime: nodejs\nversion: ${version}\n`,
    "facts.json": json(facts),
    "index.cjs": bundle,
    "package.json": json({ name, version, private: true, description, license, main: "index.cjs", dependencies }),
  };
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

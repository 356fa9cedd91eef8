/** A waiver: a dated, owned exception from one rule for one target. */
import { z } from "zod";
import { line, login, repositoryName, resourceUrn, ruleId } from "../declaration/names.ts";
import type { Finding } from "../policy/finding.ts";
import { awsTypes, githubTypes } from "../policy/resource.ts";
import type { Unknown } from "../policy/unknown.ts";

/** Resources after which a setting is named; tiers, and what is not there, have none. */
const settingTypes: readonly string[] = [
  githubTypes.organizationRuleset,
  githubTypes.organizationCustomProperties,
  ...awsTypes.bucket,
];

const oneTarget = "one of repository, resource and setting";

const target = z
  .strictObject({
    repository: repositoryName
      .optional()
      .describe("Findings about this repository, by its name without the owner, in any stack."),
    resource: resourceUrn
      .optional()
      .describe("Findings about the resource with this URN: not its children, not its namesakes."),
    setting: line
      .optional()
      .describe(
        "Findings of the organisation stack about this tier, or the organisation's ruleset, property or bucket of this name: not other resources of that name, nor what belongs to it.",
      ),
  })
  .refine((given) => Object.values(given).filter((name) => name !== undefined).length === 1, oneTarget)
  .meta({ minProperties: 1, maxProperties: 1 })
  .describe("What is excepted: one repository, one resource or one setting of the organisation.");

export const waiverSchema = z
  .strictObject({
    rule: ruleId.describe("Id of the one rule that is waived."),
    target,
    reason: line.describe("Why, on one line: whoever reads the finding reads it."),
    approvedBy: login.describe("The person who answers for it, by login. Never an AI tool's or a bot's account."),
    expires: z.iso.date("a date as YYYY-MM-DD").describe("Last day that it holds, YYYY-MM-DD, at most 366 days ahead."),
  })
  .describe("A dated, owned exception from one rule.");

export type Waiver = z.output<typeof waiverSchema>;

/** What a waiver may be aimed at: a finding, and the repository that its resource belongs to. */
export interface WaivableFinding {
  readonly rule: string;
  readonly finding: Pick<Finding, "subject" | "urn">;
  /** Name of the repository; absent: it is about none; `UNKNOWN`: nobody can tell yet which. */
  readonly repository?: string | Unknown | undefined;
  /** What kind of stack it is in. */
  readonly role: "organization" | "repository" | undefined;
}

/** The waiver that is aimed at a finding, if there is one; of several, the one that holds longest. It may have expired. */
export function waiverOf(waivers: readonly Waiver[], found: WaivableFinding): Waiver | undefined {
  return waivers
    .filter((waiver) => waiver.rule === found.rule && isAimedAt(waiver, found))
    .reduce<Waiver | undefined>((best, waiver) => (best && best.expires >= waiver.expires ? best : waiver), undefined);
}

/** Whether a waiver is over on a day, YYYY-MM-DD. */
export function isExpired({ expires }: Waiver, today: string): boolean {
  return expires < today;
}

/** What a waiver is aimed at, in words. */
export function targetText({ target }: Waiver): string {
  return target.repository ?? target.resource ?? target.setting ?? "";
}

// Exact names only: a waiver never spreads to what is named alike, lies inside or contains it.
function isAimedAt({ target }: Waiver, { finding, repository, role }: WaivableFinding): boolean {
  if (target.repository !== undefined) return repository === target.repository;
  if (target.resource !== undefined) return finding.urn === target.resource;
  const isSetting = finding.urn === undefined || settingTypes.includes(typeIn(finding.urn));
  return isSetting && role === "organization" && repository === undefined && finding.subject === target.setting;
}

/** The resource's own type, after those of its parents: `urn:pulumi:<stack>::<project>::<parent>$<type>::<name>`. */
function typeIn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

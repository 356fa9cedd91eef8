/** A waiver: a dated, owned exception from one rule for one target. */
import { z } from "zod";
import type { Finding } from "../policy/finding.ts";

const target = z
  .union([
    z.strictObject({ repository: z.string().min(1).describe("Findings about this repository, without its owner.") }),
    z.strictObject({ resource: z.string().startsWith("urn:pulumi:").describe("Findings about this very URN.") }),
    z.strictObject({
      setting: z
        .string()
        .min(1)
        .describe(
          "Findings of the organisation stack about this tier, ruleset or bucket, by the name they begin with.",
        ),
    }),
  ])
  .describe("What is excepted: one repository, one resource or one setting of the organisation.");

export const waiverSchema = z
  .strictObject({
    rule: z.string().min(1).describe("Id of the one rule that is waived."),
    target,
    reason: z.string().trim().min(1).describe("Why, for whoever reads the finding."),
    approvedBy: z.string().min(1).describe("The person who answers for it, by login."),
    expires: z.iso.date().describe("Last day that it holds, YYYY-MM-DD."),
  })
  .describe("A dated, owned exception from one rule.");

export type Waiver = z.output<typeof waiverSchema>;

/** What a waiver may be aimed at: a finding, and the repository that its resource belongs to. */
export interface WaivableFinding {
  readonly rule: string;
  readonly finding: Pick<Finding, "subject" | "urn">;
  /** Name of the repository; absent: it is about none, or nobody knows which. */
  readonly repository?: string | undefined;
  /** What kind of stack it is in. */
  readonly role: "organization" | "repository" | undefined;
}

/** The waiver that holds for a finding on a day, YYYY-MM-DD, if there is one; of several, the one that holds longest. */
export function waiverOf(waivers: readonly Waiver[], found: WaivableFinding, today: string): Waiver | undefined {
  return waivers
    .filter((waiver) => waiver.rule === found.rule && today <= waiver.expires && isAimedAt(waiver, found))
    .reduce<Waiver | undefined>((best, waiver) => (best && best.expires >= waiver.expires ? best : waiver), undefined);
}

function isAimedAt({ target }: Waiver, { finding, repository, role }: WaivableFinding): boolean {
  if ("repository" in target) return repository === target.repository;
  if ("resource" in target) return finding.urn === target.resource;
  return role === "organization" && repository === undefined && finding.subject === target.setting;
}

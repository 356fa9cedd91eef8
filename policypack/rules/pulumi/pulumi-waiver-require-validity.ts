import { z } from "zod";
import { controlTable } from "../../../governance/controls/table/index.ts";
import { waiverValidityFindings } from "../../../governance/policy/stack/waiver-validity.ts";
import { agentsOf, automationOf } from "../../../governance/tools/agents.ts";
import { waiverSchema } from "../../../governance/waivers/waiver.ts";
import { given, identities } from "../../facts.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { waiversAimedAt } from "../../waivers.ts";
import { ssdf } from "../frameworks.ts";

const name = "pulumi-waiver-require-validity";

const settings = z.strictObject({
  role,
  organization: z.string(),
  validUntil: z.iso.date().optional(),
  agents: identities,
  automation: identities,
  allWaivers: z.array(waiverSchema),
});

// Every rule of the pack is in the table of controls: the list of the rules themselves has this one in it.
const rules = Object.values(controlTable)
  .flatMap((rows) => rows.flatMap((row) => row.rules))
  .filter((rule) => rule !== name);

/** An exception that nobody ends is a rule that nobody has. */
export const pulumiWaiverRequireValidity = stackRule({
  name,
  displayName: "Waivers are dated and a person's",
  description: "An exception ends within a year and a person answers for it, or the rule is no rule.",
  severity: "high",
  framework: ssdf("PO.2.2"),
  remediationSteps: "Have the platform team renew or remove the waiver in governance.yaml and tell the pack anew.",
  settings,
  neverWaived: true,
  told: ({ declaration, role, validUntil }) => ({
    role,
    organization: declaration.organization.login,
    agents: agentsOf(declaration),
    automation: automationOf(declaration),
    allWaivers: waiversAimedAt(declaration.waivers, role),
    ...given({ validUntil }),
  }),
  roles: ["organization", "repository"],
  judge: (stack, facts, today) => waiverValidityFindings(stack, { ...facts, rules }, today),
});

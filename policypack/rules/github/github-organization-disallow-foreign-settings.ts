import { z } from "zod";
import {
  organizationSettingFindings,
  organizationTypes,
} from "../../../governance/policy/organization/organization-types.ts";
import { resourceRule } from "../../judging/resource-rule.ts";
import { role } from "../../judging/settings.ts";
import { ssdf } from "../frameworks.ts";

/** A repository's stack that takes a fence over by its id could switch it off for everybody. */
export const githubOrganizationDisallowForeignSettings = resourceRule({
  name: "github-organization-disallow-foreign-settings",
  displayName: "The organisation is the platform team's",
  description: "Rules, properties and apps of the organisation hold for everybody, so no repository's stack has them.",
  severity: "critical",
  framework: ssdf("PO.5.1"),
  remediationSteps: "Remove the resource; ask the platform team to change governance.yaml.",
  settings: z.strictObject({ role }),
  told: ({ role }) => ({ role }),
  types: organizationTypes,
  judge: (resource, { role }) => (role === "repository" ? organizationSettingFindings([resource]) : []),
});

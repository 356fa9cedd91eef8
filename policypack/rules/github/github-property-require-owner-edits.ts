import { z } from "zod";
import { propertyEditorFindings } from "../../../governance/policy/organization/property-ownership.ts";
import { githubTypes } from "../../../governance/policy/resource.ts";
import { resourceRule } from "../../judging/resource-rule.ts";
import { ssdf } from "../frameworks.ts";

/** A repository admin who may edit the property can leave every rule that is targeted by it. */
export const githubPropertyRequireOwnerEdits = resourceRule({
  name: "github-property-require-owner-edits",
  displayName: "Only organisation owners edit tier and tools",
  description: "Rules reach repositories by these properties, so only organisation owners may edit their values.",
  severity: "critical",
  framework: ssdf("PO.5.1"),
  url: "https://docs.github.com/en/organizations/managing-organization-settings/managing-custom-properties-for-repositories-in-your-organization",
  remediationSteps: 'Set valuesEditableBy to "org_actors".',
  settings: z.strictObject({}),
  told: () => ({}),
  types: [githubTypes.organizationCustomProperties],
  judge: (resource) => propertyEditorFindings([resource]),
});

import { z } from "zod";
import { propertyOverrideFindings } from "../../../governance/policy/organization/property-ownership.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

/** Whoever sets tier and tools decides which rules and fences reach a repository. */
export const githubRepositoryDisallowTierOverride = stackRule({
  name: "github-repository-disallow-tier-override",
  displayName: "Tier and tools are the platform team's to set",
  description: "Tier and tools decide which rules reach a repository, so its own stack must not set them.",
  severity: "critical",
  framework: ssdf("PO.5.1"),
  remediationSteps: "Remove the resource; change tier or tools of the repository in governance.yaml.",
  settings: z.strictObject({ role }),
  told: ({ role }) => ({ role }),
  roles: ["repository"],
  judge: propertyOverrideFindings,
});

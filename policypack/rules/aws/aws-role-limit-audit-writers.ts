import { z } from "zod";
import { auditWriterFindings } from "../../../governance/policy/audit/audit-writers.ts";
import { given } from "../../facts.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

/** Evidence is worth as much as the list of those who may write it is short. */
export const awsRoleLimitAuditWriters = stackRule({
  name: "aws-role-limit-audit-writers",
  displayName: "One workflow writes evidence",
  description: "Whoever else may write to the audit bucket can make evidence up; the writer itself must only add.",
  severity: "critical",
  framework: ssdf("PO.5.1"),
  url: "https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws",
  remediationSteps: "Leave writing to the role that the AuditBucket component makes for the workflow of audit.writer.",
  settings: z.strictObject({
    role,
    bucket: z.string(),
    account: z.string().optional(),
    githubBaseUrl: z.url().optional(),
    writer: z.strictObject({ jobWorkflowRef: z.string(), ref: z.string() }),
  }),
  told: ({ declaration: { audit, organization }, role, githubBaseUrl }) => {
    const { repository, workflow, ref } = audit.writer;
    const jobWorkflowRef = `${organization.login}/${repository}/${workflow}@${ref}`;
    return {
      role,
      bucket: audit.bucket,
      ...given({ account: audit.account?.role.split(":")[4], githubBaseUrl }),
      writer: { jobWorkflowRef, ref },
    };
  },
  roles: ["organization", "repository"],
  judge: (stack, { writer, githubBaseUrl, ...audit }) =>
    auditWriterFindings(stack, { ...audit, writer: { ...writer, githubBaseUrl } }),
});

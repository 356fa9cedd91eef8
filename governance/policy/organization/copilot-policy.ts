/** The Copilot coding agent works in declared repositories only. */
import { checkFindings, type Check } from "../check.ts";
import { violation, type Finding } from "../finding.ts";
import { every, field, hasOnlyNames, is, some } from "../property.ts";
import { ofType, ownTypes, type ResourceRecord } from "../resource.ts";

const subject = "copilot";
const fix = "Declare the tool with the AiTool component and copilotPolicy, with its repositories of governance.yaml.";

/** Where the policy is absent, or opens other repositories than these. Fewer are no finding: an emergency closes first. */
export function copilotPolicyFindings(stack: readonly ResourceRecord[], repositories: readonly string[]): Finding[] {
  const policies = ofType(stack, ownTypes.copilotPolicy);
  if (policies.length === 0) {
    return [violation(subject, "the stack does not say where the Copilot agent works; it must.", fix)];
  }
  return policies.flatMap(({ props, urn }) => checkFindings(subject, [reach(props, repositories)], fix, urn));
}

function reach(props: unknown, repositories: readonly string[]): Check {
  const where = field(props, "enabledRepositories");
  const listed = hasOnlyNames(field(props, "repositories"), repositories);
  return {
    answer: some([is(where, "none"), every([is(where, "selected"), listed])]),
    what:
      repositories.length > 0
        ? "the agent works in repositories that do not admit it; it must work only in those that do."
        : "the agent works although the tool is stopped; it must work nowhere.",
  };
}

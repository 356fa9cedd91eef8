/** Tier and tools of a repository are written by the organisation stack only. */
import { isGovernedProperty } from "../../controls/properties.ts";
import { violation, undecidedFinding, type Finding } from "../finding.ts";
import { field, is, isUnknown } from "../property.ts";
import { repositoryOf } from "../repository/repositories.ts";
import { githubTypes, ofType, ownTypes, type ResourceRecord } from "../resource.ts";

const fix = "Remove it; tier and tools are changed in governance.yaml.";

/** Resources of a repository stack that set, define or may set a governed property. */
export function propertyOverrideFindings(stack: readonly ResourceRecord[]): Finding[] {
  const types = [
    githubTypes.repositoryCustomProperty,
    githubTypes.organizationCustomProperties,
    ownTypes.propertyValues,
  ];
  return ofType(stack, ...types).flatMap((resource) => {
    const repository = repositoryOf(resource, stack);
    const subject = typeof repository === "string" ? repository : resource.name;
    const property = field(resource.props, "propertyName");
    if (isUnknown(property)) {
      return [
        undecidedFinding(
          subject,
          "which property it sets is not known yet; it must not be a governed one.",
          fix,
          resource.urn,
        ),
      ];
    }
    if (resource.type !== ownTypes.propertyValues && !isGovernedProperty(property)) return [];
    const what = typeof property === "string" ? `property ${property}` : "governed properties";
    return [violation(subject, `the stack sets ${what}; only the organisation stack must.`, fix, resource.urn)];
  });
}

/** Governed properties of the organisation whose values repositories could, or may be able to, change themselves. */
export function propertyEditorFindings(stack: readonly ResourceRecord[]): Finding[] {
  const message =
    "repositories could leave their rules by changing the property; only organisation owners must edit its values.";
  const repair = 'Set valuesEditableBy: "org_actors".';
  return ofType(stack, githubTypes.organizationCustomProperties).flatMap(({ name, urn, props }) => {
    const property = field(props, "propertyName");
    const answer = is(field(props, "valuesEditableBy"), "org_actors");
    if (answer === "yes" || !(isUnknown(property) || isGovernedProperty(property))) return [];
    const subject = typeof property === "string" ? property : name;
    const certain = answer === "no" && !isUnknown(property);
    return [certain ? violation(subject, message, repair, urn) : undecidedFinding(subject, message, repair, urn)];
  });
}

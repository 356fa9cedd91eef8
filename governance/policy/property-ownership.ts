/** Tier and tools of a repository are written by the organisation stack only. */
import { tierProperty, toolsProperty } from "../controls/properties.ts";
import { violation, undecidedFinding, type Finding } from "./finding.ts";
import { field, isUnknown } from "./property.ts";
import { repositoryOf } from "./repositories.ts";
import { githubTypes, ofType, ownTypes, type ResourceRecord } from "./resource.ts";

const fix = "Remove it; tier and tools are changed in governance.yaml.";
const governed: readonly unknown[] = [tierProperty, toolsProperty];

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
    if (resource.type !== ownTypes.propertyValues && !governed.includes(property)) return [];
    const what = typeof property === "string" ? `property ${property}` : "governed properties";
    return [violation(subject, `the stack sets ${what}; only the organisation stack must.`, fix, resource.urn)];
  });
}

/** Governed properties of the organisation whose values repositories could change themselves. */
export function propertyEditorFindings(stack: readonly ResourceRecord[]): Finding[] {
  return ofType(stack, githubTypes.organizationCustomProperties)
    .filter(({ props }) => governed.includes(field(props, "propertyName")))
    .flatMap(({ name, urn, props }) => {
      const editors = field(props, "valuesEditableBy");
      const [subject, repair] = [String(field(props, "propertyName") ?? name), 'Set valuesEditableBy: "org_actors".'];
      if (editors === "org_actors") return [];
      const message =
        "repositories could leave their rules by changing the property; only organisation owners must edit its values.";
      return [
        isUnknown(editors) ? undecidedFinding(subject, message, repair, urn) : violation(subject, message, repair, urn),
      ];
    });
}

/** docs/controls.md, made from the table of controls. */
import {
  availabilityOf,
  awsFeatures,
  controlTable,
  features,
  frameworks,
  notControllable,
  plans,
  visibilities,
  type Availability,
  type ControlRow,
  type DeclaredBy,
  type Feature,
  type Framework,
  type FrameworkIds,
  type Plan,
} from "../../governance/index.ts";
import { code, table } from "./markdown.ts";

const introduction = `# Controls

Every safeguard that this project puts in force around AI coding tools, and what it cannot. Made from \`governance/controls/table\` by
\`npm run generate\`.

- Component: the component that declares it, and the resources it does so with.
- Policy rules: rules of the pack that refuse a stack without it. None: only the component declares it.
- Feature: what it rests on, on GitHub ([where GitHub says so](#githubs-features)) or on AWS.
- Where: plans of GitHub and visibilities of repositories that can have it. No visibility named: all that the plan has.
- Who can undo it: besides the stacks themselves. GitHub's audit log, or CloudTrail, says who did.
- Frameworks: what it serves, as this project reads them; [what to mind](#frameworks).
`;

export function controlsPage(): string {
  return [
    introduction,
    ...Object.entries(controlTable).flatMap(([heading, rows]) => [`## ${heading}`, controlsOf(rows)]),
    "## Not controllable",
    "Because GitHub offers no way, or the provider has none, or on purpose.",
    table(
      ["id", "what", "why not", "what stands in for it"],
      notControllable.map(({ id, title, notControllable: why, instead }) => [code(id), title, why, instead]),
    ),
    "## GitHub's features",
    table(
      ["feature", "where"],
      (Object.keys(features) as Feature[]).map((feature) => [
        `[${features[feature].title}](${features[feature].source})`,
        whereText([feature]),
      ]),
    ),
    "## Frameworks",
    "The mapping is this project's reading, no assessment. A control serves a requirement; it seldom meets it alone.",
    table(
      ["framework", "edition", "mind"],
      Object.values(frameworks).map((each) => [
        `[${each.name}](${each.source})`,
        each.edition,
        "caution" in each ? each.caution : "",
      ]),
    ),
  ].join("\n\n");
}

function controlsOf(rows: readonly ControlRow[]): string {
  return table(
    [
      "id",
      "control",
      "what it stops",
      "component",
      "policy rules",
      "feature",
      "where",
      "who can undo it",
      "frameworks",
    ],
    rows.map((row) => [
      code(row.id),
      row.title,
      row.stops,
      componentText(row.declaredBy),
      row.rules.map(code).join(" ") || "none",
      ...restsOnCells(row.restsOn),
      row.undoneBy,
      frameworkText(row.frameworks),
    ]),
  );
}

function componentText(declaredBy: readonly DeclaredBy[]): string {
  const components = [...new Set(declaredBy.map(({ component }) => component))];
  const resourcesOf = (wanted: string) =>
    declaredBy.filter(({ component }) => component === wanted).map(({ resource }) => code(resource));
  return (
    components.map((component) => `${component}: ${resourcesOf(component).join(", ")}`).join("; ") ||
    "none: the policy pack alone"
  );
}

function restsOnCells(restsOn: ControlRow["restsOn"]): [feature: string, where: string] {
  if (typeof restsOn === "string") {
    const { title, source } = awsFeatures[restsOn];
    return [`[${title}](${source})`, "AWS"];
  }
  return [restsOn.map((feature) => features[feature].title).join("; "), whereText(restsOn)];
}

/** The plans, and the visibilities on each, on which any of the features exists. */
export function whereText(any: readonly Feature[]): string {
  return plans.flatMap((plan) => onPlan(any, plan) ?? []).join(", ");
}

function onPlan(any: readonly Feature[], plan: Plan): string | undefined {
  const exist = visibilities.filter((visibility) => visibility !== "internal" || plan === "enterprise");
  const where = (wanted: Availability) =>
    exist.filter((visibility) => best(any.map((feature) => availabilityOf(feature, plan, visibility))) === wanted);
  const [free, licensed] = [where("yes"), where("licence")];
  const withLicence = `with ${licenceOf(any)}`;
  if (free.length === exist.length) return plan;
  if (licensed.length === exist.length) return `${plan} (${withLicence})`;
  const parts = [free.join(", "), licensed.length > 0 ? `${licensed.join(", ")} ${withLicence}` : ""];
  const text = parts.filter((part) => part !== "").join("; ");
  return text === "" ? undefined : `${plan} (${text})`;
}

function best(found: readonly Availability[]): Availability {
  return (["yes", "licence"] as const).find((answer) => found.includes(answer)) ?? "no";
}

function licenceOf(any: readonly Feature[]): string {
  const products = any.flatMap((feature) => {
    const row = features[feature];
    return "licence" in row ? [row.licence.product] : [];
  });
  return products.join(" or ");
}

/** Frameworks with their ids, in one line. */
export function frameworkText(ids: FrameworkIds): string {
  return (Object.entries(ids) as [Framework, readonly string[]][])
    .map(([framework, of]) => `${frameworks[framework].name} ${of.join(", ")}`)
    .join("; ");
}

import { githubTypes, ownTypes, type ResourceRecord } from "../../../governance/index.ts";
import { planOf, readPreview, type PlanReport } from "../../../governance/plan/index.ts";
import type { Declaration } from "../../../governance/index.ts";
import { aiPathRuleset, record, tierRuleset } from "../policy/records.ts";

type State = Readonly<Record<string, unknown>>;

/** What the engine prints of two sides; `over` adds to the state of a resource by name, e.g. its outputs. */
export function previewText(
  before: readonly ResourceRecord[],
  after: readonly ResourceRecord[],
  over: Readonly<Record<string, State>> = {},
): string {
  const urns = [...new Set([...before, ...after].map(({ urn }) => urn))];
  const stateOf = (side: readonly ResourceRecord[], urn: string) => {
    const found = side.find((each) => each.urn === urn);
    return found && { urn, type: found.type, custom: true, inputs: found.props, ...over[found.name] };
  };
  const steps = urns.map((urn) => {
    const [oldState, newState] = [stateOf(before, urn), stateOf(after, urn)];
    const same = JSON.stringify(oldState) === JSON.stringify(newState);
    return { op: !oldState ? "create" : !newState ? "delete" : same ? "same" : "update", urn, oldState, newState };
  });
  return JSON.stringify({ steps, changeSummary: {} });
}

export function planned(
  before: readonly ResourceRecord[],
  after: readonly ResourceRecord[],
  declaration?: Declaration,
  over: Readonly<Record<string, State>> = {},
): PlanReport {
  return planOf(readPreview(previewText(before, after, over)), declaration);
}

export const placement = (values: object): ResourceRecord =>
  record(ownTypes.propertyValues, { organization: "meridian-pay", values }, "placement");

export const property = (propertyName: string, over: State = {}): ResourceRecord =>
  record(
    githubTypes.organizationCustomProperties,
    { propertyName, required: true, valuesEditableBy: "org_actors", ...over },
    propertyName,
  );

const refOf = (tool: string) => ({ includes: [`refs/heads/${tool}/**/*`], excludes: [] });

export const fence = (tool: string, over: State = {}): ResourceRecord =>
  record(
    githubTypes.organizationRuleset,
    {
      name: `ai-fence-${tool}`,
      target: "branch",
      enforcement: "active",
      conditions: {
        refName: refOf(tool),
        repositoryProperty: {
          includes: [],
          excludes: [{ name: "ai-tools", propertyValues: [tool], source: "custom" }],
        },
      },
      bypassActors: [],
      rules: { creation: true, update: true },
      ...over,
    },
    `${tool}-fence`,
  );

export const stop = (tool: string, enforcement: "active" | "disabled"): ResourceRecord => {
  const name = `ai-stop-${tool}`;
  const conditions = { refName: refOf(tool), repositoryName: { includes: ["~ALL"], excludes: [], protected: false } };
  return {
    ...fence(tool, { name, enforcement, conditions }),
    name: `${tool}-stop`,
    urn: `urn:pulumi:test::test::t::${name}`,
  };
};

const tier = (name: string, ...tools: string[]) => ({ "ai-tier": name, "ai-tools": tools });

/** Two standard repositories, two critical ones. */
export const values = {
  docs: tier("standard", "codex"),
  storefront: tier("standard"),
  ledger: tier("critical"),
  "payments-api": tier("critical", "codex"),
};

function atOwnUrn(each: ResourceRecord): ResourceRecord {
  return { ...each, urn: `urn:pulumi:test::test::${each.type}::${each.name}` };
}

/** An organisation with two tiers and one tool, as the components declare it. */
export const organization: readonly ResourceRecord[] = [
  property("ai-tier", { defaultValue: "standard" }),
  property("ai-tools", { required: false }),
  placement(values),
  ...["standard", "critical"].flatMap((name) => [tierRuleset(name), aiPathRuleset(name)]),
  fence("codex"),
  stop("codex", "disabled"),
].map(atOwnUrn);

/** The same, with resources of these names exchanged, or left out. */
export function changed(over: Readonly<Record<string, ResourceRecord | undefined>>): ResourceRecord[] {
  return organization.flatMap((each) => {
    const fresh = each.name in over ? over[each.name] : each;
    return fresh ? [{ ...fresh, urn: each.urn, name: each.name }] : [];
  });
}

/** What a change of the organisation does. */
export const plan = (over: Readonly<Record<string, ResourceRecord | undefined>>): PlanReport =>
  planned(organization, changed(over));

export const outcomes = ({ safeguards }: PlanReport): string[] =>
  safeguards.map(({ outcome, safeguard, detail, where, tier }) => {
    const places = where ? [...where.repositories, ...(where.unlisted ? ["others"] : [])].join("+") : "organisation";
    return [outcome, safeguard, detail, places, tier ?? ""].filter((part) => part !== "").join(" | ");
  });
export const reach = ({ permissions }: PlanReport): string[] =>
  permissions.flatMap(({ subject, permission, gained, lost }) => [
    ...gained.repositories.map((name) => `${subject} + ${permission}: ${name}`),
    ...lost.repositories.map((name) => `${subject} - ${permission}: ${name}`),
    ...(gained.unlisted ? [`${subject} + ${permission}: others`] : []),
    ...(lost.unlisted ? [`${subject} - ${permission}: others`] : []),
  ]);

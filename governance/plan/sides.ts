/** A preview as two sets of resources: what is in force before, and what will be after. */
import { tierProperty } from "../controls/properties.ts";
import { githubTypes, ownTypes, type ResourceRecord } from "../policy/resource.ts";
import { UNKNOWN } from "../policy/unknown.ts";
import type { Preview, State, Step } from "./preview.ts";
import { plainValue } from "./values.ts";

/** What happens to one resource. `forget`: it leaves the stack and stays where it is. */
export type Action = "create" | "update" | "replace" | "delete" | "forget" | "same";

export interface ResourceChange {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly action: Action;
  /** Whether a provider makes it; a component is made of others. */
  readonly custom: boolean;
  readonly before?: ResourceRecord;
  readonly after?: ResourceRecord;
}

/** One entry a resource, in the order of the preview. */
export function changesOf({ steps }: Preview): ResourceChange[] {
  const byUrn = Map.groupBy(steps, ({ urn }) => urn);
  const changes = [...byUrn].map(([urn, all]) => {
    // Beside a step of the update, a refresh only repeats what was known before it.
    const own = all.filter(({ op }) => op !== "refresh");
    return own.length === 0 ? refreshed(urn, all) : changeOf(urn, own);
  });
  const created = sideOf(
    changes.filter(({ action }) => action === "create"),
    "after",
  );
  return changes.map((change) => ({ ...change, ...foundBefore(change, created) }));
}

/** What a new setting finds on GitHub is not in a preview; nothing, where what it is about is new as well. */
function foundBefore(
  { type, action, after }: ResourceChange,
  created: readonly ResourceRecord[],
): Pick<ResourceChange, "before"> {
  if (action !== "create" || !after) return {};
  const isNew = (of: string, property: string, name: unknown) =>
    created.some((each) => each.type === of && each.props[property] === name);
  switch (type) {
    case ownTypes.mergeSettings: {
      if (isNew(githubTypes.repository, "name", after.props["repository"])) return {};
      return { before: { ...after, props: unknownBut(after.props, identifying) } };
    }
    case ownTypes.propertyValues: {
      if (isNew(githubTypes.organizationCustomProperties, "propertyName", tierProperty)) return {};
      return { before: { ...after, props: unknownBut(after.props, identifying) } };
    }
    default:
      return {};
  }
}

function unknownBut(props: Readonly<Record<string, unknown>>, known: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(props).map(([property, value]) => [property, known.has(property) ? value : UNKNOWN]),
  );
}

function refreshed(urn: string, steps: readonly Step[]): ResourceChange {
  const state = steps.at(-1)?.newState ?? undefined;
  return change(urn, "same", state, state);
}

function changeOf(urn: string, steps: readonly Step[]): ResourceChange {
  const old = steps.find(({ oldState }) => oldState)?.oldState ?? undefined;
  const fresh = steps.findLast(({ op, newState }) => newState && !isRemoval(op))?.newState ?? undefined;
  const action = actionOf(
    steps.map(({ op }) => op),
    old,
    fresh,
  );
  const made = change(urn, action, action === "create" ? undefined : old, action === "forget" ? old : fresh);
  const after = old && givenBack(made, old);
  return after ? { ...made, after } : made;
}

/** This project's settings give back what they found; what that was, only property values say. */
function givenBack({ type, urn, name, action, after }: ResourceChange, old: State): ResourceRecord | undefined {
  if (type === ownTypes.propertyValues) {
    const returned = plainValue(old.outputs?.["previous"]);
    const props = after?.props ?? (action === "delete" ? { values: {} } : undefined);
    return props && { type, urn, name, props: { ...props, returned } };
  }
  if (action !== "delete" || !unknownOnce.has(type)) return undefined;
  const props = plainValue(old.inputs ?? {}) as Record<string, unknown>;
  return { type, urn, name, props: unknownBut(props, identifying) };
}

const unknownOnce: ReadonlySet<string> = new Set([ownTypes.copilotPolicy, ownTypes.mergeSettings]);
const identifying: ReadonlySet<string> = new Set(["organization", "repository"]);

function actionOf(ops: readonly string[], old: State | undefined, fresh: State | undefined): Action {
  if (!fresh) return old?.retainOnDelete ? "forget" : "delete";
  if (ops.some((op) => /replace/.test(op))) return "replace";
  if (ops.some((op) => op === "same" || op.startsWith("read"))) return "same";
  // Adopted resources exist on GitHub already, and the engine shows what they were.
  return old ? "update" : "create";
}

function isRemoval(op: string): boolean {
  return [
    "delete",
    "delete-replaced",
    "discard",
    "discard-replaced",
    "read-discard",
    "remove-pending-replace",
  ].includes(op);
}

function change(urn: string, action: Action, old: State | undefined, fresh: State | undefined): ResourceChange {
  const [before, after] = [old && recordOf(urn, old), fresh && recordOf(urn, fresh)];
  const { type, name } = before ?? after ?? { type: urn.split("::")[2]?.split("$").at(-1) ?? "", name: nameOf(urn) };
  const custom = (fresh ?? old)?.custom ?? true;
  return { urn, type, name, action, custom, ...(before && { before }), ...(after && { after }) };
}

function recordOf(urn: string, { type, inputs, outputs, propertyDependencies }: State): ResourceRecord {
  const entries = Object.entries(propertyDependencies ?? {});
  const origins = Object.fromEntries(entries.map(([property, urns]) => [property, urns ?? []]));
  // Ids that only GitHub gives are outputs; everything else is judged as declared.
  const { nodeId, repoId } = outputs ?? {};
  const ids = { ...(nodeId !== undefined && { nodeId }), ...(repoId !== undefined && { repoId }) };
  const props = plainValue({ ...ids, ...inputs }) as Record<string, unknown>;
  return { type, name: nameOf(urn), urn, props, origins };
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The resources of one side. */
export function sideOf(changes: readonly ResourceChange[], side: "before" | "after"): ResourceRecord[] {
  return changes.flatMap((each) => each[side] ?? []);
}

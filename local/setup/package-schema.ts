import { join } from "node:path";
import { ComponentResource } from "@pulumi/pulumi";
import { ComponentProvider } from "@pulumi/pulumi/provider/experimental/provider.js";
import * as exported from "../../components/index.ts";
import { governanceProvider } from "../../components/resources/definition.ts";
import { schemaOf } from "../../components/resources/host/schema.ts";

const folder = join(import.meta.dirname, "../../components");

type Entries = Readonly<Record<string, unknown>>;

/**
 * The package schema of `components/`: the components as the SDK's analyzer reads their sources, and the custom resources as
 * their handlers check them. Languages other than TypeScript see nothing else of the package.
 */
export async function packageSchema(): Promise<string> {
  const resources = schemaOf(governanceProvider());
  const components = JSON.parse(await analysed(String(resources["name"]))) as Entries;
  const all = { ...(components["resources"] as Entries), ...(resources["resources"] as Entries) };
  const types = sorted({ ...(components["types"] as Entries), ...(resources["types"] as Entries) });
  return JSON.stringify({ ...components, ...resources, resources: sorted(all), types }, asTheEngineHasIt);
}

/** Leaves out what the analyzer writes and the engine drops, so that `pulumi package get-schema` prints the same. */
function asTheEngineHasIt(key: string, value: unknown): unknown {
  const dropped = (key === "optional" && value === true) || (Array.isArray(value) && value.length === 0);
  return dropped ? undefined : value;
}

function analysed(name: string): Promise<string> {
  const components = Object.values<unknown>(exported).filter(isComponent);
  return new ComponentProvider({ name, dirname: folder, components }).getSchema();
}

function isComponent(value: unknown): value is new () => ComponentResource {
  return typeof value === "function" && value.prototype instanceof ComponentResource;
}

function sorted(entries: Entries): Entries {
  return Object.fromEntries(Object.entries(entries).sort(([left], [right]) => (left < right ? -1 : 1)));
}

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { UNKNOWN_STRING, type SampleResource } from "./request.ts";

const folder = join(import.meta.dirname, "../../../policypack/examples");

/** The resources of a rule's examples, or of all, as far as a program's text shows them: what it computes is unknown, components have no children. */
export function exampleResources(rule = "*"): SampleResource[] {
  return globSync(`${rule}/*.yaml`, { cwd: folder })
    .sort()
    .flatMap((file) => resourcesOf(readFileSync(join(folder, file), "utf8")));
}

function resourcesOf(text: string): SampleResource[] {
  const { resources } = parse(text) as { resources: Record<string, { type: string; properties?: object }> };
  return Object.entries(resources).map(([name, { type, properties = {} }]) => ({
    type: fullToken(type),
    name,
    props: JSON.parse(JSON.stringify(properties), (_, value: unknown) =>
      typeof value === "string" && value.includes("${") ? UNKNOWN_STRING : value,
    ) as Record<string, unknown>,
  }));
}

/** `github:Repository` is short for `github:index/repository:Repository`, `aws:s3:Bucket` for `aws:s3/bucket:Bucket`. */
function fullToken(type: string): string {
  const [provider = "", ...rest] = type.split(":");
  const name = rest.at(-1) ?? "";
  const module = rest.length === 2 ? (rest[0] ?? "") : "index";
  if (provider === "ai-governance" || module.includes("/")) return `${provider}:${module}:${name}`;
  return `${provider}:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
}

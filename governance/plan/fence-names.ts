import { field } from "../policy/property.ts";
import { githubTypes, type ResourceRecord } from "../policy/resource.ts";

export interface FencedTool {
  readonly tool: string;
  readonly kind: "fence" | "stop";
}

/** The tool that an organisation ruleset keeps out, by the name that the AiTool component gives it. */
export function fencedTool({ type, props }: ResourceRecord): FencedTool | undefined {
  const name = field(props, "name");
  if (type !== githubTypes.organizationRuleset || typeof name !== "string") return undefined;
  const [, kind, tool] = /^ai-(fence|stop)-(.+)$/.exec(name) ?? [];
  return tool === undefined ? undefined : { tool, kind: kind as FencedTool["kind"] };
}

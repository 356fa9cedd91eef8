/** Resources that can change GitHub, AWS, or the rules themselves, without declaring what they change. */
import { violation, type Finding } from "../finding.ts";
import type { ResourceRecord } from "../resource.ts";

/** Package to what its resources and functions do. */
const packages: Readonly<Record<string, string>> = {
  "aws-native": "changes AWS under types that no rule knows",
  command: "runs any command",
  commandx: "runs any command",
  external: "runs any program",
  graphql: "sends any mutation, also to GitHub",
  http: "sends any request, also to GitHub",
  null: "stands for work that is declared nowhere",
  "pulumi-nodejs": "runs code that is known to the program alone",
  "pulumi-python": "runs code that is known to the program alone",
  restapi: "sends any request, also to GitHub",
  shell: "runs any script",
};

/** Single types of packages that are fine otherwise. */
const types: Readonly<Record<string, string>> = {
  "aws:cloudcontrol/resource:Resource": "declares a resource of any type, which no rule sees",
  "aws:cloudformation/stack:Stack": "declares resources that no rule sees",
  "aws:cloudformation/stackSet:StackSet": "declares resources that no rule sees",
  "aws:lambda/invocation:Invocation": "runs any function",
  "pulumiservice:index:PolicyGroup": "decides which rules judge which stack",
  "pulumiservice:orgs/policies:PolicyGroup": "decides which rules judge which stack",
};

const governing: readonly string[] = ["github", "ai-governance"];

const must = "a stack that changes GitHub must declare all that it changes.";
const fix = "Declare it with resources of the github provider, or move it to a stack that changes nothing on GitHub.";

/** The escape hatches of a stack that changes GitHub. */
export function escapeHatchFindings(stack: readonly ResourceRecord[]): Finding[] {
  if (!stack.some((resource) => governing.includes(packageOf(resource.type)) || isOtherGitHub(resource))) return [];
  const declared = new Set(stack.filter(({ type }) => !isProvider(type)).map(({ type }) => packageOf(type)));
  return stack.flatMap((resource) => {
    // A package without a resource is there for its functions, which a preview does not show, and runs already.
    if (isProvider(resource.type) && declared.has(packageOf(resource.type))) return [];
    const does = deedOf(resource);
    if (does === undefined) return [];
    const what = isProvider(resource.type) ? `a function of package ${packageOf(resource.type)}` : resource.type;
    return [violation(resource.name, `${what} ${does}; ${must}`, fix, resource.urn)];
  });
}

function deedOf(resource: ResourceRecord): string | undefined {
  const { type } = resource;
  if (Object.hasOwn(types, type)) return types[type];
  const name = packageOf(type);
  if (Object.hasOwn(packages, name)) return packages[name];
  return isOtherGitHub(resource) ? "changes GitHub under types that no rule knows" : undefined;
}

/** A resource of a GitHub provider under another name. A component of such a package is fine: its children are seen. */
function isOtherGitHub({ type, provider }: ResourceRecord): boolean {
  const name = packageOf(type);
  return provider !== undefined && /git-?hub/i.test(name) && !governing.includes(name);
}

const providerPrefix = "pulumi:providers:";

const isProvider = (type: string): boolean => type.startsWith(providerPrefix);

/** The package that a type belongs to, or that a provider serves. */
function packageOf(type: string): string {
  return (isProvider(type) ? type.slice(providerPrefix.length) : type).split(":")[0] ?? "";
}

/** Organisation secrets of a tool are read in its repositories only. */
import type { SecretReach } from "../../tools/scope.ts";
import { checkFindings, type Check } from "../check.ts";
import { undecidedFinding, violation, type Finding } from "../finding.ts";
import { every, field, is, isUnknown, listOf, numberOf, type Certainty } from "../property.ts";
import { githubTypes, ofType, type ResourceRecord } from "../resource.ts";

const fix = "Declare the tool with the AiTool component and secretAccess, with its repositories of governance.yaml.";

const {
  actionsOrganizationSecret: secretItself,
  actionsOrganizationSecretRepositories: listOfSecret,
  actionsOrganizationSecretRepository: oneOfSecret,
} = githubTypes;

/** What the declaration tells of secrets. */
export interface DeclaredSecrets {
  readonly reaches: readonly SecretReach[];
  /** Names of all tools. */
  readonly tools: readonly string[];
}

/**
 * Secrets that reach more than their tool's repositories, or of which the stack does not say. Repositories are numbers here, which
 * only a look-up can name: their count is judged. Fewer are no finding. A secret that nobody declared is a tool's by its name.
 */
export function toolSecretFindings(stack: readonly ResourceRecord[], { reaches, tools }: DeclaredSecrets): Finding[] {
  const all = ofType(stack, listOfSecret, oneOfSecret, secretItself);
  return [
    ...reaches.flatMap((reach) => reachFindings(all, reach)),
    ...all.flatMap((resource) => {
      const tool = tools.find((each) => isNamedAfter(resource, each));
      const isDeclared = reaches.some(({ secret }) => isNamed(resource.props, secret) === "yes");
      if (tool === undefined || isDeclared) return [];
      return checkFindings(tool, [isClosed(resource, tool)], fix, resource.urn);
    }),
  ];
}

function reachFindings(all: readonly ResourceRecord[], reach: SecretReach): Finding[] {
  const { secret, tool } = reach;
  const own = all.filter(({ props }) => isNamed(props, secret) === "yes");
  const maybe = all.filter(({ props }) => isNamed(props, secret) === "unknown");
  const limits = own.some((resource) => resource.type !== oneOfSecret && readersOf(resource) !== undefined);
  const message = `the stack does not limit who reads the secret of tool ${tool}; it must.`;
  return [
    ...(limits ? [] : [(maybe.length > 0 ? undecidedFinding : violation)(secret, message, fix)]),
    ...own.flatMap((resource) => checkFindings(secret, [isClosed(resource, tool)], fix, resource.urn)),
    ...checkFindings(secret, [isNarrow(own, reach)], fix, own[0]?.urn),
    // Without a limit, all is open already.
    ...(limits ? maybe.flatMap((resource) => possibleFindings(own, resource, reach)) : []),
  ];
}

/** What a resource of an unknown name would open, if it is about the secret: the first of it. */
function possibleFindings(own: readonly ResourceRecord[], resource: ResourceRecord, reach: SecretReach): Finding[] {
  const checks = [isClosed(resource, reach.tool), isNarrow([...own, resource], reach)];
  const open = checks.find(({ answer }) => answer !== "yes");
  if (!open) return [];
  const message = `whether this is the secret is not known yet; if so: ${open.what}`;
  return [undecidedFinding(reach.secret, message, fix, resource.urn)];
}

// GitHub keeps the names in capitals.
function isNamed(props: unknown, secret: string): Certainty {
  const name = field(props, "secretName");
  return is(typeof name === "string" ? name.toUpperCase() : name, secret);
}

/** `CLAUDE_CODE_TOKEN` is a secret of tool `claude-code`. */
function isNamedAfter({ props }: ResourceRecord, tool: string): boolean {
  const name = field(props, "secretName");
  return typeof name === "string" && `${name}_`.toUpperCase().startsWith(`${tool.replaceAll("-", "_").toUpperCase()}_`);
}

function isClosed({ type, props }: ResourceRecord, tool: string): Check {
  return {
    answer: type === secretItself ? is(field(props, "visibility"), "selected") : "yes",
    what: `every repository may read a secret of tool ${tool}; its visibility must be "selected".`,
  };
}

function isNarrow(resources: readonly ResourceRecord[], { tool, repositories }: SecretReach): Check {
  const lists = resources.map(readersOf).map(listOf);
  const known = new Set(lists.flatMap(({ items }) => items.map(numberOf)));
  const complete = every(lists.map((list) => (list.complete ? "yes" : "unknown")));
  return {
    answer: known.size > repositories ? "no" : complete,
    what:
      repositories === 0
        ? `workflows read the secret although tool ${tool} works nowhere; none must.`
        : `more than the ${repositories} repositories of tool ${tool} read the secret; no other must.`,
  };
}

/** The repositories that a resource opens the secret to; undefined where it does not say. */
function readersOf({ type, props }: ResourceRecord): unknown {
  if (type === oneOfSecret) return [field(props, "repositoryId")];
  const ids = field(props, "selectedRepositoryIds");
  return Array.isArray(ids) || isUnknown(ids) ? ids : undefined;
}

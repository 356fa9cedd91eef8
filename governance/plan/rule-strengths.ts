/** The rules of a ruleset that the table of controls does not have, and all rules of rulesets for other refs than the default branch. */
import { every, field, is, isUnknown, listOf, textsOf, type Certainty } from "../policy/property.ts";
import { coversDefaultBranch, type DefaultBranch } from "../policy/branch/ref-coverage.ts";
import type { ResourceRecord } from "../policy/resource.ts";
import type { Strength, Strengths } from "./outcome.ts";
import { coversScope, scopeText, type RefScope } from "./ref-scopes.ts";

/** Rules of a default branch that are compared as controls. */
const asControls = new Set([
  "deletion",
  "nonFastForward",
  "requiredSignatures",
  "pullRequest",
  "pullRequest.requiredApprovingReviewCount",
  "pullRequest.requireCodeOwnerReview",
  "pullRequest.dismissStaleReviewsOnPush",
  "pullRequest.requireLastPushApproval",
  "requiredStatusChecks",
  "requiredStatusChecks.requiredChecks",
  "requiredStatusChecks.strictRequiredStatusChecksPolicy",
  "requiredWorkflows",
  "requiredWorkflows.requiredWorkflows",
]);
/** Switches that loosen a rule. */
const loosening = new Set(["doNotEnforceOnCreate", "allowForceMerges"]);
const mergeMethods = ["merge", "squash", "rebase"];

/** What the ruleset puts in force where it reaches, by rule; for other refs than the default branch the rule's name says which. */
export function ruleStrengths(
  { props }: ResourceRecord,
  scopes: readonly RefScope[],
  defaultBranch?: DefaultBranch,
): Strengths {
  const force = every([is(field(props, "enforcement"), "active")]);
  if (force === "no") return new Map();
  const isDefault = coversDefault(props, defaultBranch);
  const all = [...flattened(field(props, "rules"), "")];
  const onDefault = all.filter(([path]) => isDefault && !asControls.has(path));
  const elsewhere = scopes.filter((scope) => !(isDefault && isDefaultBranch(scope, defaultBranch)));
  return new Map([
    ...(isDefault ? workflowHomes(props) : []).map(([name, home]) => [name, inForce(home, force)] as const),
    ...onDefault.map(([path, strength]) => [`rule ${path}`, inForce(strength, force)] as const),
    ...elsewhere.flatMap((scope) => {
      const covered = every([force, coversScope(props, scope)]);
      if (covered === "no") return [];
      return all.map(
        ([path, strength]) => [`rule ${path} on ${scopeText(scope)}`, inForce(strength, covered)] as const,
      );
    }),
  ]);
}

/** The table of controls names a required workflow by path and ref; the same in another repository is another gate. */
function workflowHomes(props: unknown): [string, Strength][] {
  const { items, complete } = listOf(field(props, "rules", "requiredWorkflows", "requiredWorkflows"));
  if (items.length === 0 && complete) return [];
  const ids = items.map((item) => field(item, "repositoryId"));
  const things = new Set(ids.filter((id) => !isUnknown(id)).map(String));
  return [["repository of the required workflow", { kind: "value", things, open: !complete || ids.some(isUnknown) }]];
}

function coversDefault(props: unknown, defaultBranch: DefaultBranch): boolean {
  const refs = field(props, "conditions", "refName");
  return is(field(props, "target"), "branch") === "yes" && coversDefaultBranch(refs, defaultBranch) === "yes";
}

/** Whether the scope is the whole default branch and nothing else. */
function isDefaultBranch({ target, ref, excluded }: RefScope, defaultBranch: DefaultBranch): boolean {
  if (target !== "branch" || excluded.length > 0) return false;
  return ref === "~DEFAULT_BRANCH" || (typeof defaultBranch === "string" && ref === `refs/heads/${defaultBranch}`);
}

function inForce(strength: Strength, force: Certainty): Strength {
  return force === "yes" ? strength : { ...strength, things: new Set(), open: true };
}

function flattened(value: unknown, path: string): Map<string, Strength> {
  const key = path.split(".").at(-1) ?? "";
  const alone = (strength: Strength) => new Map([[path, strength]]);
  if (isUnknown(value)) return alone({ kind: "value", things: new Set(), open: true });
  if (loosening.has(key)) return value === true ? new Map() : alone(valueOf("no"));
  if (Array.isArray(value)) return value.length === 0 ? new Map() : alone(listStrength(key, value));
  if (typeof value === "object" && value !== null) {
    const inner = Object.entries(value).flatMap(([name, item]) => [
      ...flattened(item, path === "" ? name : `${path}.${name}`),
    ]);
    return new Map(path === "" ? inner : [[path, valueOf("on")], ...inner]);
  }
  if (value === undefined || value === null || value === false) return new Map();
  return alone(typeof value === "number" ? numberStrength(key, value) : valueOf(String(value)));
}

function valueOf(thing: string): Strength {
  return { kind: "value", things: new Set([thing]), open: false };
}

function listStrength(key: string, items: readonly unknown[]): Strength {
  const known = items.filter((item) => !isUnknown(item));
  const open = known.length < items.length;
  if (key === "allowedMergeMethods") {
    return { kind: "list", things: new Set(mergeMethods.filter((method) => !known.includes(method))), open };
  }
  const kind = known.every((item) => typeof item === "string") ? "list" : "value";
  const textsOfItem = key === "requiredReviewers" ? approvalTexts : (item: unknown) => [thingText(item)];
  return { kind, things: new Set(known.flatMap(textsOfItem)), open };
}

/** Each approval that a team must give, pattern by pattern: fewer of them are weaker. What takes files out again is one thing. */
function approvalTexts(item: unknown): string[] {
  const approvals = field(item, "minimumApprovals");
  const { items, complete } = textsOf(field(item, "filePatterns"));
  if (!isCount(approvals) || !complete || items.some((pattern) => pattern.startsWith("!"))) return [thingText(item)];
  const team = thingText(field(item, "reviewer"));
  return items.flatMap((pattern) => upTo(approvals).map((number) => `${number} of ${team} for ${pattern}`));
}

const isCount = (value: unknown): value is number => typeof value === "number" && value <= 100;
const upTo = (count: number): string[] => Array.from({ length: Math.max(0, count) }, (_, index) => String(index + 1));

/** More approvals hold each lower number as well. */
function numberStrength(key: string, value: number): Strength {
  if (!/Count$|Approvals$/.test(key) || !isCount(value)) return valueOf(String(value));
  return { kind: "list", things: new Set(upTo(value)), open: false };
}

function thingText(item: unknown): string {
  if (typeof item !== "object" || item === null) return String(item);
  if (Array.isArray(item)) return `[${item.map(thingText).sort().join()}]`;
  const entries = Object.entries(item).map(([key, value]) => `${key}=${isUnknown(value) ? "?" : thingText(value)}`);
  return `{${entries.sort().join()}}`;
}

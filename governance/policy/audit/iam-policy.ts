/** Reads policy documents of AWS in all their forms: JSON or object, single values or lists, `NotAction` and the like. */
import { covers, touches, type Wanted } from "./pattern.ts";
import { isUnknown, some, type Certainty } from "../property.ts";

/** What a statement is about: what matches a pattern or, negated, all that matches none. */
export interface Selection {
  readonly patterns: readonly string[];
  readonly negated: boolean;
}

export interface Condition {
  /** In lower case, e.g. `stringequals`. */
  readonly operator: string;
  /** In lower case: AWS does not tell cases apart. */
  readonly key: string;
  readonly values: readonly string[];
}

/** Whom a statement is about, e.g. `AWS` and an ARN; `*` and `*` for everyone. */
export interface Principal {
  readonly kind: string;
  readonly name: string;
}

export interface Statement {
  readonly effect: unknown;
  readonly principals: readonly Principal[];
  /** The principals are those left out. */
  readonly notPrincipals: boolean;
  /** In lower case. */
  readonly actions: Selection;
  readonly resources: Selection;
  readonly conditions: readonly Condition[];
}

export interface PolicyDocument {
  /** Those that are known and well formed: AWS takes no others. */
  readonly statements: readonly Statement[];
  /** Whether there can be no others. */
  readonly complete: boolean;
}

/** The statements of a policy document; none if it is no policy. Never throws. */
export function readPolicy(policy: unknown): PolicyDocument {
  const document = parse(policy);
  if (isUnknown(document) || isAmbiguous(document)) return { statements: [], complete: false };
  const statements = asList(elementsOf(document)["statement"]);
  const readable = statements.filter((statement) => !isAmbiguous(statement));
  return {
    statements: readable.flatMap((statement) => readStatement(statement) ?? []),
    // A text is known as a whole, or not at all.
    complete: readable.length === statements.length && (typeof policy === "string" || !holdsUnknown(statements)),
  };
}

/** Something that someone may want to do: actions in lower case, resources by ARN in the partition `aws`. */
export interface Act {
  readonly action: Wanted;
  readonly resource: Wanted;
}

/** Whether a policy denies an act to everyone, at least under conditions of which each is accepted. */
export function denies(policy: PolicyDocument, act: Act, accepted?: (condition: Condition) => boolean): Certainty {
  const denied = policy.statements.some(
    (statement) => isForEveryone(statement) && deniesItsPrincipals(statement, act, accepted),
  );
  return some([denied ? "yes" : "no", policy.complete ? "no" : "unknown"]);
}

/** The same for a policy that has no principals: it is about whom it is attached to. */
export function deniesItsPrincipals(
  { effect, actions, resources, conditions }: Statement,
  act: Act,
  accepted: (condition: Condition) => boolean = () => false,
): boolean {
  return (
    effect === "Deny" &&
    selectsAll(actions, act.action) &&
    selectsAll(resources, act.resource) &&
    conditions.every(accepted)
  );
}

export function isForEveryone({ principals, notPrincipals }: Statement): boolean {
  return !notPrincipals && principals.some(({ kind, name }) => name === "*" && ["*", "AWS"].includes(kind));
}

/** Whether all that is wanted is selected. */
export function selectsAll({ patterns, negated }: Selection, wanted: Wanted): boolean {
  if (!negated) return patterns.some((pattern) => covers(pattern, wanted));
  return patterns.length > 0 && !patterns.some((pattern) => touches(pattern, wanted));
}

/** Whether some of what is wanted is selected. */
export function selectsSome({ patterns, negated }: Selection, wanted: Wanted): boolean {
  if (!negated) return patterns.some((pattern) => touches(pattern, wanted));
  return !patterns.some((pattern) => covers(pattern, wanted));
}

function parse(policy: unknown): unknown {
  if (typeof policy !== "string") return policy;
  try {
    return JSON.parse(policy);
  } catch {
    return undefined;
  }
}

function readStatement(value: unknown): Statement | undefined {
  const elements = elementsOf(value);
  const actions = selection(elements, "action", (action) => action.toLowerCase());
  const resources = selection(elements, "resource", (arn) => arn.replace(/^arn:aws[a-z-]*:/, "arn:aws:"));
  const notPrincipals = elements["principal"] === undefined && elements["notprincipal"] !== undefined;
  const principals = principalsOf(notPrincipals ? elements["notprincipal"] : elements["principal"]);
  const conditions = conditionsOf(elements["condition"]);
  if (!actions || !resources || !principals || !conditions) return undefined;
  return { effect: elements["effect"], principals, notPrincipals, actions, resources, conditions };
}

function selection(
  elements: Readonly<Record<string, unknown>>,
  element: string,
  form: (text: string) => string,
): Selection | undefined {
  const negated = elements[element] === undefined && elements[`not${element}`] !== undefined;
  const patterns = texts(elements[negated ? `not${element}` : element])?.map(form);
  return patterns && { patterns, negated };
}

function principalsOf(value: unknown): Principal[] | undefined {
  if (value === undefined) return [];
  if (value === "*") return [{ kind: "*", name: "*" }];
  const kinds = recordOf(value);
  return kinds && allOf(Object.entries(kinds), ([kind, names]) => texts(names)?.map((name) => ({ kind, name })));
}

function conditionsOf(value: unknown): Condition[] | undefined {
  if (value === undefined) return [];
  const operators = recordOf(value);
  return (
    operators &&
    allOf(Object.entries(operators), ([operator, tests]) => {
      const keys = recordOf(tests);
      return (
        keys &&
        allOf(Object.entries(keys), ([key, found]) => {
          const values = texts(found);
          return values && [{ operator: operator.toLowerCase(), key: key.toLowerCase(), values }];
        })
      );
    })
  );
}

/** What all items give, or nothing if one gives nothing. */
function allOf<Item, Result>(
  items: readonly Item[],
  read: (item: Item) => readonly Result[] | undefined,
): Result[] | undefined {
  const results = items.map(read);
  return results.includes(undefined) ? undefined : results.flatMap((result) => result ?? []);
}

/** A text, number or truth value, or a list of them; nothing if anything else is among them. */
function texts(value: unknown): string[] | undefined {
  const items = asList(value);
  return items.every((item) => ["string", "number", "boolean"].includes(typeof item)) ? items.map(String) : undefined;
}

/** Elements by name in lower case; `null` is none. */
function elementsOf(value: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(namedElements(value));
}

/** Whether two elements have one name in different cases: which of them AWS takes, nobody here knows. */
function isAmbiguous(value: unknown): boolean {
  const names = namedElements(value).map(([name]) => name);
  return new Set(names).size < names.length;
}

function namedElements(value: unknown): (readonly [string, unknown])[] {
  const elements = Object.entries(recordOf(value) ?? {}).filter(([, element]) => element !== null);
  return elements.map(([name, element]) => [name.toLowerCase(), element]);
}

function recordOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function asList(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

function holdsUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return isUnknown(value);
  return Object.values(value).some(holdsUnknown);
}

/** Works out `${{ }}` with GitHub's own library, `@actions/expressions`. */
import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import type { FunctionDefinition } from "@actions/expressions/funcs/info";
import { Expression, isMapping, type Mapping, type Scalar, type Value } from "./value.ts";

/** What expressions can see. */
export interface Scope {
  /** By name: `github`, `env`, `steps`, ...; JSON values. */
  readonly contexts: Readonly<Record<string, unknown>>;
  /** What the status functions answer by. */
  readonly status: Status;
}

/** How what came before has ended. */
export type Status = "success" | "failure" | "cancelled";

/** What a value comes to: text, as all that a step is given is text. */
export function textOf(value: Value | undefined, scope: Scope): string {
  const result = value instanceof Expression ? evaluate(value.text, scope) : value;
  return textOfScalar(result as Scalar | undefined);
}

/** How GitHub writes a scalar where text is wanted: null is nothing. */
const textOfScalar = (value: Scalar | undefined): string =>
  value === null || value === undefined ? "" : String(value);

export function textsOf(mapping: Mapping, scope: Scope): Record<string, string> {
  return Object.fromEntries(Object.entries(mapping).map(([key, value]) => [key, textOf(value, scope)]));
}

/** Every expression inside the value worked out. */
export function plainOf(value: Value, scope: Scope): unknown {
  if (value instanceof Expression) return evaluate(value.text, scope);
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, plainOf(inside, scope)]));
}

/** Whether an `if` holds: `false`, `0`, `''` and null do not. */
export function holds(condition: string, scope: Scope): boolean {
  const result = evaluate(condition, scope);
  return result !== false && result !== 0 && result !== "" && result !== null && !Number.isNaN(result);
}

/** @throws Error where the expression is none, or names a context that is not to be had there */
export function evaluate(expression: string, { contexts, status }: Scope): unknown {
  const functions = statusFunctions(status);
  const { tokens } = new Lexer(expression).lex();
  const tree = new Parser(tokens, Object.keys(contexts), functions).parse();
  const context = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  const result = new Evaluator(tree, context, new Map(functions.map((one) => [one.name, one]))).evaluate();
  return JSON.parse(JSON.stringify(result, data.replacer)) as unknown;
}

function statusFunctions(status: Status): FunctionDefinition[] {
  const answers = {
    success: status === "success",
    failure: status === "failure",
    cancelled: status === "cancelled",
    always: true,
  };
  return Object.entries(answers).map(([name, answer]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(answer),
  }));
}

/** What a workflow file says, as plain values; what is to be worked out when it runs stays an expression. */
import type { TemplateToken } from "@actions/workflow-parser/templates/tokens/template-token";
import type { SerializedToken } from "@actions/workflow-parser/templates/tokens/serialization";

/** The inside of `${{ }}`. */
export class Expression {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Scalar = string | number | boolean | null;
export type Value = Scalar | Expression | readonly Value[] | Mapping;
export interface Mapping {
  readonly [key: string]: Value;
}

export function isMapping(value: Value | undefined): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Expression);
}

export const valueOf = (token: TemplateToken): Value => plain(token.toJSON());

function plain(token: SerializedToken): Value {
  if (token === undefined) return null;
  if (typeof token !== "object" || token === null) return token;
  if ("seq" in token) return token.seq.map((item) => plain(item.toJSON()));
  if ("expr" in token) return new Expression(token.expr);
  if ("map" in token) {
    return Object.fromEntries(token.map.map(({ Key, Value }) => [String(plain(Key.toJSON())), plain(Value.toJSON())]));
  }
  throw new Error(`A workflow file has a token of type ${JSON.stringify(token)}, which is not known here.`);
}

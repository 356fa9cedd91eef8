/** Who somebody is that took part. */

/** A tool, and the row that recognised it. */
export interface Named {
  readonly tool: string;
  readonly row: string;
}

export interface AgentParty extends Named {
  readonly kind: "agent";
  /** As written. */
  readonly agent: string;
  readonly model?: string;
  /** A person whose name stands beside the tool's. */
  readonly human?: string;
}

export type Party =
  | AgentParty
  | { readonly kind: "automation"; readonly name: string }
  | { readonly kind: "unknown-bot"; readonly login: string }
  | { readonly kind: "person"; readonly name: string }
  /** GitHub itself, which commits what people merge on its pages. */
  | { readonly kind: "github" };

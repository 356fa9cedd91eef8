/** What parts of a commit or pull request say, before it is known to which tools it belongs. */
import type { Evidence } from "./evidence.ts";
import type { Party } from "./identities/party.ts";
import { knownModel } from "./models.ts";

export interface Findings {
  readonly evidence: readonly Evidence[];
  readonly denials: readonly Evidence[];
  readonly automation: readonly string[];
  readonly unknownBots: readonly string[];
}

export const none: Findings = { evidence: [], denials: [], automation: [], unknownBots: [] };

export function joined(all: readonly Findings[]): Findings {
  // Most lines of most messages say nothing.
  const many = all.filter((one) => one !== none);
  if (many.length < 2) return many[0] ?? none;
  return {
    evidence: many.flatMap(({ evidence }) => evidence),
    denials: many.flatMap(({ denials }) => denials),
    automation: many.flatMap(({ automation }) => automation),
    unknownBots: many.flatMap(({ unknownBots }) => unknownBots),
  };
}

/** Where somebody is named, and how far that can be trusted. */
export type Place = Pick<Evidence, "source" | "confidence" | "line">;

/** What follows from somebody's part. */
export function partyFindings(party: Party, place: Place): Findings {
  switch (party.kind) {
    case "agent": {
      const { row, tool, agent, model, human } = party;
      const named = knownModel(model ?? "");
      const evidence = { row, tool, agent, ...(named !== undefined && { model: named }), ...(human && { human }) };
      return { ...none, evidence: [{ ...place, ...evidence }] };
    }
    case "automation":
      return { ...none, automation: [party.name] };
    case "unknown-bot":
      return { ...none, unknownBots: [party.login] };
    case "person":
      return { ...none, evidence: party.name === "" ? [] : [{ ...place, row: "person", human: party.name }] };
    case "github":
      return none;
  }
}

/** What a commit's note tells. Anyone who can push notes can write it: a claim. */
import type { Signature } from "../commit.ts";
import { signatureOf } from "../dialects/people.ts";
import type { Evidence } from "../evidence.ts";
import { none, type Findings } from "../findings.ts";
import type { Recogniser } from "../identities/recogniser.ts";
import { knownModel } from "../models.ts";
import { cleaned } from "../text.ts";
import type { NoteSession } from "./note.ts";
import { parseNote } from "./parse.ts";

/** Row of the Git AI Standard. */
const row = "git-ai-note";
const place = { source: "note", confidence: "claimed", row } as const;

/** `people`: whose names are known, for notes that tell an address alone. */
export function noteFindings(text: string, people: readonly Signature[], recogniser: Recogniser): Findings {
  const note = parseNote(text);
  if (note === undefined) return none;
  const nameOf = namer(people);
  const sessions = [...note.sessions, ...note.prompts].map((session) => sessionEvidence(session, nameOf, recogniser));
  const humans = note.humans.flatMap(({ author }): Evidence[] => {
    const human = nameOf(author);
    return human === "" ? [] : [{ ...place, human }];
  });
  return { ...none, evidence: [...sessions, ...humans] };
}

function sessionEvidence(
  { tool, id = "", model = "", human = "" }: NoteSession,
  nameOf: (person: string) => string,
  recogniser: Recogniser,
): Evidence {
  const [session, known, name] = [cleaned(id), knownModel(model), nameOf(human)];
  return {
    ...place,
    tool: recogniser.tool(tool),
    agent: cleaned(tool),
    ...(known !== undefined && { model: known }),
    ...(session !== "" && { session }),
    ...(name !== "" && { human: name }),
  };
}

/** The name of `Name <e-mail>`, else of whoever has the address, else the address. */
function namer(people: readonly Signature[]): (person: string) => string {
  const names = new Map(people.map(({ name, email }) => [email.toLowerCase(), cleaned(name)]));
  return (person) => {
    const { name = "", email = "" } = signatureOf(person) ?? {};
    return name || names.get(email.toLowerCase()) || email;
  };
}

/** `Name <e-mail>`, as git writes people. */
import type { Signature } from "../commit.ts";
import { cleaned } from "../text.ts";
import type { Claim } from "./dialect.ts";

/** Everybody in a value; more than one is not git's way, and is seen. */
export function readPeople(value: string): readonly Claim[] {
  return value.split(">").flatMap((part) => {
    const person = part.replace(/^[\s,;]+/, "");
    const party = person === "" ? undefined : signatureOf(person);
    return party === undefined ? [] : [{ party }];
  });
}

export function renderPerson({ party = { name: "", email: "" } }: Claim): string {
  return `${cleaned(party.name)} <${cleaned(party.email)}>`.trim();
}

/** Reads `Name <e-mail`, a bare e-mail or a bare name. */
export function signatureOf(text: string): Signature | undefined {
  const open = text.lastIndexOf("<");
  const name = cleaned(open < 0 ? text : text.slice(0, open));
  const email = cleaned(open < 0 ? "" : text.slice(open + 1).replace(/>\s*$/, ""));
  if (email === "" && /^[^\s@]+@[^\s@]+$/.test(name)) return { name: "", email: name };
  return name === "" && email === "" ? undefined : { name, email };
}

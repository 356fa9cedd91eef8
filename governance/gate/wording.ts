/** How findings speak of names that come from outside. */

/** Text on one line, with nothing in it that is invisible or moves a cursor. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, "?");
}

/** A name as a message may show it: on one line, at most 120 characters. */
export function plain(name: string): string {
  const characters = Array.from(oneLine(name));
  return characters.length > mostCharacters
    ? `${characters.slice(0, mostCharacters).join("")}...`
    : characters.join("");
}
const mostCharacters = 120;

/** `U+0430` of its first character. */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** A commit as people write it. */
export function shortId(commit: string): string {
  return plain(commit.slice(0, 7));
}

/** "a", "a and b", "a, b and c". */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** The first of many: "a, b, c and 4 more". */
export function few(names: readonly string[], most = 3): string {
  const more = names.length - most;
  return listed(more > 0 ? [...names.slice(0, most), `${more} more`] : names);
}

/** "1 commit", "2 commits". */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

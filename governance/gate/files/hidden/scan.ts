/** Where a text hides characters, and where such a character is good spelling. */
import { hiddenKinds, type HiddenKind } from "./characters.ts";

export interface Hidden {
  readonly kind: HiddenKind;
  readonly character: string;
}

const joiningScripts = "Arab Syrc Mong Nkoo Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr Mymr Tibt"
  .split(" ")
  .map((script) => `\\p{Script=${script}}`)
  .join("");

// Each is one character in a place that gives it a meaning, never two in a row: nothing can be spelt with them alone. Joiners within
// emoji, and after letters of scripts whose spelling needs them; variants of symbols, Han and Mongolian letters; keycaps; the flags of
// England, Scotland and Wales.
const legitimate = [
  "\\u{1F3F4}\\u{E0067}\\u{E0062}(?:\\u{E0065}\\u{E006E}\\u{E0067}|\\u{E0073}\\u{E0063}\\u{E0074}|\\u{E0077}\\u{E006C}\\u{E0073})\\u{E007F}",
  "(?<=[\\p{Extended_Pictographic}\\u{1F3FB}-\\u{1F3FF}]\\uFE0F?)\\u200D(?=\\p{Extended_Pictographic})",
  `(?<=[${joiningScripts}])[\\u200C\\u200D](?!\\p{Default_Ignorable_Code_Point})`,
  "(?<=(?!\\p{ASCII}|\\uFFFD)[\\p{S}\\p{Po}\\p{Emoji}])[\\uFE0E\\uFE0F]",
  "(?<=(?!\\p{ASCII})[\\p{Sm}\\p{P}\\p{Script=Han}\\p{Script=Mymr}])[\\uFE00-\\uFE02]",
  "(?<=\\p{Script=Han})[\\u{E0100}-\\u{E01EF}]",
  "(?<=\\p{Script=Mong})[\\u180B-\\u180D\\u180F]",
  "(?<=[0-9#*])\\uFE0F(?=\\u20E3)",
];
const kinds = hiddenKinds.map(({ pattern }) => `(${pattern.source})`);
const scanner = new RegExp(`(?:${legitimate.join("|")})|${kinds.join("|")}`, "gu");

/** The hidden characters of a text, in order. */
export function hiddenIn(text: string): Hidden[] {
  return Array.from(text.matchAll(scanner)).flatMap(([character, ...groups]) => {
    const kind = hiddenKinds[groups.findIndex((group) => group !== undefined)];
    return kind ? [{ kind, character }] : [];
  });
}

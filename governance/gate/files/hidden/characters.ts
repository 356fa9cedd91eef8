/**
 * Characters that readers of a file do not see, or that change what they see. Sources: Unicode's property Default_Ignorable_Code_Point
 * (UAX 44), the standards of bidirectional text (UAX 9) and emoji (UTS 51), https://trojansource.codes.
 */
import { codePoint } from "../../wording.ts";

export interface HiddenKind {
  /** In the plural, as a message says it. */
  readonly name: string;
  /** One character. */
  readonly pattern: RegExp;
  /** Said in place of the code points, where those would spell the hidden text. */
  readonly range?: string;
}

/** The first row that fits counts. */
export const hiddenKinds: readonly HiddenKind[] = [
  { name: "bidirectional controls", pattern: /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u },
  { name: "tag characters", pattern: /[\u{E0000}-\u{E007F}]/u, range: "U+E0000 to U+E007F" },
  {
    name: "variation selectors",
    pattern: /[\u180B-\u180D\u180F\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u,
    range: "U+FE00 to U+FE0F, U+E0100 to U+E01EF",
  },
  { name: "blank letters", pattern: /[\u115F\u1160\u3164\uFFA0]/u },
  { name: "characters without width", pattern: /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/u },
  { name: "bytes that are not UTF-8", pattern: /\uFFFD/u },
  { name: "control characters", pattern: /[^\P{Cc}\t\n\r]|\r(?!\n)/u },
];

const names: Readonly<Record<number, string>> = {
  0x08: "BACKSPACE",
  0x0d: "CARRIAGE RETURN within a line",
  0x1b: "ESCAPE",
  0x7f: "DELETE",
  0xad: "SOFT HYPHEN",
  0x34f: "COMBINING GRAPHEME JOINER",
  0x61c: "ARABIC LETTER MARK",
  0x115f: "HANGUL CHOSEONG FILLER",
  0x1160: "HANGUL JUNGSEONG FILLER",
  0x180e: "MONGOLIAN VOWEL SEPARATOR",
  0x200b: "ZERO WIDTH SPACE",
  0x200c: "ZERO WIDTH NON-JOINER",
  0x200d: "ZERO WIDTH JOINER",
  0x200e: "LEFT-TO-RIGHT MARK",
  0x200f: "RIGHT-TO-LEFT MARK",
  0x202a: "LEFT-TO-RIGHT EMBEDDING",
  0x202b: "RIGHT-TO-LEFT EMBEDDING",
  0x202c: "POP DIRECTIONAL FORMATTING",
  0x202d: "LEFT-TO-RIGHT OVERRIDE",
  0x202e: "RIGHT-TO-LEFT OVERRIDE",
  0x2060: "WORD JOINER",
  0x2061: "FUNCTION APPLICATION",
  0x2062: "INVISIBLE TIMES",
  0x2063: "INVISIBLE SEPARATOR",
  0x2064: "INVISIBLE PLUS",
  0x2066: "LEFT-TO-RIGHT ISOLATE",
  0x2067: "RIGHT-TO-LEFT ISOLATE",
  0x2068: "FIRST STRONG ISOLATE",
  0x2069: "POP DIRECTIONAL ISOLATE",
  0x3164: "HANGUL FILLER",
  0xfeff: "ZERO WIDTH NO-BREAK SPACE",
  0xffa0: "HALFWIDTH HANGUL FILLER",
  0xfff9: "INTERLINEAR ANNOTATION ANCHOR",
  0xfffa: "INTERLINEAR ANNOTATION SEPARATOR",
  0xfffb: "INTERLINEAR ANNOTATION TERMINATOR",
  0xfffd: "REPLACEMENT CHARACTER",
};

/** `U+200B ZERO WIDTH SPACE`; of a character without a name of its own, the code point. */
export function nameOf(character: string): string {
  const point = codePoint(character);
  const name = names[character.codePointAt(0) ?? 0];
  return name === undefined ? point : `${point} ${name}`;
}

/** The engine's JSON of a property, as the policies read it: what a preview hides or cannot know is `UNKNOWN`. */
import { UNKNOWN } from "../policy/unknown.ts";

// Values that stand for "not known yet", one a kind of property (pulumi/pulumi, sdk/go/common/resource/plugin/rpc.go).
const unknownMarks = [
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
];
const secretText = "[secret]";
/** Key of values that are more than JSON: secrets, outputs, assets. */
const signatureKey = "4dabf18193072939515e22adb298388d";
/** The provider bridge notes here which values it filled in. */
const bridgeKey = "__defaults";

/** A property as the policies read it. A text that holds an unknown part is unknown as a whole. */
export function plainValue(value: unknown): unknown {
  if (typeof value === "string") return isHidden(value) ? UNKNOWN : value;
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== "object" || value === null) return value ?? undefined;
  if (Object.hasOwn(value, signatureKey)) return UNKNOWN;
  const known = Object.entries(value).filter(([key]) => key !== bridgeKey);
  return Object.fromEntries(known.map(([key, item]) => [key, plainValue(item)]));
}

function isHidden(text: string): boolean {
  return text.includes(secretText) || unknownMarks.some((mark) => text.includes(mark));
}

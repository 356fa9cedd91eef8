/** Names as others wrote them, made safe to show and to compare. */

/** No name of a tool, model, session or person is longer; what is, is cut. */
const longest = 200;

/** One line without control, format and broken characters, at most 200 characters: fit for reports, whoever wrote it. */
export function cleaned(text: string): string {
  if (text.length <= longest && /^[ -~]*$/.test(text) && !text.includes("  ")) return text.trim();
  // Cut first: what follows then costs the same for a value of any length.
  const start = text.trimStart().slice(0, 4 * longest);
  const shown = start.replace(/\s/gu, " ").replace(/[\p{C}\uFFFD]/gu, "");
  return shown
    .replace(/ {2,}/g, " ")
    .trim()
    .slice(0, longest)
    .trimEnd()
    .replace(/[\uD800-\uDBFF]$/, "");
}

/** A short name: small letters, digits, dots and dashes. Letters of other alphabets stay; empty where nothing is left. */
export function slugOf(text: string): string {
  return cleaned(text)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, "-")
    .replace(/^[-.]+|[-.]+$/g, "");
}

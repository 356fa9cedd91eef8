/** Recording of what made a commit, on the machine where it is made: values in, values out. */
export { canonicalContext, canonicalPrompt, canonicalPrompts, type ContextFile } from "./canonical.ts";
export { parseDigest, renderDigest, type Digest } from "./digest.ts";

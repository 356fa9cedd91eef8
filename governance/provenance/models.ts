/** Names of models: as people and tools write them, and as vendors name them. */
import type { Model } from "./evidence.ts";
import { cleaned, slugOf } from "./text.ts";

/** What tools write where they do not know, or do not tell, the model. */
const untold = new Set(["", "unknown", "default", "auto", "none", "n/a"]);

/** Undefined where no model is told. */
export function knownModel(written: string): Model | undefined {
  const name = modelName(written);
  return untold.has(name) || untold.has(cleaned(written).toLowerCase())
    ? undefined
    : { written: cleaned(written), name };
}

/** How names of models begin, and the whole of those that could be names of much else. Only where a text may or may not name a model. */
const families = [
  /^claude(-\d{1,2}([.-]\d{1,2})?)?(-(opus|sonnet|haiku))?(-\d{1,2}([.-]\d{1,2})?)?(-thinking)?$/,
  /^(gpt|gemini|gemma|glm|qwen|kimi-k|deepseek-[vr]|mistral|devstral|codestral|grok|llama|minimax-m|composer|swe)-?\d/,
  /^o[1-9](-(mini|preview|pro))?$/,
];

/** Whether a text that may be anything reads like the name of a model: a known family and a version. */
export function namesModel(text: string): boolean {
  const name = modelName(text);
  return /\d/.test(name) && families.some((family) => family.test(name));
}

/**
 * The vendor's name: without the provider before it (`anthropic/`, `us.anthropic.`), context size, date and revision after it. What nobody
 * knows is the written name in small letters with dashes.
 */
export function modelName(written: string): string {
  const named = cleaned(written)
    .toLowerCase()
    .replace(/ *(\([^()]*\)|\[[^[\]]*\])$/, "")
    .replace(/^.*\//, "")
    .replace(/^(?:[a-z]+\.)?anthropic\.(?=claude)/, "")
    .replace(/(-v\d+:\d+|:free)$/, "");
  const slug = slugOf(named).replace(/[-@](\d{8}|\d{4}-\d{2}-\d{2})$/, "");
  return claudeName(slug) ?? codexName(slug) ?? slug;
}

/** Anthropic names `claude-3-5-sonnet` up to version 3, `claude-opus-4-6` since (https://docs.claude.com/en/docs/about-claude/models). */
function claudeName(slug: string): string | undefined {
  const words = slug.split(/[-.]/).filter((word) => word !== "claude");
  const family = words.find((word) => /^(opus|sonnet|haiku)$/.test(word));
  const version = words.filter((word) => word !== family);
  if (family === undefined || version.length === 0 || !version.every((word) => /^\d{1,2}$/.test(word)))
    return undefined;
  return Number(version[0]) <= 3 ? ["claude", ...version, family].join("-") : ["claude", family, ...version].join("-");
}

/** "Codex 5.3" is `gpt-5.3-codex` (https://developers.openai.com/codex/models). */
function codexName(slug: string): string | undefined {
  const [, version] = /^codex-(\d+\.\d+)$/.exec(slug) ?? [];
  return version === undefined ? undefined : `gpt-${version}-codex`;
}

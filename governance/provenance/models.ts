/** Names of models: as people and tools write them, and as vendors name them. */
import type { Model } from "./evidence.ts";
import { cleaned, slugOf } from "./text.ts";

export function modelOf(written: string): Model {
  return { written: cleaned(written), name: modelName(written) };
}

/** Names of the families of models, as they begin. Only where a text may or may not name a model. */
const families =
  /^(claude|opus|sonnet|haiku|gpt|o|codex|gemini|gemma|glm|qwen|kimi|deepseek|mistral|devstral|codestral|grok|llama|minimax|composer|swe)-?v?\d/;

/** Whether a text that may be anything reads like the name of a model: a known family and a version. */
export function namesModel(text: string): boolean {
  const name = modelName(text);
  return families.test(name) || /^claude-(opus|sonnet|haiku)-\d/.test(name);
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

/** How a trailer names an agent and its model. */
import { namesModel } from "../models.ts";
import { cleaned } from "../text.ts";
import type { Claim } from "./dialect.ts";
import { signatureOf } from "./people.ts";

const denials = new Set(["none", "none.", "no", "n/a", "no ai"]);

/**
 * Reads `AGENT:MODEL [TOOLS]` as the Linux kernel defines it and, leniently, what people write: `name: model`, `name (model)`,
 * `name <email>`, the name of a model alone, or a bare name.
 */
export function readAgent(value: string): readonly Claim[] {
  const { name, email } = signatureOf(value) ?? { name: "", email: "" };
  if (name === "" && email === "") return [];
  if (denials.has(name.toLowerCase())) return [{ denies: true }];
  return [{ ...(name !== "" && agentOf(name)), ...(email !== "" && { email }) }];
}

/** The kernel's form. */
export function renderAgent({ agent = "", model, email, analysers = [], denies }: Claim): string {
  if (denies === true) return "none";
  const named = model === undefined || model === agent ? agent : `${agent}:${model}`;
  return cleaned([named, ...analysers, ...(email === undefined ? [] : [`<${email}>`])].join(" "));
}

/** Splits a name from the model that is written with it. */
export function agentOf(text: string): Claim {
  if (!text.includes(":") && namesModel(text)) return { agent: text, model: text };
  const colon = /^([^:]+):(?!\/\/)(.*\S.*)$/.exec(text);
  if (colon !== null) return withModel(colon[1] ?? "", colon[2] ?? "");
  const [, name, model] = /^([^()]*[^() ]) *\(([^()]+)\)$/.exec(text) ?? [];
  return name === undefined || model === undefined ? { agent: text } : { agent: name, model: model.trim() };
}

function withModel(name: string, rest: string): Claim {
  const agent = name.trim();
  const [model = "", ...analysers] = rest.split(" ");
  // "Copilot: Claude Sonnet 4.6": after a space, all of it is the model; the kernel's form has no space there.
  if (rest.startsWith(" ") || (!namesModel(model) && namesModel(rest))) return { agent, model: rest.trim() };
  return { agent, model, ...(analysers.length > 0 && { analysers }) };
}

/** Ids and links of sessions, and digests. */
import { cleaned } from "../text.ts";
import type { Claim } from "./dialect.ts";

/** A session that is written as `form` says; anything else still says that the tool was used. */
export function readSession(form: RegExp): (value: string) => readonly Claim[] {
  return (value) => {
    const session = cleaned(value);
    return session === "" ? [] : [form.test(session) ? { session } : {}];
  };
}

export function renderSession({ session = "" }: Claim): string {
  return cleaned(session);
}

/** `<tool>:<id>`. */
export function readToolSession(value: string): readonly Claim[] {
  const [, agent, session] = /^([^:\s]+):(\S+)$/.exec(cleaned(value)) ?? [];
  return agent === undefined || session === undefined ? [] : [{ agent, session }];
}

export function renderToolSession({ agent = "", session = "" }: Claim): string {
  return cleaned(`${agent}:${session}`);
}

const digest = /^hmac-sha256:[0-9a-f]{8}:[0-9a-f]{64}$/;

/** A keyed digest: short prompts can be guessed from a plain one. Anything else says nothing. */
export function readDigest(kind: "promptDigest" | "contextDigest"): (value: string) => readonly Claim[] {
  return (value) => {
    const text = cleaned(value);
    return digest.test(text) ? [{ [kind]: text }] : [];
  };
}

import type { z } from "zod";
import { customResource } from "../../../components/resources/host/index.ts";
import type { CustomResource } from "../../../components/resources/host/index.ts";
import type { Clients } from "./clients.ts";

/** A resource of this provider, with its inputs and outputs connected. */
export function awsResource<I extends z.ZodObject, O extends z.ZodObject>(resource: CustomResource<I, O, Clients>) {
  return customResource<I, O, Clients>(resource);
}

/** `given`, else what it was, else the prefix or the resource's own name with a suffix. */
export function physicalName(
  given: { readonly name: string | undefined; readonly prefix: string | undefined },
  old: string | undefined,
  naming: { readonly name: string; readonly suffix: string },
): string {
  if (given.name !== undefined) return given.name;
  const prefix = given.prefix ?? `${naming.name}-`;
  return old?.startsWith(prefix) ? old : `${prefix}${naming.suffix}`;
}

/** The request settings that make a call end with the user's Ctrl-C. */
export function abortable(signal: AbortSignal): { abortSignal: AbortSignal } {
  return { abortSignal: signal };
}

import type { z } from "zod";
import type { GitHub } from "../github/client.ts";
import { customResource } from "../host/index.ts";
import type { CustomResource } from "../host/index.ts";

/** A resource of this provider, with its inputs and outputs connected. */
export function gitHubResource<I extends z.ZodObject, O extends z.ZodObject>(resource: CustomResource<I, O, GitHub>) {
  return customResource<I, O, GitHub>(resource);
}

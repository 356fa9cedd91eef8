import type { z } from "zod";
import type { Access } from "../github/access.ts";
import type { GitHub } from "../github/client.ts";
import { customResource } from "../host/index.ts";
import type { CustomResource } from "../host/index.ts";

type Definition<I extends z.ZodObject, O extends z.ZodObject> = CustomResource<I, O, GitHub> & {
  /** What its calls need of the credential. */
  access(inputs: z.infer<I>): Access;
  /** Whether deleting it changes anything on GitHub. Default true. */
  readonly writesOnDelete?: boolean;
};

/** A resource of this provider, with its inputs and outputs connected; the credential is checked before anything changes. */
export function gitHubResource<I extends z.ZodObject, O extends z.ZodObject>(definition: Definition<I, O>) {
  const { access, writesOnDelete = true, ...resource } = definition;
  return customResource<I, O, GitHub>({
    ...resource,
    async create(inputs, operation) {
      await operation.context.admit(access(inputs), operation.signal);
      return resource.create(inputs, operation);
    },
    async update(id, olds, news, operation) {
      await operation.context.admit(access(news), operation.signal);
      return resource.update(id, olds, news, operation);
    },
    async delete(id, state, operation) {
      if (writesOnDelete) await operation.context.admit(access(state), operation.signal);
      return resource.delete(id, state, operation);
    },
  });
}

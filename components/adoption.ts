import type * as pulumi from "@pulumi/pulumi";

/** What the service already has of the things a program declares: name to import id. */
export type ExistingIdsArgs = {
  [name: string]: string;
};

/**
 * Options that take over the thing of that name where it exists already. Names are unique, so after an update that was
 * killed between the service's answer and the state, creating it again would fail for ever. For a resource that the state
 * knows, the import id equals its own and changes nothing; one that differs from the declaration is refused by the engine.
 */
export function adopt<O extends pulumi.CustomResourceOptions>(opts: O, name: string, existing?: ExistingIdsArgs) {
  const id = existing?.[name];
  return id === undefined ? opts : { ...opts, import: id };
}

/** The arguments without what happens to exist now: only what the program declares belongs in the state. */
export function declared<T extends { existing?: ExistingIdsArgs }>({ existing, ...args }: T) {
  return args;
}

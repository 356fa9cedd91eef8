import grpc from "@grpc/grpc-js";
import type * as Grpc from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import rpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { main } from "@pulumi/pulumi/provider/server.js";
import type { Construct } from "./definition.ts";
import { constructorInputs } from "./plain-inputs.ts";
import type { PackageSchema } from "./package-schema.ts";
import { channelLimits } from "./server.ts";

type ComponentClass = new (
  name: string,
  inputs: pulumi.Inputs,
  options: pulumi.ComponentResourceOptions,
) => pulumi.ComponentResource;

/**
 * Makes components of this process's classes. The SDK's own provider server does what belongs to the protocol: it connects to
 * the engine's resource monitor and carries parent, providers, aliases, dependencies, secrets and unknowns. Once a process.
 *
 * @param classes by the last part of their tokens; other exports do not matter.
 * @param engine address of the engine.
 */
export async function startConstructor(
  schema: PackageSchema,
  classes: Readonly<Record<string, unknown>>,
  engine: string,
): Promise<Construct> {
  const provider: pulumi.provider.Provider = {
    async construct(name, token, given, options) {
      const component = await newComponent(schema, classes, { name, token, given, options }).catch(withoutDetails);
      const outputs = Object.keys(schema.resources[token]?.properties ?? {});
      const members = component as unknown as pulumi.Inputs;
      return { urn: component.urn, state: Object.fromEntries(outputs.map((output) => [output, members[output]])) };
    },
  };
  const port = await portOf(() => main(provider, [engine]));
  // The server installs a source map for each trace, which costs a third of a large stack's time.
  Reflect.deleteProperty(Error, "prepareStackTrace");
  const credentials = grpc.credentials.createInsecure();
  const client = new rpc.ResourceProviderClient(`127.0.0.1:${port}`, credentials, channelLimits);
  return (request) =>
    new Promise((resolve, reject) => {
      client.construct(request, (error, response) => (error ? reject(passedOn(error)) : resolve(response)));
    });
}

interface Wanted {
  readonly name: string;
  readonly token: string;
  readonly given: pulumi.Inputs;
  readonly options: pulumi.ComponentResourceOptions;
}

async function newComponent(
  schema: PackageSchema,
  classes: Readonly<Record<string, unknown>>,
  { name, token, given, options }: Wanted,
): Promise<pulumi.ComponentResource> {
  const title = token.slice(token.lastIndexOf(":") + 1);
  const { inputs, failures, dependencies } = await constructorInputs(schema, token, given);
  if (failures.length > 0) {
    const list = failures.map(({ property, reason }) => `\n  ${property}: ${reason}`).join("");
    throw new pulumi.InputPropertiesError({ message: `${title} has bad arguments:${list}`, errors: [] });
  }
  const dependsOn = [options.dependsOn ?? [], dependencies].flat() as pulumi.Resource[];
  return new (classes[title] as ComponentClass)(name, inputs, { ...options, dependsOn });
}

/** The message names every bad property already; the engine would repeat each from the details with its value, secret or not. */
function withoutDetails(error: unknown): never {
  if (!pulumi.InputPropertiesError.isInstance(error)) throw error;
  throw new pulumi.InputPropertiesError({ message: error.message, errors: [] });
}

/** The server's only way to tell its port is a line on standard output, which belongs to ours. */
async function portOf(start: () => Promise<void>): Promise<number> {
  const { log } = console;
  try {
    return await new Promise((resolve, reject) => {
      console.log = (port) => resolve(Number(port));
      start().catch(reject);
    });
  } finally {
    console.log = log;
  }
}

/** What the SDK's server answered, details included, without the code that gRPC puts before the message. */
function passedOn({ code, details, metadata }: Grpc.ServiceError): Partial<Grpc.ServiceError> {
  return { code, details, metadata };
}

import grpc from "@grpc/grpc-js";
import rpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { ProviderDefinition } from "./definition.ts";
import { engineLog, noEngineLog } from "./engine-log.ts";
import type { EngineLog } from "./engine-log.ts";
import { serviceOf } from "./service.ts";
import { newSession } from "./session.ts";

/** The limit of the SDK's own channels: whole stacks travel in one message. */
const largestMessage = 1024 * 1024 * 400;
export const channelLimits = {
  "grpc.max_receive_message_length": largestMessage,
  "grpc.max_send_message_length": largestMessage,
};
const parentCheckMilliseconds = 5000;

export interface RunningProvider {
  readonly port: number;
  close(): void;
}

/** Starts the provider on a free port of the loopback interface. */
export async function startProvider<C>(
  definition: ProviderDefinition<C>,
  log: EngineLog = noEngineLog,
  engine?: string,
): Promise<RunningProvider> {
  const server = new grpc.Server(channelLimits);
  server.addService(
    rpc.ResourceProviderService as unknown as grpc.ServiceDefinition,
    serviceOf(newSession(definition, log, engine)),
  );
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return { port, close: () => server.forceShutdown() };
}

/**
 * Runs the provider as a plugin process: the engine's address is the only argument, the port goes to standard output. The
 * process ends with its parent, so that a killed engine leaves no orphan.
 */
export async function serve<C>(definition: ProviderDefinition<C>): Promise<void> {
  const address = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
  const { port } = await startProvider(definition, address === undefined ? noEngineLog : engineLog(address), address);
  process.stdout.write(`${port}\n`);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(0);
  }, parentCheckMilliseconds).unref();
}

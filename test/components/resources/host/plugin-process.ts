import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import grpc from "@grpc/grpc-js";
import emptyProto from "google-protobuf/google/protobuf/empty_pb.js";
import providerRpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { ConstructRequest, ConstructResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import rpc from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import pb from "@pulumi/pulumi/proto/resource_pb.js";
import type * as Pb from "@pulumi/pulumi/proto/resource_pb.js";
import { propertiesOf, structOf } from "../../../../components/resources/host/struct.ts";
import { unknownValue } from "../../../../components/resources/host/values.ts";

const main = join(import.meta.dirname, "../../../../components/resources/main.ts");

export interface PluginProcess {
  /** Address of the resource monitor, for requests. */
  readonly monitor: string;
  /** What components registered since the last call, in order. */
  registered(): Pb.RegisterResourceRequest[];
  /** Makes the registration of the resource of that name fail. */
  refuse(name: string): void;
  construct(request: ConstructRequest): Promise<ConstructResponse>;
  close(): void;
}

/** The plugin as the engine starts it, in a process of its own, with an engine that only records. */
export async function startPlugin(): Promise<PluginProcess> {
  const registered: Pb.RegisterResourceRequest[] = [];
  const refused = new Set<string>();
  const monitor = await monitorServer((request) => {
    registered.push(request);
    if (refused.has(request.getName())) throw new Error(`${request.getName()} is refused`);
  });
  const address = `127.0.0.1:${monitor.port}`;
  const child = spawn(process.execPath, [main, address], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [port] = (await once(createInterface(child.stdout), "line")) as [string];
  const client = new providerRpc.ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  return {
    monitor: address,
    registered: () => registered.splice(0),
    refuse: (name) => void refused.add(name),
    construct: (request) =>
      new Promise((resolve, reject) =>
        client.construct(request, (error, done) => (error ? reject(error) : resolve(done))),
      ),
    close() {
      client.close();
      child.kill();
      monitor.server.forceShutdown();
    },
  };
}

/** What the components look up in AWS. */
const invoked = () =>
  new pb.ResourceInvokeResponse().setReturn(structOf({ accountId: "111122223333", partition: "aws" }));

type Register = (request: Pb.RegisterResourceRequest) => void;

async function monitorServer(register: Register): Promise<{ server: grpc.Server; port: number }> {
  const server = new grpc.Server();
  const answer =
    <Q, R>(work: (request: Q) => R): grpc.handleUnaryCall<Q, R> =>
    (call, done) => {
      try {
        done(null, work(call.request));
      } catch (error) {
        done({ code: grpc.status.UNKNOWN, details: (error as Error).message });
      }
    };
  server.addService(rpc.ResourceMonitorService as unknown as grpc.ServiceDefinition, {
    supportsFeature: answer(() => new pb.SupportsFeatureResponse().setHassupport(true)),
    invoke: answer(() => invoked()),
    registerResourceOutputs: answer(() => new emptyProto.Empty()),
    registerResource: answer((request: Pb.RegisterResourceRequest) => {
      register(request);
      const urn = `urn:pulumi:dev::project::${request.getType()}::${request.getName()}`;
      const computed = request.getCustom() ? { pullRequestUrl: unknownValue } : {};
      const state = structOf({ ...propertiesOf(request.getObject()), ...computed });
      return new pb.RegisterResourceResponse()
        .setUrn(urn)
        .setId(request.getCustom() ? "id" : "")
        .setObject(state);
    }),
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { server, port };
}

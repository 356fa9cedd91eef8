import { promisify } from "node:util";
import grpc from "@grpc/grpc-js";
import emptyProto from "google-protobuf/google/protobuf/empty_pb.js";
import rpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import { startProvider } from "../../../components/resources/host/index.ts";
import type { ProviderDefinition } from "../../../components/resources/host/index.ts";
import type { EngineLog } from "../../../components/resources/host/engine-log.ts";
import { propertiesOf, structOf } from "../../../components/resources/host/struct.ts";
import type { Properties } from "../../../components/resources/host/values.ts";

export type ProviderClient = Awaited<ReturnType<typeof connectProvider>>;

/** A provider and what the engine would say to it, over real gRPC. */
export async function connectProvider<C>(definition: ProviderDefinition<C>, log?: EngineLog) {
  const provider = await startProvider(definition, log);
  const client = new rpc.ResourceProviderClient(`127.0.0.1:${provider.port}`, grpc.credentials.createInsecure());
  // The generated client has one method a call, all of the same shape.
  const call = <R>(method: string, request: unknown): Promise<R> => {
    const methods = client as unknown as Record<
      string,
      (request: unknown, done: (error: unknown, value: R) => void) => void
    >;
    return promisify((message: unknown, done: (error: unknown, value: R) => void) =>
      methods[method]?.call(client, message, done),
    )(request);
  };
  const urnOf = (token: string) => `urn:pulumi:dev::project::${token}::it`;
  const failures = (response: pb.CheckResponse) =>
    response.getFailuresList().map((one) => `${one.getProperty()}: ${one.getReason()}`);
  return {
    call,
    close: () => {
      client.close();
      provider.close();
    },
    async configure(settings: Properties = {}) {
      const request = new pb.ConfigureRequest().setArgs(structOf(settings));
      return call<pb.ConfigureResponse>("configure", request);
    },
    async checkConfig(settings: Properties) {
      const response = await call<pb.CheckResponse>("checkConfig", new pb.CheckRequest().setNews(structOf(settings)));
      return { inputs: propertiesOf(response.getInputs()), failures: failures(response) };
    },
    async diffConfig(olds: Properties, news: Properties) {
      const request = new pb.DiffRequest().setOldInputs(structOf(olds)).setNews(structOf(news));
      const response = await call<pb.DiffResponse>("diffConfig", request);
      return {
        changes: response.getChanges() === pb.DiffResponse.DiffChanges.DIFF_SOME,
        replaces: response.getReplacesList(),
        deletesFirst: response.getDeletebeforereplace(),
      };
    },
    async check(token: string, news: Properties, olds: Properties = {}, seed?: Uint8Array) {
      const request = new pb.CheckRequest().setUrn(urnOf(token)).setNews(structOf(news)).setOlds(structOf(olds));
      if (seed) request.setRandomseed(seed);
      const response = await call<pb.CheckResponse>("check", request);
      return { inputs: propertiesOf(response.getInputs()), failures: failures(response) };
    },
    async diff(token: string, oldInputs: Properties, news: Properties, ignoreChanges: string[] = []) {
      const request = new pb.DiffRequest()
        .setUrn(urnOf(token))
        .setOldInputs(structOf(oldInputs))
        .setNews(structOf(news));
      request.setIgnorechangesList(ignoreChanges);
      const response = await call<pb.DiffResponse>("diff", request);
      const kinds = Object.entries(pb.PropertyDiff.Kind);
      const nameOf = (kind: number) => kinds.find(([, value]) => value === kind)?.[0] ?? "";
      const details = response.getDetaileddiffMap().toArray() as unknown as [string, { getKind(): number }][];
      return {
        changes: response.getChanges() === pb.DiffResponse.DiffChanges.DIFF_SOME,
        replaces: response.getReplacesList(),
        details: Object.fromEntries(
          details.map(([path]) => [path, nameOf(response.getDetaileddiffMap().get(path)!.getKind())]),
        ),
      };
    },
    async create(token: string, inputs: Properties, preview = false, timeout = 0) {
      const request = new pb.CreateRequest().setUrn(urnOf(token)).setProperties(structOf(inputs));
      const response = await call<pb.CreateResponse>("create", request.setPreview(preview).setTimeout(timeout));
      return { id: response.getId(), state: propertiesOf(response.getProperties()) };
    },
    async read(token: string, id: string, inputs?: Properties, state?: Properties) {
      const request = new pb.ReadRequest().setUrn(urnOf(token)).setId(id);
      if (inputs) request.setInputs(structOf(inputs));
      if (state) request.setProperties(structOf(state));
      const response = await call<pb.ReadResponse>("read", request);
      const found = { inputs: propertiesOf(response.getInputs()), state: propertiesOf(response.getProperties()) };
      return response.getId() === "" ? undefined : { id: response.getId(), ...found };
    },
    async update(token: string, id: string, olds: Properties, news: Properties, preview = false) {
      const request = new pb.UpdateRequest().setUrn(urnOf(token)).setId(id).setOlds(structOf(olds));
      const response = await call<pb.UpdateResponse>("update", request.setNews(structOf(news)).setPreview(preview));
      return propertiesOf(response.getProperties());
    },
    async delete(token: string, id: string, state: Properties) {
      await call("delete", new pb.DeleteRequest().setUrn(urnOf(token)).setId(id).setProperties(structOf(state)));
    },
    async invoke(token: string, args: Properties) {
      const response = await call<pb.InvokeResponse>(
        "invoke",
        new pb.InvokeRequest().setTok(token).setArgs(structOf(args)),
      );
      return propertiesOf(response.getReturn());
    },
    cancel: () => call<unknown>("cancel", new emptyProto.Empty()),
  };
}

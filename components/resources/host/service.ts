import grpc from "@grpc/grpc-js";
import type * as Grpc from "@grpc/grpc-js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import emptyProto from "google-protobuf/google/protobuf/empty_pb.js";
import pluginProto from "@pulumi/pulumi/proto/plugin_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type * as Pb from "@pulumi/pulumi/proto/provider_pb.js";
import { checkResource, diffResource } from "./checking.ts";
import type { AnyResource } from "./checking.ts";
import type { RemoteComponents } from "./definition.ts";
import { ProviderError, serviceError } from "./failure.ts";
import { createResource, deleteResource, readResource, updateResource } from "./lifecycle.ts";
import type { Begin, Safe } from "./lifecycle.ts";
import { nearestTo } from "./nearest.ts";
import { componentTokens } from "./package-schema.ts";
import { schemaOf } from "./schema.ts";
import { operationOf, safeText } from "./session.ts";
import type { Session } from "./session.ts";
import { checkSettings, configureProvider, diffSettings } from "./settings.ts";
import { propertiesOf, structOf } from "./struct.ts";
import { validate } from "./validation.ts";
import { conceal, reveal } from "./values.ts";
import type { Secret } from "./values.ts";

/** Every call of Pulumi's ResourceProvider service (provider.proto) that resources and components need; gRPC refuses the others. */
export function serviceOf<C>(session: Session<C>): Grpc.UntypedServiceImplementation {
  const { definition } = session;
  return {
    getPluginInfo: unary(session, () => new pluginProto.PluginInfo().setVersion(definition.version)),
    getSchema: unary(session, () =>
      new pb.GetSchemaResponse().setSchema(JSON.stringify(definition.components?.schema ?? schemaOf(definition))),
    ),
    checkConfig: unary(session, (request: Pb.CheckRequest) => checkSettings(session, request)),
    diffConfig: unary(session, (request: Pb.DiffRequest) => diffSettings(session, request)),
    configure: unary(session, (request: Pb.ConfigureRequest) => configureProvider(session, request)),
    cancel: unary(session, () => {
      session.cancellation.abort(new Error("cancelled by the user"));
      return new emptyProto.Empty();
    }),
    attach: unary(session, () => new emptyProto.Empty()),
    check: unary(session, (request: Pb.CheckRequest) =>
      checkResource(resourceOf(session, request), { name: nameOf(request), title: definition.title }, request),
    ),
    diff: unary(session, (request: Pb.DiffRequest) => diffResource(resourceOf(session, request), request)),
    create: unary(session, (request: Pb.CreateRequest) =>
      createResource(resourceOf(session, request), request, beginning(session, request), safely(session, request)),
    ),
    read: unary(session, (request: Pb.ReadRequest) =>
      readResource(resourceOf(session, request), request, beginning(session, request)),
    ),
    update: unary(session, (request: Pb.UpdateRequest) =>
      updateResource(resourceOf(session, request), request, beginning(session, request), safely(session, request)),
    ),
    delete: unary(session, (request: Pb.DeleteRequest) =>
      deleteResource(resourceOf(session, request), request, beginning(session, request)),
    ),
    invoke: unary(session, (request: Pb.InvokeRequest) => callFunction(session, request)),
    ...(definition.components ? { construct: unary(session, constructing(session, definition.components)) } : {}),
  };
}

function unary<C, Q, R>(session: Session<C>, work: (request: Q) => R | Promise<R>): Grpc.handleUnaryCall<Q, R> {
  return (call, done) => {
    Promise.resolve(call.request)
      .then(work)
      .then(
        (response) => done(null, response),
        (error: unknown) => done(isServiceError(error) ? error : serviceError(error, safely(session, call.request))),
      );
  };
}

function safely<C>(session: Session<C>, request: unknown): Safe {
  return (text) => safeText(session, text, secretsOf(request));
}

const propertyGetters = ["getProperties", "getInputs", "getNews", "getOlds", "getArgs"] as const;

function secretsOf(request: unknown): Secret[] {
  const getters = request as Partial<Record<(typeof propertyGetters)[number], () => Struct | undefined>>;
  return propertyGetters.flatMap((getter) => reveal(propertiesOf(getters[getter]?.call(request))).secrets);
}

function isServiceError(error: unknown): error is Partial<Grpc.ServiceError> {
  return !(error instanceof Error) && typeof error === "object" && error !== null && "code" in error;
}

interface ResourceRequest {
  getUrn(): string;
  getName(): string;
  getType(): string;
}

/** Engines before 3.130 send neither name nor type; both are in `urn:pulumi:stack::project::parent$type::name`. */
function nameOf(request: ResourceRequest): string {
  return request.getName() || request.getUrn().split("::").slice(3).join("::");
}

function resourceOf<C>(session: Session<C>, request: ResourceRequest): AnyResource<C> {
  const token = request.getType() || (request.getUrn().split("::")[2]?.split("$").at(-1) ?? "");
  return known(session.definition.resources, token, session.definition.title, "resource type");
}

function known<T>(table: Readonly<Record<string, T>>, token: string, title: string, kind: string): T {
  const entry = Object.hasOwn(table, token) ? table[token] : undefined;
  if (entry !== undefined) return entry;
  const tokens = Object.keys(table);
  const available = tokens.length > 0 ? `it has: ${tokens.sort().join(", ")}.` : "it has none.";
  throw new ProviderError(`${title} has no ${kind} "${token}"; ${available}${nearestTo(token, tokens)}`);
}

function beginning<C>(session: Session<C>, request: ResourceRequest & { getTimeout(): number }): Begin<C> {
  const target = { name: nameOf(request), urn: request.getUrn(), timeout: request.getTimeout() };
  return (secrets) => operationOf(session, target, secrets);
}

function constructing<C>(session: Session<C>, { schema, start }: RemoteComponents) {
  const { title } = session.definition;
  const tokens = componentTokens(schema);
  const table = Object.fromEntries(tokens.map((token) => [token, token]));
  return async (request: Pb.ConstructRequest): Promise<Pb.ConstructResponse> => {
    known(table, request.getType(), title, "component");
    if (session.engine === undefined) {
      throw new ProviderError(`${title} makes components only for an engine`, grpc.status.FAILED_PRECONDITION);
    }
    session.construct ??= start(session.engine);
    return (await session.construct)(request);
  };
}

async function callFunction<C>(session: Session<C>, request: Pb.InvokeRequest): Promise<Pb.InvokeResponse> {
  const { definition } = session;
  const called = known(definition.invokes, request.getTok(), definition.title, "function");
  const { value, secrets } = reveal(propertiesOf(request.getArgs()));
  const { inputs, failures } = validate(called.args, value, secrets, definition.title);
  if (failures.length > 0) {
    const problems = failures.map(({ property, reason }) => `${property}: ${reason}`).join("; ");
    throw new ProviderError(`${request.getTok()}: ${problems}`, grpc.status.INVALID_ARGUMENT);
  }
  const result = await called.run(inputs, operationOf(session, { name: "", urn: "", timeout: 0 }, secrets));
  const response = new pb.InvokeResponse();
  response.setReturn(structOf(conceal({ ...result }, secrets)));
  return response;
}

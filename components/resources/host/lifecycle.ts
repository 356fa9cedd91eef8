import emptyProto from "google-protobuf/google/protobuf/empty_pb.js";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type * as Pb from "@pulumi/pulumi/proto/provider_pb.js";
import type { AnyResource } from "./checking.ts";
import { PartialFailure } from "./definition.ts";
import type { Operation } from "./definition.ts";
import { partialFailureError } from "./failure.ts";
import { propertiesOf, structOf } from "./struct.ts";
import { conceal, reveal, unknownValue } from "./values.ts";
import type { Properties, Secret } from "./values.ts";

/** Gives a call its operation once the secrets of its request are known. */
export type Begin<C> = (secrets: readonly Secret[]) => Operation<C>;

/** Takes the secrets of the provider's settings and of the request out of a text. */
export type Safe = (text: string) => string;

export async function createResource<C>(
  resource: AnyResource<C>,
  request: Pb.CreateRequest,
  begin: Begin<C>,
  safe: Safe,
): Promise<Pb.CreateResponse> {
  const { value: inputs, secrets } = reveal(propertiesOf(request.getProperties()));
  const response = new pb.CreateResponse();
  if (request.getPreview()) {
    const outputs = Object.fromEntries(Object.keys(resource.outputs.shape).map((name) => [name, unknownValue]));
    response.setProperties(structOf(conceal({ ...inputs, ...outputs }, secrets)));
    return response;
  }
  const { id, outputs } = await keepingParts(inputs, secrets, safe, () => resource.create(inputs, begin(secrets)));
  response.setId(id);
  response.setProperties(structOf(conceal({ ...inputs, ...outputs }, secrets)));
  return response;
}

/** Turns a partial failure into the error by which the engine keeps the part. */
async function keepingParts<T>(
  inputs: Properties,
  secrets: readonly Secret[],
  safe: Safe,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PartialFailure)) throw error;
    const state = conceal({ ...inputs, ...error.outputs }, secrets);
    throw partialFailureError(error.id, state, conceal(inputs, secrets), safe(error.message));
  }
}

/** Refresh, import and `.get`. */
export async function readResource<C>(
  resource: AnyResource<C>,
  request: Pb.ReadRequest,
  begin: Begin<C>,
): Promise<Pb.ReadResponse> {
  const inputs = reveal(propertiesOf(request.getInputs()));
  const state = reveal(propertiesOf(request.getProperties()));
  const secrets = [...inputs.secrets, ...state.secrets];
  const given = Object.keys(inputs.value).length > 0 ? inputs.value : undefined;
  const found = await resource.read(request.getId(), given, outputsIn(resource, state.value), begin(secrets));
  const response = new pb.ReadResponse();
  if (found === undefined) return response;
  response.setId(request.getId());
  response.setInputs(structOf(conceal(found.inputs, secrets)));
  response.setProperties(structOf(conceal({ ...found.inputs, ...found.outputs }, secrets)));
  return response;
}

export async function updateResource<C>(
  resource: AnyResource<C>,
  request: Pb.UpdateRequest,
  begin: Begin<C>,
  safe: Safe,
): Promise<Pb.UpdateResponse> {
  const olds = reveal(propertiesOf(request.getOlds()));
  const news = reveal(propertiesOf(request.getNews()));
  // What was secret in the old inputs need not be any more; only texts still in use are covered by the new ones.
  const change = () =>
    resource.update(request.getId(), olds.value, news.value, begin([...olds.secrets, ...news.secrets]));
  const outputs = request.getPreview()
    ? previewedOutputs(resource, olds.value)
    : await keepingParts(news.value, news.secrets, safe, change);
  const response = new pb.UpdateResponse();
  response.setProperties(structOf(conceal({ ...news.value, ...outputs }, news.secrets)));
  return response;
}

export async function deleteResource<C>(
  resource: AnyResource<C>,
  request: Pb.DeleteRequest,
  begin: Begin<C>,
): Promise<Empty> {
  const { value: state, secrets } = reveal(propertiesOf(request.getProperties()));
  await resource.delete(request.getId(), state, begin(secrets));
  return new emptyProto.Empty();
}

function outputsIn<C>(resource: AnyResource<C>, state: Properties): Properties {
  return Object.fromEntries(Object.entries(state).filter(([name]) => name in resource.outputs.shape));
}

function previewedOutputs<C>(resource: AnyResource<C>, state: Properties): Properties {
  const changing = Object.fromEntries((resource.changingOutputs ?? []).map((name) => [name, unknownValue]));
  return { ...outputsIn(resource, state), ...changing };
}

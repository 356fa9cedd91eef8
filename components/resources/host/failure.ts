import grpc from "@grpc/grpc-js";
import type * as Grpc from "@grpc/grpc-js";
import anyProto from "google-protobuf/google/protobuf/any_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import statusProto from "@pulumi/pulumi/proto/status_pb.js";
import { structOf } from "./struct.ts";
import type { Properties } from "./values.ts";

/** An error that the engine shows as it is. */
export class ProviderError extends Error {
  readonly code: Grpc.status;
  constructor(message: string, code: Grpc.status = grpc.status.INVALID_ARGUMENT) {
    super(message);
    this.code = code;
  }
}

/** What gRPC sends for a failure; `safe` takes secrets out of its text. */
export function serviceError(error: unknown, safe: (text: string) => string): Partial<Grpc.ServiceError> {
  const message = safe(error instanceof Error ? error.message : String(error));
  return { code: error instanceof ProviderError ? error.code : grpc.status.UNKNOWN, details: message };
}

/**
 * The failure of a creation or update that left something behind: the engine stores this state, marked for repair, instead of
 * the old one or none (provider.proto, ErrorResourceInitFailed).
 */
export function partialFailureError(
  id: string,
  state: Properties,
  inputs: Properties,
  reason: string,
): Partial<Grpc.ServiceError> {
  const detail = new pb.ErrorResourceInitFailed();
  detail.setId(id);
  detail.setProperties(structOf(state));
  detail.setInputs(structOf(inputs));
  detail.setReasonsList([reason]);
  const any = new anyProto.Any();
  any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new statusProto.Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(reason);
  status.addDetails(any);
  const metadata = new grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return { code: grpc.status.UNKNOWN, details: reason, metadata };
}

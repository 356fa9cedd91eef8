import grpc from "@grpc/grpc-js";
import engineRpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import enginePb from "@pulumi/pulumi/proto/engine_pb.js";

/** Shows a line beside a resource; does nothing when no engine listens. */
export type EngineLog = (severity: "info" | "warning", message: string, urn: string) => Promise<void>;

export const noEngineLog: EngineLog = async () => {};

/** Logs to the engine at the address that it gave the plugin. A line that cannot be delivered never fails the operation. */
export function engineLog(address: string): EngineLog {
  const client = new engineRpc.EngineClient(address, grpc.credentials.createInsecure());
  return (severity, message, urn) => {
    const request = new enginePb.LogRequest();
    request.setSeverity(severity === "warning" ? enginePb.LogSeverity.WARNING : enginePb.LogSeverity.INFO);
    request.setMessage(message);
    request.setUrn(urn);
    return new Promise((resolve) => client.log(request, () => resolve()));
  };
}

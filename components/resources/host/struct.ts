import structProto from "google-protobuf/google/protobuf/struct_pb.js";
import type * as Proto from "google-protobuf/google/protobuf/struct_pb.js";
import type { Properties } from "./values.ts";

export function structOf(properties: Properties): Proto.Struct {
  // Struct.fromJavaScript fails on undefined members; JSON drops them.
  return structProto.Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as never);
}

export function propertiesOf(struct: Proto.Struct | undefined): Properties {
  return (struct?.toJavaScript() ?? {}) as Properties;
}

import struct from "google-protobuf/google/protobuf/struct_pb.js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { AnalyzeRequest, AnalyzerResource } from "@pulumi/pulumi/proto/analyzer_pb.js";

/** The sentinel that stands for a string which preview cannot know (`@pulumi/policy`, proxy.ts). */
export const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A resource as a test writes it down. */
export interface SampleResource {
  /** Type token, such as `github:index/repository:Repository`. */
  readonly type: string;
  /** Logical name. Default: "it". */
  readonly name?: string;
  readonly props?: Readonly<Record<string, unknown>>;
  /** URNs that a property was computed from. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  readonly ignoreChanges?: readonly string[];
  readonly protect?: boolean;
  /** URN of the parent. */
  readonly parent?: string;
  /** Type token, e.g. `pulumi:providers:github`, and settings of the provider that manages it. */
  readonly provider?: {
    readonly type: string;
    readonly name?: string;
    readonly props?: Readonly<Record<string, unknown>>;
  };
}

/** The URN that the sample gets, for `propertyDependencies` and for expected findings. */
export function urnOf(resource: Pick<SampleResource, "type" | "name">): string {
  return `urn:pulumi:test::test::${resource.type}::${resource.name ?? "it"}`;
}

export function resourceRequest(sample: SampleResource): AnalyzeRequest {
  return fill(new analyzer.AnalyzeRequest(), sample);
}

export function stackRequest(samples: readonly SampleResource[]): analyzer.AnalyzeStackRequest {
  const request = new analyzer.AnalyzeStackRequest();
  request.setResourcesList(samples.map(stackResource));
  return request;
}

function stackResource(sample: SampleResource): AnalyzerResource {
  const resource = fill(new analyzer.AnalyzerResource(), sample);
  if (sample.parent !== undefined) resource.setParent(sample.parent);
  for (const [property, urns] of Object.entries(sample.propertyDependencies ?? {})) {
    const dependencies = new analyzer.AnalyzerPropertyDependencies();
    dependencies.setUrnsList([...urns]);
    resource.getPropertydependenciesMap().set(property, dependencies);
  }
  return resource;
}

function fill<Request extends AnalyzeRequest | AnalyzerResource>(request: Request, sample: SampleResource): Request {
  const options = new analyzer.AnalyzerResourceOptions();
  options.setIgnorechangesList([...(sample.ignoreChanges ?? [])]);
  options.setProtect(sample.protect ?? false);
  if (sample.parent !== undefined) options.setParent(sample.parent);
  if (sample.provider) request.setProvider(providerOf(sample.provider));
  request.setType(sample.type);
  request.setName(sample.name ?? "it");
  request.setUrn(urnOf(sample));
  request.setOptions(options);
  request.setProperties(struct.Struct.fromJavaScript(withoutUndefined(sample.props ?? {})));
  return request;
}

function providerOf({ type, name = "default", props = {} }: NonNullable<SampleResource["provider"]>) {
  const provider = new analyzer.AnalyzerProviderResource();
  provider.setType(type);
  provider.setName(name);
  provider.setUrn(urnOf({ type, name }));
  provider.setProperties(struct.Struct.fromJavaScript(withoutUndefined(props)));
  return provider;
}

/** Undefined properties do not exist on the wire. */
function withoutUndefined(props: Readonly<Record<string, unknown>>): Record<string, struct.JavaScriptValue> {
  return JSON.parse(JSON.stringify(props)) as Record<string, struct.JavaScriptValue>;
}

/** Resources as the messages that the engine sends to a policy pack. */
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { AnalyzeRequest, AnalyzerResource, AnalyzeStackRequest } from "@pulumi/pulumi/proto/analyzer_pb.js";
import { urnOf, type ProviderArgs, type ResourceArgs } from "./resource.ts";
import { wireProperties } from "./values.ts";

export function resourceRequest(resource: ResourceArgs): AnalyzeRequest {
  return fill(new analyzer.AnalyzeRequest(), resource);
}

export function stackRequest(resources: readonly ResourceArgs[]): AnalyzeStackRequest {
  const request = new analyzer.AnalyzeStackRequest();
  request.setResourcesList(resources.map(stackResource));
  return request;
}

function stackResource(resource: ResourceArgs): AnalyzerResource {
  const message = fill(new analyzer.AnalyzerResource(), resource);
  if (resource.parent !== undefined) message.setParent(reference(resource.parent));
  message.setDependenciesList((resource.dependencies ?? []).map(reference));
  for (const [property, origins] of Object.entries(resource.propertyDependencies ?? {})) {
    const dependencies = new analyzer.AnalyzerPropertyDependencies();
    dependencies.setUrnsList(origins.map(reference));
    message.getPropertydependenciesMap().set(property, dependencies);
  }
  return message;
}

function fill<Message extends AnalyzeRequest | AnalyzerResource>(message: Message, resource: ResourceArgs): Message {
  const { type, name = "it", props = {}, provider } = resource;
  if (provider) message.setProvider(providerMessage(provider));
  message.setType(type);
  message.setName(name);
  message.setUrn(urnOf(resource));
  message.setOptions(optionsOf(resource));
  message.setProperties(struct.Struct.fromJavaScript(wireProperties(props, `${name}: props`)));
  return message;
}

function optionsOf(resource: ResourceArgs): InstanceType<typeof analyzer.AnalyzerResourceOptions> {
  const options = new analyzer.AnalyzerResourceOptions();
  options.setIgnorechangesList([...(resource.ignoreChanges ?? [])]);
  options.setProtect(resource.protect ?? false);
  options.setAliasesList([...(resource.aliases ?? [])]);
  options.setAdditionalsecretoutputsList([...(resource.additionalSecretOutputs ?? [])]);
  options.setDeletebeforereplacedefined(resource.deleteBeforeReplace !== undefined);
  options.setDeletebeforereplace(resource.deleteBeforeReplace ?? false);
  if (resource.parent !== undefined) options.setParent(reference(resource.parent));
  return options;
}

function providerMessage({ type, name = "default", props = {} }: ProviderArgs) {
  const provider = new analyzer.AnalyzerProviderResource();
  provider.setType(type);
  provider.setName(name);
  provider.setUrn(urnOf({ type, name }));
  provider.setProperties(struct.Struct.fromJavaScript(wireProperties(props, `${name}: provider.props`)));
  return provider;
}

function reference(resource: string | ResourceArgs): string {
  return typeof resource === "string" ? resource : urnOf(resource);
}

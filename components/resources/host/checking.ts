import { createHash, randomBytes } from "node:crypto";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type * as Pb from "@pulumi/pulumi/proto/provider_pb.js";
import { changesBetween } from "./comparison.ts";
import type { Change } from "./comparison.ts";
import type { CustomResource, Failure } from "./definition.ts";
import { formatPath } from "./property-path.ts";
import { propertiesOf, structOf } from "./struct.ts";
import { validate } from "./validation.ts";
import { conceal, hasUnknown, reveal } from "./values.ts";
import type { Properties } from "./values.ts";
import type { z } from "zod";

export type AnyResource<C> = CustomResource<z.ZodObject, z.ZodObject, C>;

/** Validates, defaults and names the inputs of one resource. Needs no configuration and no network. */
export function checkResource<C>(
  resource: AnyResource<C>,
  who: { readonly name: string; readonly title: string },
  request: Pb.CheckRequest,
): Pb.CheckResponse {
  const { value: raw, secrets } = reveal(propertiesOf(request.getNews()));
  const { value: olds } = reveal(propertiesOf(request.getOlds()));
  const checked = validate(resource.inputs, raw, secrets, who.title);
  const naming = {
    name: who.name,
    olds: Object.keys(olds).length > 0 ? olds : undefined,
    suffix: suffixOf(request.getRandomseed_asU8()),
  };
  const sound = checked.failures.length === 0;
  const inputs = sound && resource.named ? resource.named(checked.inputs, naming) : checked.inputs;
  const related = sound && !hasUnknown(inputs) ? (resource.relations?.(inputs) ?? []) : [];
  return checkResponse(conceal(inputs, secrets), [...checked.failures, ...related]);
}

export function checkResponse(inputs: Properties, failures: readonly Failure[]): Pb.CheckResponse {
  const response = new pb.CheckResponse();
  response.setInputs(structOf(inputs));
  response.setFailuresList(
    failures.map(({ property, reason }) => {
      const failure = new pb.CheckFailure();
      failure.setProperty(property);
      failure.setReason(reason);
      return failure;
    }),
  );
  return response;
}

function suffixOf(seed: Uint8Array): string {
  const bytes = seed.length > 0 ? createHash("sha256").update(seed).digest() : randomBytes(4);
  return bytes.toString("hex").slice(0, 7);
}

/** Compares the new inputs with the last ones (which a refresh has brought up to date with the service). */
export function diffResource<C>(resource: AnyResource<C>, request: Pb.DiffRequest): Pb.DiffResponse {
  const known = Object.keys(resource.inputs.shape);
  const state = Object.entries(reveal(propertiesOf(request.getOlds())).value).filter(([key]) => known.includes(key));
  const olds = request.getOldInputs() ? reveal(propertiesOf(request.getOldInputs())).value : Object.fromEntries(state);
  const news = reveal(propertiesOf(request.getNews())).value;
  const changes = changesBetween(olds, news, resource.same, request.getIgnorechangesList());
  const replacing = new Set<unknown>(resource.replaceOnChanges ?? []);
  return diffResponse(changes, replacing, resource.deleteBeforeReplace ?? false);
}

export function diffResponse(
  changes: readonly Change[],
  replacing: ReadonlySet<unknown> = new Set(),
  deleteBeforeReplace = false,
): Pb.DiffResponse {
  const response = new pb.DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;
  response.setChanges(changes.length > 0 ? DIFF_SOME : DIFF_NONE);
  const names = [...new Set(changes.map(({ path }) => String(path[0])))];
  response.setDiffsList(names);
  response.setReplacesList(names.filter((name) => replacing.has(name)));
  response.setDeletebeforereplace(deleteBeforeReplace && names.some((name) => replacing.has(name)));
  for (const { path, kind } of changes) {
    const detail = new pb.PropertyDiff();
    detail.setKind(kinds[kind][replacing.has(path[0]) ? "replace" : "keep"]);
    detail.setInputdiff(true);
    response.getDetaileddiffMap().set(formatPath(path), detail);
  }
  response.setHasdetaileddiff(true);
  return response;
}

const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = pb.PropertyDiff.Kind;
const kinds = {
  add: { keep: ADD, replace: ADD_REPLACE },
  delete: { keep: DELETE, replace: DELETE_REPLACE },
  update: { keep: UPDATE, replace: UPDATE_REPLACE },
} as const;

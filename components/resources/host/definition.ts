import type { z } from "zod";
import type { ConstructRequest, ConstructResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import type { Sameness } from "./comparison.ts";
import type { PackageSchema } from "./package-schema.ts";

export interface Failure {
  /** Property path, e.g. `rules[0].mode`; empty for the resource as a whole. */
  readonly property: string;
  /** What was found and what to write instead. */
  readonly reason: string;
}

/** A line for the user about what was given, which is not wrong. */
export interface Note {
  readonly severity: "info" | "warning";
  readonly message: string;
}

/** One call of the engine, as a resource sees it. */
export interface Operation<C> {
  /** What `configure` of the provider returned. */
  readonly context: C;
  /** Aborted when the user cancels the update or the resource's custom timeout passes; give it to every request. */
  readonly signal: AbortSignal;
  /** Name of the resource in the program; empty in an invoke. */
  readonly name: string;
  /** Shows the user a line beside the resource. */
  log(severity: "info" | "warning", message: string): Promise<void>;
}

/** What checking may need beside the inputs: for names that the provider makes up. */
export interface Naming<I> {
  readonly name: string;
  /** Inputs of the last deployment; undefined when the resource is new or being replaced. */
  readonly olds: I | undefined;
  /** Hexadecimal digits, the same in preview and update where the engine gives a seed. */
  readonly suffix: string;
}

/** Why a resource was made or changed in part only; the engine keeps what is said here and the next update goes on from it. */
export class PartialFailure extends Error {
  readonly id: string;
  readonly outputs: object;
  constructor(id: string, outputs: object, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.id = id;
    this.outputs = outputs;
  }
}

/**
 * One resource type. Inputs are validated, defaulted and compared by the host from the declaration; the methods only talk to
 * the service behind. State is always the inputs and the outputs together.
 */
export interface CustomResource<I extends z.ZodObject, O extends z.ZodObject, C> {
  /** One sentence for the schema. */
  readonly description: string;
  readonly inputs: I;
  /** What the service adds to the inputs. */
  readonly outputs: O;
  /** Inputs whose change needs a new resource. */
  readonly replaceOnChanges?: readonly (keyof z.infer<I> & string)[];
  /** Whether the old resource must go before its replacement can exist. */
  readonly deleteBeforeReplace?: boolean;
  /** Inputs that can be written in several ways, e.g. JSON documents and sets. */
  readonly same?: Sameness;
  /** Outputs that an update may change: unknown while it is previewed. */
  readonly changingOutputs?: readonly (keyof z.infer<O> & string)[];
  /** Rules between properties; called once every input is known and valid by itself. */
  relations?(inputs: z.infer<I>): Failure[];
  /** Fills in names that the provider makes up. */
  named?(inputs: z.infer<I>, naming: Naming<z.infer<I>>): z.infer<I>;
  create(inputs: z.infer<I>, operation: Operation<C>): Promise<{ id: string; outputs: z.infer<O> }>;
  /**
   * What is there now, in terms of the inputs: of those given, or of all of them for an import (`inputs` undefined).
   * Undefined when it is gone.
   */
  read(
    id: string,
    inputs: z.infer<I> | undefined,
    outputs: Partial<z.infer<O>>,
    operation: Operation<C>,
  ): Promise<{ inputs: z.infer<I>; outputs: z.infer<O> } | undefined>;
  update(
    id: string,
    olds: z.infer<I> & Partial<z.infer<O>>,
    news: z.infer<I>,
    operation: Operation<C>,
  ): Promise<z.infer<O>>;
  delete(id: string, state: z.infer<I> & Partial<z.infer<O>>, operation: Operation<C>): Promise<void>;
}

/** A function that programs call. */
export interface Invoke<A extends z.ZodObject, C> {
  readonly args: A;
  run(args: z.infer<A>, operation: Operation<C>): Promise<object>;
}

/** Makes one component with all its children. */
export type Construct = (request: ConstructRequest) => Promise<ConstructResponse>;

/** Components that the provider makes for programs which cannot run their classes. */
export interface RemoteComponents {
  /** Schema of the whole package, resources included. */
  readonly schema: PackageSchema;
  /** Called at the first construction with the engine's address: the SDKs behind the classes are heavy. */
  start(engine: string): Promise<Construct>;
}

/** A whole provider. */
export interface ProviderDefinition<C> {
  readonly name: string;
  /** What messages call it, e.g. `the ai-governance provider`. */
  readonly title: string;
  readonly version: string;
  /** Settings, as a strict object. Nested ones may arrive as JSON text and are decoded. */
  readonly settings: z.ZodObject;
  /** Settings whose values must never be shown, as paths: `token`, `login.password`. */
  readonly secretSettings: readonly string[];
  /** Settings that say where the resources are: their change deletes every resource there and makes it anew. */
  readonly replaceOnChanges?: readonly string[];
  /** Settings that can be written in several ways. */
  readonly sameSettings?: Sameness;
  /** Rules between settings; called once every setting is known and valid by itself. */
  settingRelations?(settings: Record<string, unknown>): Failure[];
  /** What the user should know of the settings; shown once, when they are put to use. */
  settingNotes?(settings: Record<string, unknown>): Note[];
  /** Settings to take from elsewhere where none is given, and to keep in the state, so that a change shows. */
  settingsFromElsewhere?(given: Record<string, unknown>): Record<string, unknown>;
  /** Makes what the resources share, e.g. a client. A throw is the user's error message. */
  configure(settings: Record<string, unknown>): C;
  readonly resources: Readonly<Record<string, CustomResource<z.ZodObject, z.ZodObject, C>>>;
  readonly invokes: Readonly<Record<string, Invoke<z.ZodObject, C>>>;
  readonly components?: RemoteComponents;
}

/** Keeps the types of one resource's inputs and outputs connected while it is written down. */
export function customResource<I extends z.ZodObject, O extends z.ZodObject, C>(
  resource: CustomResource<I, O, C>,
): CustomResource<z.ZodObject, z.ZodObject, C> {
  return resource as unknown as CustomResource<z.ZodObject, z.ZodObject, C>;
}

/** The same for a function. */
export function invoke<A extends z.ZodObject, C>(definition: Invoke<A, C>): Invoke<z.ZodObject, C> {
  return definition as unknown as Invoke<z.ZodObject, C>;
}

/** Resources as tests write them down. */

/** A provider as tests write it down. */
export interface ProviderArgs {
  /** Type token, e.g. `pulumi:providers:github`. */
  readonly type: string;
  /** Default: "default". */
  readonly name?: string;
  readonly props?: Readonly<Record<string, unknown>>;
}

export interface ResourceArgs {
  /** Type token, e.g. `github:index/repository:Repository`. */
  readonly type: string;
  /** Logical name. Default: "it". */
  readonly name?: string;
  /** Default: made from type and name, in project `test` and stack `test`. */
  readonly urn?: string;
  /** Plain data, `unknown` and `secret(...)`. Resource policies see inputs, stack policies see outputs. Default: none. */
  readonly props?: Readonly<Record<string, unknown>>;
  /** The parent, or its URN. Default: none. */
  readonly parent?: string | ResourceArgs;
  /** Resources, or their URNs, that it depends on. Default: none. */
  readonly dependencies?: readonly (string | ResourceArgs)[];
  /** Property to the resources, or their URNs, that its value comes from. Default: none. */
  readonly propertyDependencies?: Readonly<Record<string, readonly (string | ResourceArgs)[]>>;
  /** Default: none. */
  readonly ignoreChanges?: readonly string[];
  /** Default: false. */
  readonly protect?: boolean;
  /** URNs it had before. Default: none. */
  readonly aliases?: readonly string[];
  /** Default: none. */
  readonly additionalSecretOutputs?: readonly string[];
  /** Default: as the provider says. */
  readonly deleteBeforeReplace?: boolean;
  /** The provider that manages it. Default: none is known. */
  readonly provider?: ProviderArgs;
}

/** A resource with a name and a URN. */
export interface TestResource extends ResourceArgs {
  readonly name: string;
  readonly urn: string;
}

/** A resource whose URN others can refer to. */
export function resource(args: ResourceArgs): TestResource {
  return { ...args, name: args.name ?? "it", urn: urnOf(args) };
}

/** The URN that a resource has in a test. */
export function urnOf({ type, name, urn }: Pick<ResourceArgs, "type" | "name" | "urn">): string {
  return urn ?? `urn:pulumi:test::test::${type}::${name ?? "it"}`;
}

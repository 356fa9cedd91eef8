/** A property in Pulumi's package schema (pulumi.com/docs/iac/extending-pulumi/schema), as far as the host reads it. */
export interface TypeSpec {
  readonly type?: string;
  readonly description?: string;
  readonly $ref?: string;
  readonly oneOf?: readonly TypeSpec[];
  readonly items?: TypeSpec;
  readonly additionalProperties?: TypeSpec;
  /** Whether the constructor needs the value itself, not a promise of it. */
  readonly plain?: boolean;
}

type Members = Readonly<Record<string, TypeSpec>>;

export interface ResourceSpec {
  readonly isComponent?: boolean;
  readonly inputProperties?: Members;
  readonly properties?: Members;
}

export interface PackageSchema {
  readonly resources: Readonly<Record<string, ResourceSpec>>;
  readonly types?: Readonly<Record<string, { readonly type?: string; readonly properties?: Members }>>;
}

/** Tokens of the components in a package. */
export function componentTokens({ resources }: PackageSchema): string[] {
  return Object.keys(resources).filter((token) => resources[token]?.isComponent);
}

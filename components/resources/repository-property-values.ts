import * as pulumi from "@pulumi/pulumi";

/** Property name to value; a list of strings for a multi-select property. */
export type PropertyValues = Record<string, pulumi.Input<string> | pulumi.Input<pulumi.Input<string>[]>>;

/** Arguments of `RepositoryPropertyValues`. */
export interface RepositoryPropertyValuesArgs {
  /** Login of the organisation. A change replaces the resource. Required. */
  readonly organization: pulumi.Input<string>;
  /**
   * Repository name (without owner) to the custom-property values it gets. Properties and repositories that are not named
   * stay as they are; one that leaves the map gets back what it had before. One that does not exist is passed over with a
   * warning; a refresh shows it as drift, so that a later update sets its values. Required.
   */
  readonly values: pulumi.Input<Record<string, pulumi.Input<PropertyValues>>>;
}

/**
 * Custom-property values of many repositories, written 30 repositories a request.
 *
 * The properties must exist (`github.OrganizationCustomProperties`). Deleting the resource restores the values it found
 * when it first wrote them. The token needs "Custom properties" write access of the organisation. Import by
 * `organisation` (every value of every repository is taken over).
 *
 * ```ts
 * new RepositoryPropertyValues("tiers", {
 *   organization: "acme",
 *   values: { storefront: { "ai-tier": "critical", "ai-tools": ["copilot", "codex"] } },
 * });
 * ```
 */
export class RepositoryPropertyValues extends pulumi.CustomResource {
  /** Login of the organisation. */
  declare readonly organization: pulumi.Output<string>;
  /** Repository name to property values, as declared. */
  declare readonly values: pulumi.Output<Record<string, Record<string, string | string[]>>>;

  constructor(name: string, args: RepositoryPropertyValuesArgs, opts?: pulumi.CustomResourceOptions) {
    const inputs = { organization: args.organization, values: args.values };
    super("ai-governance:index:RepositoryPropertyValues", name, inputs, opts);
  }
}

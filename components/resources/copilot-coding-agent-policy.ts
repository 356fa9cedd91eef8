import * as pulumi from "@pulumi/pulumi";

/** Which repositories of an organisation GitHub's Copilot coding agent may work in. */
export type CodingAgentRepositories = "all" | "selected" | "none";

/** Arguments of `CopilotCodingAgentPolicy`. */
export interface CopilotCodingAgentPolicyArgs {
  /** Login of the organisation. A change replaces the resource. Required. */
  readonly organization: pulumi.Input<string>;
  /** `all`, `selected` (those in `repositories`) or `none`. Required. */
  readonly enabledRepositories: pulumi.Input<CodingAgentRepositories>;
  /** Names (without owner) of the selected repositories; only with `selected`. Order is of no account. Default: empty. */
  readonly repositories?: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * The repositories in which an organisation lets the Copilot coding agent work. One per organisation.
 *
 * Deleting the resource restores what it found when it was created. The token needs organisation administration
 * (`admin:org`). Import by the organisation's login.
 *
 * ```ts
 * new CopilotCodingAgentPolicy("copilot", {
 *   organization: "acme",
 *   enabledRepositories: "selected",
 *   repositories: ["storefront"],
 * });
 * ```
 */
export class CopilotCodingAgentPolicy extends pulumi.CustomResource {
  /** Login of the organisation. */
  declare readonly organization: pulumi.Output<string>;
  /** `all`, `selected` or `none`. */
  declare readonly enabledRepositories: pulumi.Output<CodingAgentRepositories>;
  /** Names of the selected repositories; empty unless `selected`. */
  declare readonly repositories: pulumi.Output<string[]>;

  constructor(name: string, args: CopilotCodingAgentPolicyArgs, opts?: pulumi.CustomResourceOptions) {
    const inputs = {
      organization: args.organization,
      enabledRepositories: args.enabledRepositories,
      repositories: args.repositories,
    };
    super("ai-governance:index:CopilotCodingAgentPolicy", name, inputs, opts);
  }
}

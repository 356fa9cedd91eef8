import * as pulumi from "@pulumi/pulumi";

/**
 * Settings of the `ai-governance` provider. They take the same values as those of the `github` provider. A change of `owner` or
 * `baseUrl` replaces the provider's resources: those at the old place are deleted, then they are made at the new one.
 */
export interface ProviderArgs {
  /** Login of the organisation or user that owns the repositories. Default: `ai-governance:owner`, then `GITHUB_OWNER`. */
  readonly owner?: pulumi.Input<string>;
  /** Root of GitHub, e.g. `https://github.example.com/`. Default: `ai-governance:baseUrl`, then `GITHUB_BASE_URL`, then github.com. */
  readonly baseUrl?: pulumi.Input<string>;
  /** Token for GitHub's API. Always a secret. Default: `ai-governance:token`, then `GITHUB_TOKEN`. */
  readonly token?: pulumi.Input<string>;
}

/** An explicit provider, for programs that govern more than one organisation; pass it as `{ provider }`. */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    const token = args.token === undefined ? undefined : pulumi.secret(args.token);
    super("ai-governance", name, { owner: args.owner, baseUrl: args.baseUrl, token }, opts);
  }
}

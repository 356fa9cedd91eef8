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
  /** A GitHub App in place of `token`; not together with it. */
  readonly appAuth?: pulumi.Input<ProviderAppAuth>;
  /** Whether any TLS certificate is accepted; only with `baseUrl`. Default false. */
  readonly insecure?: pulumi.Input<boolean>;
  /** Retries of a request that failed. Default 3. */
  readonly maxRetries?: pulumi.Input<number>;
  /** Milliseconds before the first retry; later ones wait longer. Default 1000. */
  readonly retryDelayMs?: pulumi.Input<number>;
  /** HTTP statuses that are retried; 500 stands for a lost connection, too. Default: all of a passing failure. */
  readonly retryableErrors?: pulumi.Input<pulumi.Input<number>[]>;
  /** Milliseconds between reading requests. Default 0. */
  readonly readDelayMs?: pulumi.Input<number>;
  /** Milliseconds between writing requests. Default: 1000 on github.com, else 0. */
  readonly writeDelayMs?: pulumi.Input<number>;
  /** Whether requests may run side by side. Default true: rate limits are watched. */
  readonly parallelRequests?: pulumi.Input<boolean>;
  /** Entries a page of a list, 1 to 100. Default: `GITHUB_MAX_PER_PAGE`, then 100. */
  readonly maxPerPage?: pulumi.Input<number>;
  /** @deprecated Use `owner`. Default: `GITHUB_ORGANIZATION`. */
  readonly organization?: pulumi.Input<string>;
  /** Without effect here: there is one client. */
  readonly legacyClient?: pulumi.Input<boolean>;
  /** Without effect here: nothing is cached between runs. */
  readonly cachePath?: pulumi.Input<string>;
}

/** An installation of a GitHub App. Its tokens are made when needed and renewed; they are in no state. */
export interface ProviderAppAuth {
  /** The app's id. Default: `GITHUB_APP_ID`. */
  readonly id?: pulumi.Input<string>;
  /** Id of its installation on the owner. Default: `GITHUB_APP_INSTALLATION_ID`. */
  readonly installationId?: pulumi.Input<string>;
  /** Text of its private key in PEM; `\n` may stand for a new line. Always a secret. Default: `GITHUB_APP_PEM_FILE`. */
  readonly pemFile?: pulumi.Input<string>;
}

/** An explicit provider, for programs that govern more than one organisation; pass it as `{ provider }`. */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    const token = args.token === undefined ? undefined : pulumi.secret(args.token);
    const appAuth = args.appAuth === undefined ? undefined : pulumi.output(args.appAuth).apply(withSecretKey);
    super("ai-governance", name, { ...args, token, appAuth }, opts);
  }
}

function withSecretKey({ pemFile, ...rest }: pulumi.Unwrap<ProviderAppAuth>) {
  return pemFile === undefined ? rest : { ...rest, pemFile: pulumi.secret(pemFile) };
}

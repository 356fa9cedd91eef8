import * as pulumi from "@pulumi/pulumi";

/**
 * What an app reaches after all: what is declared, something else that a refresh found, every repository, one repository that
 * GitHub does not let go, or not known, e.g. because the last change broke off.
 */
export type EffectiveScope = "as declared" | "not as declared" | "all repositories" | "one repository left" | "unknown";

/** Arguments of `AppInstallationScope`. */
export interface AppInstallationScopeArgs {
  /** Login of the organisation on which the app is installed. A change replaces the resource. Required. */
  readonly organization: pulumi.Input<string>;
  /** The app's name in its address, `https://github.com/apps/<slug>`. A change replaces the resource. Required. */
  readonly appSlug: pulumi.Input<string>;
  /** Names (without owner) of all repositories that it may reach. Order is of no account. Required. */
  readonly repositories: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The enterprise of the organisation, when the token is that of a GitHub App installed on the enterprise. Only then can
   * "all repositories" be narrowed, and the app be uninstalled. Default: none.
   */
  readonly enterprise?: pulumi.Input<string>;
  /**
   * Whether an empty list of repositories uninstalls the app, which only a person can undo in full. Needs `enterprise`. Default
   * `false`: the app stays installed and keeps one repository, the least that GitHub allows.
   */
  readonly uninstallWhenEmpty?: pulumi.Input<boolean>;
}

/**
 * The repositories of an organisation that a GitHub App, e.g. an AI coding tool, may reach.
 *
 * Without `enterprise` the token must be a classic one of an organisation owner, with `admin:org` and `repo`: GitHub takes
 * no other kind. That way cannot narrow an installation on all repositories. Neither way takes the last repository away, unless
 * `uninstallWhenEmpty` ends the installation. What cannot be done is a warning that says what to do, and `effective` says what
 * is so; a refresh shows the difference as drift, `*` for all repositories. Deleting the resource leaves the scope as it is. Import by `organisation:slug`, or
 * `organisation:slug:enterprise`.
 *
 * ```ts
 * new AppInstallationScope("claude", { organization: "acme", appSlug: "claude", repositories: ["storefront"] });
 * ```
 */
export class AppInstallationScope extends pulumi.CustomResource {
  /** Login of the organisation. */
  declare readonly organization: pulumi.Output<string>;
  /** The app's name in its address. */
  declare readonly appSlug: pulumi.Output<string>;
  /** Names of the repositories that are declared. */
  declare readonly repositories: pulumi.Output<string[]>;
  /** The enterprise through which the scope is set; undefined for the owner's way. */
  declare readonly enterprise: pulumi.Output<string | undefined>;
  /** Whether an empty list of repositories uninstalls the app. */
  declare readonly uninstallWhenEmpty: pulumi.Output<boolean | undefined>;
  /** GitHub's number of the installation. */
  declare readonly installationId: pulumi.Output<number>;
  /** What the app reaches after all. */
  declare readonly effective: pulumi.Output<EffectiveScope>;
  /** Names of repositories that it reaches although they are not declared; `*` for all. */
  declare readonly remaining: pulumi.Output<string[]>;

  constructor(name: string, args: AppInstallationScopeArgs, opts?: pulumi.CustomResourceOptions) {
    const inputs = {
      organization: args.organization,
      appSlug: args.appSlug,
      repositories: args.repositories,
      enterprise: args.enterprise,
      uninstallWhenEmpty: args.uninstallWhenEmpty,
      installationId: undefined,
      effective: undefined,
      remaining: undefined,
    };
    super("ai-governance:index:AppInstallationScope", name, inputs, opts);
  }
}

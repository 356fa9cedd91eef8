import * as pulumi from "@pulumi/pulumi";

/** `not_set` leaves a feature to each repository. */
export type SecurityFeature = "enabled" | "disabled" | "not_set";
/** GitHub's paid products; each committer of a private or internal repository that has one takes a licence. */
export type AdvancedSecurity = "enabled" | "code_security" | "secret_protection" | "not_set" | "disabled";
/** The repositories that get a configuration. */
export type AttachTo = "all" | "all_without_configurations" | "public" | "private_or_internal" | "selected";
/** The new repositories that get a configuration. */
export type DefaultForNewRepos = "all" | "public" | "private_and_internal" | "none";
/** Whether repositories may change the features that a configuration sets. */
export type SecurityEnforcement = "enforced" | "unenforced";

/** Arguments of `CodeSecurityConfiguration`. */
export interface CodeSecurityConfigurationArgs {
  /** Login of the organisation. A change replaces the resource. Required. */
  readonly organization: pulumi.Input<string>;
  /** Name of the configuration, unique in the organisation. Required. */
  readonly name: pulumi.Input<string>;
  /** At most 255 characters. Default: `Declared as code.`. */
  readonly description?: pulumi.Input<string>;
  /**
   * The paid products that are used: both (`enabled`), `code_security` or `secret_protection` and the other as it is, both as
   * they are (`not_set`), or none (`disabled`). Without Secret Protection GitHub scans public repositories only. It costs money
   * either way, so there is no default. Required.
   */
  readonly advancedSecurity: pulumi.Input<AdvancedSecurity>;
  /** Repositories that get it. Archived ones only by name. Required. */
  readonly attachTo: pulumi.Input<AttachTo>;
  /** Names (without owner) of the repositories that get it; only with `selected`. Order is of no account. Default: empty. */
  readonly repositories?: pulumi.Input<pulumi.Input<string>[]>;
  /** New repositories that get it. Default: those like `attachTo`; with `selected`, `none`. */
  readonly defaultForNewRepos?: pulumi.Input<DefaultForNewRepos>;
  /** Whether repositories are held to the features that are `enabled` or `disabled` here. Default: `enforced`. */
  readonly enforcement?: pulumi.Input<SecurityEnforcement>;
  /** Secret scanning. Default: `enabled`. */
  readonly secretScanning?: pulumi.Input<SecurityFeature>;
  /** Refusal of pushes that contain secrets; needs `secretScanning`. Default: `enabled`. */
  readonly secretScanningPushProtection?: pulumi.Input<SecurityFeature>;
  /** Checks whether found secrets still work; needs `secretScanning`. Default: `not_set`. */
  readonly secretScanningValidityChecks?: pulumi.Input<SecurityFeature>;
  /** Search for secrets of no known provider; needs `secretScanning`. Default: `not_set`. */
  readonly secretScanningNonProviderPatterns?: pulumi.Input<SecurityFeature>;
  /** Dependency graph. Default: `enabled`. */
  readonly dependencyGraph?: pulumi.Input<SecurityFeature>;
  /** Dependabot alerts; need `dependencyGraph`. Default: `enabled`. */
  readonly dependabotAlerts?: pulumi.Input<SecurityFeature>;
  /** Pull requests of Dependabot that fix alerts; need `dependabotAlerts`. Default: `not_set`. */
  readonly dependabotSecurityUpdates?: pulumi.Input<SecurityFeature>;
  /** Default setup of code scanning, which runs on GitHub Actions. Default: `not_set`. */
  readonly codeScanningDefaultSetup?: pulumi.Input<SecurityFeature>;
  /** Private reports of vulnerabilities, for public repositories. Default: `not_set`. */
  readonly privateVulnerabilityReporting?: pulumi.Input<SecurityFeature>;
}

/**
 * A code-security configuration of an organisation, and the repositories that have it. It is how push protection reaches
 * repositories that exist already, and how it stays on against their administrators.
 *
 * A configuration of the same name is taken over, whoever made it. A repository that does not come under it, e.g. for want of
 * licences, is named in a warning and in `notInForce`; a refresh shows it as drift. One whose security settings the token cannot
 * see is named in a warning and in `notKnown`. Deleting the resource deletes the configuration and
 * gives repositories and defaults the configurations that they had; repositories that had none keep their settings, and a
 * configuration that was taken over gets back what it said. The token needs `write:org` and `repo`. Import by
 * `organisation:number`, the number that ends the address of the configuration's page.
 *
 * ```ts
 * new CodeSecurityConfiguration("push-protection", {
 *   organization: "acme",
 *   name: "push-protection",
 *   advancedSecurity: "secret_protection",
 *   attachTo: "all",
 * });
 * ```
 */
export class CodeSecurityConfiguration extends pulumi.CustomResource {
  /** Login of the organisation. */
  declare readonly organization: pulumi.Output<string>;
  /** Name of the configuration. */
  declare readonly name: pulumi.Output<string>;
  /** Description of the configuration. */
  declare readonly description: pulumi.Output<string>;
  /** The paid products that are used. */
  declare readonly advancedSecurity: pulumi.Output<AdvancedSecurity>;
  /** Repositories that get it. */
  declare readonly attachTo: pulumi.Output<AttachTo>;
  /** Names of the selected repositories; empty unless `selected`. */
  declare readonly repositories: pulumi.Output<string[]>;
  /** New repositories that get it. */
  declare readonly defaultForNewRepos: pulumi.Output<DefaultForNewRepos>;
  /** Whether repositories are held to it. */
  declare readonly enforcement: pulumi.Output<SecurityEnforcement>;
  /** Secret scanning. */
  declare readonly secretScanning: pulumi.Output<SecurityFeature>;
  /** Refusal of pushes that contain secrets. */
  declare readonly secretScanningPushProtection: pulumi.Output<SecurityFeature>;
  /** Checks whether found secrets still work. */
  declare readonly secretScanningValidityChecks: pulumi.Output<SecurityFeature>;
  /** Search for secrets of no known provider. */
  declare readonly secretScanningNonProviderPatterns: pulumi.Output<SecurityFeature>;
  /** Dependency graph. */
  declare readonly dependencyGraph: pulumi.Output<SecurityFeature>;
  /** Dependabot alerts. */
  declare readonly dependabotAlerts: pulumi.Output<SecurityFeature>;
  /** Pull requests of Dependabot that fix alerts. */
  declare readonly dependabotSecurityUpdates: pulumi.Output<SecurityFeature>;
  /** Default setup of code scanning. */
  declare readonly codeScanningDefaultSetup: pulumi.Output<SecurityFeature>;
  /** Private reports of vulnerabilities. */
  declare readonly privateVulnerabilityReporting: pulumi.Output<SecurityFeature>;
  /** GitHub's number of the configuration. */
  declare readonly configurationId: pulumi.Output<number>;
  /** Names of repositories that have the configuration without its effect. */
  declare readonly notInForce: pulumi.Output<string[]>;
  /** Names of repositories that have it, of which GitHub does not show whether it is in force. */
  declare readonly notKnown: pulumi.Output<string[] | undefined>;

  constructor(name: string, args: CodeSecurityConfigurationArgs, opts?: pulumi.CustomResourceOptions) {
    const inputs = {
      organization: args.organization,
      name: args.name,
      description: args.description,
      advancedSecurity: args.advancedSecurity,
      attachTo: args.attachTo,
      repositories: args.repositories,
      defaultForNewRepos: args.defaultForNewRepos,
      enforcement: args.enforcement,
      secretScanning: args.secretScanning,
      secretScanningPushProtection: args.secretScanningPushProtection,
      secretScanningValidityChecks: args.secretScanningValidityChecks,
      secretScanningNonProviderPatterns: args.secretScanningNonProviderPatterns,
      dependencyGraph: args.dependencyGraph,
      dependabotAlerts: args.dependabotAlerts,
      dependabotSecurityUpdates: args.dependabotSecurityUpdates,
      codeScanningDefaultSetup: args.codeScanningDefaultSetup,
      privateVulnerabilityReporting: args.privateVulnerabilityReporting,
      configurationId: undefined,
      notInForce: undefined,
      notKnown: undefined,
    };
    super("ai-governance:index:CodeSecurityConfiguration", name, inputs, opts);
  }
}

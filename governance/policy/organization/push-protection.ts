/** Pushes with known secrets are refused, and no repository switches that off. */
import type { Declaration } from "../../declaration/schema.ts";
import { checkFindings, type Check } from "../check.ts";
import type { Finding } from "../finding.ts";
import { every, field, is, isAbsent, isNot, some, type Certainty } from "../property.ts";
import { repositorySubject } from "../repository/repositories.ts";
import { githubTypes, ofType, ownTypes, type ResourceRecord } from "../resource.ts";

export type DeclaredCodeSecurity = NonNullable<Declaration["codeSecurity"]>;

const subject = "code-security";
const fix = "Use the OrganizationGuardrails component with codeSecurity of governance.yaml.";
const repositoryFix = 'Remove the setting, or set its status to "enabled".';

/** Repositories whose own settings switch secret scanning or push protection off. */
export function unprotectedSecretFindings(stack: readonly ResourceRecord[]): Finding[] {
  return ofType(stack, githubTypes.repository).flatMap((resource) => {
    const settings = field(resource.props, "securityAndAnalysis");
    const checks = [
      staysOn(field(settings, "secretScanning"), "secret scanning"),
      staysOn(field(settings, "secretScanningPushProtection"), "push protection"),
    ];
    return checkFindings(repositorySubject(resource, stack), checks, repositoryFix, resource.urn);
  });
}

function staysOn(feature: unknown, what: string): Check {
  return {
    answer: some([isAbsent(feature), is(field(feature, "status"), "enabled")]),
    what: `the repository switches ${what} off; it must stay on.`,
  };
}

/**
 * Where the organisation's code-security configurations do not protect what the declaration says; without a word of it, those that
 * switch protection off.
 */
export function pushProtectionFindings(stack: readonly ResourceRecord[], declared?: DeclaredCodeSecurity): Finding[] {
  const configurations = ofType(stack, ownTypes.codeSecurity);
  return [
    ...(declared ? checkFindings(subject, [reachCheck(configurations, declared)], fix) : []),
    // A repository has one configuration: each must protect, or it takes protection away.
    ...configurations.flatMap(({ props, urn }) => checkFindings(subject, protectionChecks(props, declared), fix, urn)),
  ];
}

function reachCheck(configurations: readonly ResourceRecord[], { repositories }: DeclaredCodeSecurity): Check {
  return {
    answer: some(configurations.map(({ props }) => reaches(props, repositories))),
    what: `no code-security configuration is for ${names[repositories]}, old and new; one must be.`,
  };
}

const names: Readonly<Record<DeclaredCodeSecurity["repositories"], string>> = {
  all: "all repositories",
  all_without_configurations: "repositories that have none",
  public: "public repositories",
  private_or_internal: "private and internal repositories",
};

/** How `defaultForNewRepos` says the same of new repositories. */
const newOnes: Readonly<Record<DeclaredCodeSecurity["repositories"], string>> = {
  all: "all",
  all_without_configurations: "all",
  public: "public",
  private_or_internal: "private_and_internal",
};

function reaches(props: unknown, wanted: DeclaredCodeSecurity["repositories"]): Certainty {
  const attachTo = field(props, "attachTo");
  const fresh = field(props, "defaultForNewRepos");
  return every([
    some([is(attachTo, "all"), is(attachTo, wanted)]),
    // Left out, it is what attachTo says.
    some([isAbsent(fresh), is(fresh, "all"), is(fresh, newOnes[wanted])]),
  ]);
}

// What is left out is switched on and enforced by the resource itself.
function protectionChecks(props: unknown, declared: DeclaredCodeSecurity | undefined): Check[] {
  const products = field(props, "advancedSecurity");
  const isOn = (feature: string): Certainty => {
    const value = field(props, feature) ?? "enabled";
    return declared ? is(value, "enabled") : isNot(value, "disabled");
  };
  return [
    { answer: isOn("secretScanning"), what: "the configuration leaves secret scanning off; it must be on." },
    {
      answer: isOn("secretScanningPushProtection"),
      what: "the configuration leaves push protection off; it must be on.",
    },
    {
      answer: declared ? is(field(props, "enforcement") ?? "enforced", "enforced") : "yes",
      what: "repositories may switch the protection off; the configuration must be enforced.",
    },
    {
      answer: declared?.secretProtection ? some([is(products, "secret_protection"), is(products, "enabled")]) : "yes",
      what: 'private repositories are not scanned; advancedSecurity must be "secret_protection" or "enabled".',
    },
  ];
}

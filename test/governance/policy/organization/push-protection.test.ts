import assert from "node:assert/strict";
import { githubTypes, ownTypes, UNKNOWN } from "../../../../governance/index.ts";
import {
  pushProtectionFindings,
  unprotectedSecretFindings,
  type DeclaredCodeSecurity,
} from "../../../../governance/policy/organization/push-protection.ts";
import { linesOf, record } from "../records.ts";

type Props = Readonly<Record<string, unknown>>;

describe("unprotectedSecretFindings", () => {
  const lines = (securityAndAnalysis: unknown) =>
    linesOf(unprotectedSecretFindings([record(githubTypes.repository, { name: "docs", securityAndAnalysis })]));
  const [on, off] = [{ status: "enabled" }, { status: "disabled" }];
  const scanning = "the repository switches secret scanning off; it must stay on.";
  const push = "the repository switches push protection off; it must stay on.";

  it("allows what is on, and what the repository leaves to the organisation", () => {
    for (const settings of [undefined, null, {}, { secretScanning: on, secretScanningPushProtection: on }]) {
      assert.deepEqual(lines(settings), []);
    }
  });
  it("reports each that is off", () => {
    assert.deepEqual(lines({ secretScanning: off, secretScanningPushProtection: on }), [`violation docs: ${scanning}`]);
    assert.deepEqual(lines({ secretScanningPushProtection: off }), [`violation docs: ${push}`]);
  });
  it("reports a status that is none", () => {
    for (const status of [null, 1, {}, undefined]) {
      assert.deepEqual(lines({ secretScanning: { status } }), [`violation docs: ${scanning}`]);
    }
  });
  it("stays undecided about an unknown status and reports the other", () => {
    assert.deepEqual(lines({ secretScanning: { status: UNKNOWN }, secretScanningPushProtection: off }), [
      `undecided docs: not known yet: ${scanning}`,
      `violation docs: ${push}`,
    ]);
    assert.equal(lines(UNKNOWN).length, 2);
  });
  it("says what to write instead", () => {
    const [finding] = unprotectedSecretFindings([
      record(githubTypes.repository, { name: "docs", securityAndAnalysis: { secretScanning: off } }),
    ]);
    assert.equal(finding?.fix, 'Remove the setting, or set its status to "enabled".');
  });
});

describe("pushProtectionFindings", () => {
  const all: DeclaredCodeSecurity = { repositories: "all", secretProtection: true };
  const free: DeclaredCodeSecurity = { repositories: "public", secretProtection: false };
  const configuration = (over: Props = {}) =>
    record(ownTypes.codeSecurity, {
      advancedSecurity: "secret_protection",
      attachTo: "all",
      secretScanning: "enabled",
      secretScanningPushProtection: "enabled",
      ...over,
    });
  const lines = (over: Props, declared?: DeclaredCodeSecurity) =>
    linesOf(pushProtectionFindings([configuration(over)], declared));
  const none = (which: string) => `no code-security configuration is for ${which}, old and new; one must be.`;
  const said = {
    scanning: "the configuration leaves secret scanning off; it must be on.",
    push: "the configuration leaves push protection off; it must be on.",
    enforced: "repositories may switch the protection off; the configuration must be enforced.",
    product: 'private repositories are not scanned; advancedSecurity must be "secret_protection" or "enabled".',
  };

  it("reports a stack without a configuration, by the repositories that need one", () => {
    const reached = {
      all: "all repositories",
      all_without_configurations: "repositories that have none",
      public: "public repositories",
      private_or_internal: "private and internal repositories",
    } as const;
    for (const [repositories, which] of Object.entries(reached)) {
      const declared = { repositories: repositories as keyof typeof reached, secretProtection: false };
      assert.deepEqual(pushProtectionFindings([], declared), [
        {
          outcome: "violation",
          subject: "code-security",
          message: none(which),
          fix: "Use the OrganizationGuardrails component with codeSecurity of governance.yaml.",
        },
      ]);
    }
  });
  it("demands no configuration where none is declared", () => assert.deepEqual(pushProtectionFindings([]), []));
  it("allows new repositories of the declared reach, and all", () => {
    const reach = (repositories: DeclaredCodeSecurity["repositories"]) => ({ repositories, secretProtection: false });
    for (const defaultForNewRepos of [undefined, null, "all", "public"])
      assert.deepEqual(lines({ defaultForNewRepos }, free), []);
    const [inner, outer] = ["private_and_internal", "public"];
    assert.deepEqual(lines({ defaultForNewRepos: inner }, reach("private_or_internal")), []);
    assert.equal(lines({ defaultForNewRepos: outer }, reach("private_or_internal")).length, 1);
    assert.equal(lines({ defaultForNewRepos: outer }, reach("all_without_configurations")).length, 1);
    assert.equal(lines({ defaultForNewRepos: inner }, free).length, 1);
    assert.match(lines({ defaultForNewRepos: UNKNOWN }, free).join(), /^undecided/);
  });
  it("allows what is declared, and more repositories", () => {
    assert.deepEqual(lines({ enforcement: "enforced", advancedSecurity: "enabled" }, all), []);
    assert.deepEqual(lines({ attachTo: "public", advancedSecurity: "not_set" }, free), []);
    assert.deepEqual(lines({ secretScanning: undefined, secretScanningPushProtection: undefined }, free), []);
  });

  const bad: readonly (readonly [says: string, over: Props, declared: DeclaredCodeSecurity, expected: string])[] = [
    ["fewer repositories", { attachTo: "public" }, all, `violation code-security: ${none("all repositories")}`],
    ["no repositories", { attachTo: null }, all, `violation code-security: ${none("all repositories")}`],
    ["fewer new ones", { defaultForNewRepos: "public" }, all, `violation code-security: ${none("all repositories")}`],
    ["no new ones", { defaultForNewRepos: "none" }, all, `violation code-security: ${none("all repositories")}`],
    ["no scanning", { secretScanning: "not_set" }, all, `violation code-security: ${said.scanning}`],
    ["no protection", { secretScanningPushProtection: "disabled" }, all, `violation code-security: ${said.push}`],
    ["what is not enforced", { enforcement: "unenforced" }, all, `violation code-security: ${said.enforced}`],
    ["no licences", { advancedSecurity: "not_set" }, all, `violation code-security: ${said.product}`],
    [
      "unknown repositories",
      { attachTo: UNKNOWN },
      all,
      `undecided code-security: not known yet: ${none("all repositories")}`,
    ],
    [
      "unknown protection",
      { secretScanningPushProtection: UNKNOWN },
      all,
      `undecided code-security: not known yet: ${said.push}`,
    ],
  ];
  for (const [says, over, declared, expected] of bad) {
    it(`reports ${says}`, () => assert.deepEqual(lines(over, declared), [expected]));
  }

  it("reports a second configuration that takes protection away", () => {
    const stack = [configuration(), configuration({ attachTo: "selected", secretScanning: "disabled" })];
    assert.deepEqual(linesOf(pushProtectionFindings(stack, all)), [`violation code-security: ${said.scanning}`]);
  });
  it("reports, where nothing is declared, only what is switched off", () => {
    const loose = { enforcement: "unenforced", advancedSecurity: "not_set" };
    assert.deepEqual(lines({ secretScanning: "not_set", secretScanningPushProtection: "not_set", ...loose }), []);
    assert.deepEqual(lines({ secretScanning: "disabled", secretScanningPushProtection: "disabled", ...loose }), [
      `violation code-security: ${said.scanning}`,
      `violation code-security: ${said.push}`,
    ]);
    assert.deepEqual(lines({ secretScanning: UNKNOWN }), [`undecided code-security: not known yet: ${said.scanning}`]);
  });
});

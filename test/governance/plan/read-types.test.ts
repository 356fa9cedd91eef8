import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { organizationTypes } from "../../../governance/policy/organization/organization-types.ts";
import { ownTypes, type ResourceRecord } from "../../../governance/index.ts";
import { readTypes } from "../../../governance/plan/unread-types.ts";
import { record, repositoryRuleset } from "../policy/records.ts";
import { outcomes, planned, reach } from "./previews.ts";

const kind = (type: string) => type.slice(type.lastIndexOf(":") + 1);
const inBucket = (type: string, props: object): ResourceRecord => ({
  ...record(type, { ...props }),
  urn: `urn:pulumi:test::test::ai-governance:index:AuditBucket$${type}::it`,
});
const golden = join(import.meta.dirname, "../../components/golden");

/** Custom resources that the components make. */
function childTypes(): string[] {
  const files = readdirSync(golden).map((name) => JSON.parse(readFileSync(join(golden, name), "utf8")) as unknown);
  const types = (files.flat() as { type: string }[]).map(({ type }) => type);
  const custom = (type: string) =>
    !type.startsWith("ai-governance:") || Object.values(ownTypes).some((own) => own === type);
  return [...new Set(types.filter(custom))];
}

describe("planOf, about types of resources", () => {
  it("reads every type that the components make, but these", () => {
    assert.deepEqual(
      childTypes()
        .filter((type) => !readTypes.has(type))
        .map(kind),
      ["BucketLogging", "BucketOwnershipControls"],
    );
  });
  it("reads or reports every type that changes the whole organisation", () => {
    const silent = organizationTypes.filter((type) => {
      const { undecided } = planned([record(type, { a: 1 })], [record(type, { a: 2 })]);
      return undecided.length === 0 && !readTypes.has(type);
    });
    assert.deepEqual(silent.map(kind), ["OrganizationProject"]);
  });
  for (const name of ["TeamMembership", "RepositoryCollaborator", "OrganizationRoleUser"]) {
    it(`cannot tell of a new ${name}`, () => {
      const type = `github:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
      const sentence = `whether it (${type}, to create) makes anything weaker: changes of this type are not read`;
      assert.deepEqual(planned([], [record(type, {})]).undecided, [sentence]);
    });
  }
  it("cannot tell of a part of the audit bucket that nobody reads, and says nothing of other buckets", () => {
    const type = "aws:s3/bucketLogging:BucketLogging";
    const undecided = (of: (bucket: string) => ResourceRecord) => planned([of("a")], [of("b")]).undecided.length;
    assert.equal(
      undecided((bucket) => inBucket(type, { bucket })),
      1,
    );
    assert.equal(
      undecided((bucket) => record(type, { bucket })),
      0,
    );
  });
  it("cannot tell of a repository whose settings change, but of its description", () => {
    const repository = (over: object) => record("github:index/repository:Repository", { name: "docs", ...over });
    assert.deepEqual(
      planned([repository({ visibility: "private" })], [repository({ visibility: "public" })]).undecided,
      ["whether it (github:index/repository:Repository) gets weaker by its visibility: these settings are not read"],
    );
    assert.deepEqual(planned([repository({ description: "a" })], [repository({ description: "b" })]).undecided, []);
  });

  it("says which repositories an app's scope reaches", () => {
    const scope = (...repositories: string[]) =>
      record(ownTypes.appScope, { organization: "meridian-pay", appSlug: "claude", repositories });
    const report = planned([scope("docs")], [scope("ledger")]);
    assert.deepEqual(reach(report), ["app claude + be installed: ledger", "app claude - be installed: docs"]);
    assert.equal(report.requests.github, 7);
  });
  it("cannot tell of another trust policy, role policy or key policy", () => {
    for (const [type, property] of [
      ["aws:iam/role:Role", "assumeRolePolicy"],
      ["aws:iam/rolePolicy:RolePolicy", "policy"],
      ["aws:kms/key:Key", "policy"],
    ] as const) {
      const report = planned([inBucket(type, { [property]: "a" })], [inBucket(type, { [property]: "b" })]);
      assert.deepEqual(
        report.safeguards.map(({ outcome }) => outcome),
        ["undecided"],
      );
    }
  });

  const security = (over: object = {}) =>
    record(ownTypes.codeSecurity, { name: "it", advancedSecurity: "secret_protection", attachTo: "all", ...over });
  for (const [says, over, safeguard] of [
    [
      "without push protection",
      { secretScanningPushProtection: "disabled" },
      "code security: secretScanningPushProtection",
    ],
    [
      "that leaves push protection to repositories",
      { secretScanningPushProtection: "not_set" },
      "code security: secretScanningPushProtection",
    ],
    ["that is not enforced", { enforcement: "unenforced" }, "code security is enforced"],
    ["without paid products", { advancedSecurity: "disabled" }, "code security: paid products"],
    ["for some repositories", { attachTo: "selected", repositories: ["docs"] }, "repositories with code security"],
    ["for no new repositories", { defaultForNewRepos: "none" }, "repositories with code security"],
  ] as const) {
    it(`says weakened of code security ${says}, and strengthened of the way back`, () => {
      assert.deepEqual(outcomes(planned([security()], [security(over)])), [`weakened | ${safeguard} | organisation`]);
      assert.deepEqual(outcomes(planned([security(over)], [security()])), [
        `strengthened | ${safeguard} | organisation`,
      ]);
    });
  }
  it("says weakened of code security that is deleted, or that leaves a repository out", () => {
    const gone = outcomes(planned([security()], []));
    assert.ok(gone.includes("weakened | code security: secretScanningPushProtection | organisation"), String(gone));
    const selected = (...repositories: string[]) => security({ attachTo: "selected", repositories });
    assert.deepEqual(outcomes(planned([selected("docs", "ledger")], [selected("docs")])), [
      "weakened | repositories with code security | organisation",
    ]);
  });

  const fence = (includes: string[], over: object = {}) =>
    repositoryRuleset({
      name: "ai-fence",
      conditions: { refName: { includes, excludes: [] } },
      rules: { creation: true, update: true },
      ...over,
    });
  const [codex, devin] = ["refs/heads/codex/*", "refs/heads/devin/*"];
  it("takes a pattern that a repository's fence no longer names for reach", () => {
    const report = planned([fence([codex, devin])], [fence([codex])]);
    assert.deepEqual([reach(report), outcomes(report)], [["tools + push devin/*: payments-api"], []]);
    const off = planned([fence([codex])], [fence([], { enforcement: "disabled" })]);
    assert.deepEqual([reach(off), outcomes(off)], [["tools + push codex/*: payments-api"], []]);
  });
  it("says weakened of a repository's fence that is switched off, hollowed out or deleted", () => {
    for (const after of [
      [fence([codex], { enforcement: "disabled" })],
      [fence([codex], { rules: { creation: true } })],
      [],
    ]) {
      const report = planned([fence([codex])], after);
      assert.deepEqual(outcomes(report), ["weakened | fence against tools | payments-api"]);
    }
  });
});

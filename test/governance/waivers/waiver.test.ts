import assert from "node:assert/strict";
import fc from "fast-check";
import { UNKNOWN } from "../../../governance/index.ts";
import {
  isExpired,
  waiverOf,
  waiverSchema,
  type WaivableFinding,
  type Waiver,
} from "../../../governance/waivers/waiver.ts";

const rule = "github-ruleset-disallow-broad-bypass";
const type = "github:index/repositoryRuleset:RepositoryRuleset";
const urn = `urn:pulumi:prod::payments::${type}::main`;

const waiver = (target: Waiver["target"], over: Partial<Waiver> = {}): Waiver => ({
  rule,
  target,
  reason: "Agreed.",
  approvedBy: "octocat",
  expires: "2027-03-31",
  ...over,
});

const found = (over: Partial<WaivableFinding> = {}): WaivableFinding => ({
  rule,
  finding: { subject: "main", urn },
  repository: "payments",
  role: "organization",
  ...over,
});

const holds = (target: Waiver["target"], over: Partial<WaivableFinding> = {}): boolean =>
  waiverOf([waiver(target)], found(over)) !== undefined;

const settingTypes = [
  "github:index/organizationRuleset:OrganizationRuleset",
  "github:index/organizationCustomProperties:OrganizationCustomProperties",
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketV2:BucketV2",
];

describe("waiverOf", () => {
  it("finds the waiver for a finding's repository, resource or setting", () => {
    assert.equal(holds({ repository: "payments" }), true);
    assert.equal(holds({ resource: urn }), true);
    assert.equal(holds({ setting: "main" }, { repository: undefined, finding: { subject: "main" } }), true);
  });

  it("finds none among none, and none of another rule", () => {
    assert.equal(waiverOf([], found()), undefined);
    assert.equal(holds({ repository: "payments" }, { rule: "github-ruleset-disallow-agent-bypass" }), false);
    assert.equal(holds({ repository: "payments" }, { rule: `${rule}-more` }), false);
  });

  it("takes the waiver that holds longest", () => {
    const [first, last] = [waiver({ resource: urn }), waiver({ repository: "payments" }, { expires: "2027-04-01" })];
    assert.equal(waiverOf([first, last], found()), last);
    assert.equal(waiverOf([last, first], found()), last);
    const twin = { ...last, reason: "The same day." };
    assert.equal(waiverOf([last, twin], found()), last);
  });
});

describe("waiverSchema", () => {
  it("takes a kind of target that is undefined for one that is not there", () => {
    const target = { repository: "payments", setting: undefined };
    assert.equal(waiverSchema.safeParse(waiver(target)).success, true);
    assert.equal(waiverSchema.safeParse(waiver({ repository: undefined })).success, false);
  });
});

describe("the scope of a waiver", () => {
  for (const sibling of ["payments-api", "payment", "Payments", "payments ", "meridian-pay/payments", ""]) {
    it(`of repository payments leaves ${JSON.stringify(sibling)} alone, and the other way round`, () => {
      assert.equal(holds({ repository: "payments" }, { repository: sibling }), false);
      assert.equal(holds({ repository: sibling }), false);
    });
  }

  for (const [says, other] of [
    ["another stack", urn.replace("prod", "dev")],
    ["another project", urn.replace("payments", "ledger")],
    ["another type", urn.replace("repositoryRuleset", "repository")],
    ["a longer name", `${urn}-2`],
    ["another case", urn.replace("main", "Main")],
    ["its child", urn.replace(type, `acme:index:Service$${type}`)],
  ] as const) {
    it(`of a resource leaves ${says} alone, and the other way round`, () => {
      assert.equal(holds({ resource: urn }, { finding: { subject: "main", urn: other } }), false);
      assert.equal(holds({ resource: other }), false);
    });
  }

  it("of a parent component leaves its children alone, and the other way round", () => {
    const parent = "urn:pulumi:prod::payments::ai-governance:index:GovernedRepository::payments";
    const child = `urn:pulumi:prod::payments::ai-governance:index:GovernedRepository$${type}::payments-ruleset`;
    assert.equal(holds({ resource: parent }, { finding: { subject: "main", urn: child } }), false);
    assert.equal(holds({ resource: child }, { finding: { subject: "payments", urn: parent } }), false);
  });

  it("of a resource leaves findings without a resource alone", () => {
    assert.equal(holds({ resource: urn }, { finding: { subject: urn } }), false);
  });

  it("of a setting leaves repositories and their resources alone, whatever they are called", () => {
    assert.equal(holds({ setting: "main" }), false);
    assert.equal(holds({ setting: "payments" }, { finding: { subject: "payments" } }), false);
    assert.equal(holds({ setting: "main" }, { repository: UNKNOWN }), false);
  });

  it("of a setting leaves stacks of repositories alone", () => {
    for (const role of ["repository", undefined] as const) {
      const finding = { subject: "main" };
      assert.equal(holds({ setting: "main" }, { repository: undefined, finding, role }), false);
    }
  });

  const named = (type: string) => `urn:pulumi:prod::organization::acme:index:Org$${type}::main`;

  for (const type of settingTypes) {
    it(`of a setting holds for a ${type} of that name`, () => {
      const about = (subject: string) => ({ repository: undefined, finding: { subject, urn: named(type) } });
      assert.equal(holds({ setting: "main" }, about("main")), true);
      assert.equal(holds({ setting: "main" }, about("main-2")), false);
    });
  }

  for (const other of [
    named("aws:iam/userPolicy:UserPolicy"),
    named("aws:s3/bucketPolicy:BucketPolicy"),
    named("github:index/repositoryRuleset:RepositoryRuleset"),
    named("command:local:Command"),
    "urn:pulumi:prod::organization::aws:s3/bucket:Bucket$aws:iam/role:Role::main",
    "urn:pulumi:prod::organization::aws:iam/role:Role::aws:s3/bucket:Bucket",
    "main",
    "",
  ]) {
    it(`of a setting leaves its namesake ${other || "with an empty URN"} alone`, () => {
      const finding = { subject: "main", urn: other };
      assert.equal(holds({ setting: "main" }, { repository: undefined, finding }), false);
    });
  }

  it("of a repository leaves settings, and what may be another repository's, alone", () => {
    assert.equal(holds({ repository: "main" }, { repository: undefined }), false);
    assert.equal(holds({ repository: "payments" }, { repository: UNKNOWN }), false);
  });

  it("never reaches a finding about anything else", () => {
    const name = fc.oneof(
      fc.constantFrom("payments", "payments-api", "PAYMENTS", "main", "critical", urn, `${urn}-2`),
      fc.string({ minLength: 1 }),
    );
    const target: fc.Arbitrary<Waiver["target"]> = fc.oneof(
      name.map((repository) => ({ repository })),
      name.map((resource) => ({ resource })),
      name.map((setting) => ({ setting })),
    );
    const typed = fc.constantFrom(...settingTypes, "aws:iam/userPolicy:UserPolicy").map(named);
    const about = fc.record({
      subject: name,
      urn: fc.option(fc.oneof(name, typed), { nil: undefined }),
      repository: fc.option(fc.oneof(name, fc.constant(UNKNOWN)), { nil: undefined }),
      role: fc.constantFrom("organization", "repository", undefined),
    });
    fc.assert(
      fc.property(target, about, (aim, { subject, urn, repository, role }) => {
        const waived = waiverOf([waiver(aim)], { rule, finding: { subject, ...(urn && { urn }) }, repository, role });
        if (waived === undefined) return;
        if (aim.repository !== undefined) assert.equal(repository, aim.repository);
        if (aim.resource !== undefined) assert.equal(urn, aim.resource);
        if (aim.setting === undefined) return;
        assert.deepEqual([repository, subject, role], [undefined, aim.setting, "organization"]);
        assert.ok(!urn || settingTypes.some((type) => named(type) === urn));
      }),
      { numRuns: 5000 },
    );
  });
});

describe("isExpired", () => {
  it("is true from the day after the last", () => {
    const last = waiver({ repository: "payments" });
    assert.equal(isExpired(last, "2027-03-30"), false);
    assert.equal(isExpired(last, "2027-03-31"), false);
    assert.equal(isExpired(last, "2027-04-01"), true);
  });
});

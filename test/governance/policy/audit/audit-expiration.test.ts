import assert from "node:assert/strict";
import { awsTypes, UNKNOWN } from "../../../../governance/index.ts";
import { auditExpirationFindings } from "../../../../governance/policy/audit/audit-expiration.ts";
import { bucketWeakenings } from "../../../../governance/policy/resource.ts";
import { auditBucket, record } from "../records.ts";

const bucket = "meridian-pay-ai-audit";
const audit = { bucket, retentionDays: 400 };
const lifecycle = (rules: unknown, over: object = {}) =>
  record(bucketWeakenings.lifecycle[0], { bucket, rules, ...over });
const said = (rule: unknown) =>
  auditExpirationFindings([...auditBucket(), lifecycle([rule])], audit).map(
    ({ outcome, message }) =>
      `${outcome}: ${message.replace(/^.*?a lifecycle rule (perhaps )?/, "").replace(/;.*/, "")}`,
  );
const on = (rule: object) => ({ id: "old", status: "Enabled", ...rule });

const current = "expires objects before 400 days";
const dated = "expires objects from a date on";
const markers = "removes delete markers";
const versions = "deletes older versions before 400 days";

describe("auditExpirationFindings", () => {
  for (const [says, rule, ...expected] of [
    ["no expiration", on({ transitions: [{ days: 30, storageClass: "GLACIER" }] })],
    ["expiration at the end of retention", on({ expiration: { days: 400 } })],
    ["expiration a day before", on({ expiration: { days: 399 } }), `violation: ${current}`],
    ["expiration after days in words", on({ expiration: { days: "many" } }), `violation: ${current}`],
    [
      "expiration after days of no sense",
      on({ expiration: { days: { valueOf: 1, toString: 1 } } }),
      `violation: ${current}`,
    ],
    ["expiration after days as text", on({ expiration: { days: "400" } })],
    ["expiration after unknown days", on({ expiration: { days: UNKNOWN } }), `undecided: ${current}`],
    ["expiration from a date on", on({ expiration: { date: "2099-01-01T00:00:00Z" } }), `violation: ${dated}`],
    ["expiration from an unknown date on", on({ expiration: { date: UNKNOWN } }), `undecided: ${dated}`],
    ["removal of markers", on({ expiration: { expiredObjectDeleteMarker: true } }), `violation: ${markers}`],
    [
      "removal of markers, perhaps",
      on({ expiration: { expiredObjectDeleteMarker: UNKNOWN } }),
      `undecided: ${markers}`,
    ],
    ["what AWS answers for nothing", on({ expiration: { days: 0, date: "", expiredObjectDeleteMarker: false } })],
    [
      "what AWS has not answered yet beside days",
      on({ expiration: { days: 400, date: UNKNOWN, expiredObjectDeleteMarker: UNKNOWN } }),
    ],
    ["nothing as null", on({ expiration: null, noncurrentVersionExpiration: null })],
    ["late deletion of versions", on({ noncurrentVersionExpiration: { noncurrentDays: 400 } })],
    [
      "early deletion of versions",
      on({ noncurrentVersionExpiration: { noncurrentDays: 399 } }),
      `violation: ${versions}`,
    ],
    [
      "deletion of versions at once",
      on({ noncurrentVersionExpiration: { noncurrentDays: 0 } }),
      `violation: ${versions}`,
    ],
    [
      "deletion of versions by number",
      on({ noncurrentVersionExpiration: { newerNoncurrentVersions: 1 } }),
      `violation: ${versions}`,
    ],
    [
      "deletion of versions after unknown days",
      on({ noncurrentVersionExpiration: { noncurrentDays: UNKNOWN } }),
      `undecided: ${versions}`,
    ],
    ["unknown deletion of versions", on({ noncurrentVersionExpiration: UNKNOWN }), `undecided: ${versions}`],
    ["unknown expiration", on({ expiration: UNKNOWN }), `undecided: ${current}, ${dated}, ${markers}`],
    ["a rule that is off", { status: "Disabled", expiration: { days: 1 } }],
    ["an older rule that is off", { enabled: false, expiration: { days: 1 } }],
    ["a rule that does not say it is on", { expiration: { days: 1 } }, `violation: ${current}`],
    ["a rule that says it strangely", { status: "disabled", expiration: { days: 1 } }, `violation: ${current}`],
    ["a rule that may be on", { status: UNKNOWN, expiration: { days: 1 } }, `undecided: ${current}`],
    ["an older rule that may be on", { enabled: UNKNOWN, expiration: { days: 1 } }, `undecided: ${current}`],
    ["a rule that is unknown", UNKNOWN, `undecided: ${current}`],
    ["no rule", null],
  ] as const) {
    it(`judges ${says}`, () => assert.deepEqual(said(rule), expected));
  }

  it("names all that rules do, each once, in one finding at the rules, and what is unknown in another", () => {
    const early = on({ expiration: { days: 30 }, noncurrentVersionExpiration: { noncurrentDays: 30 } });
    const rules = lifecycle([early, early, on({ expiration: { date: UNKNOWN } })]);
    const fix = "Remove the expiration: evidence is locked, and the AuditBucket component has no lifecycle rules.";
    assert.deepEqual(auditExpirationFindings([...auditBucket(), rules], audit), [
      {
        outcome: "violation",
        subject: bucket,
        urn: rules.urn,
        message: `a lifecycle rule ${current}, ${versions}; none must take evidence away before its time.`,
        fix,
      },
      {
        outcome: "undecided",
        subject: bucket,
        urn: rules.urn,
        message: `not known yet, a lifecycle rule perhaps ${dated}; none must take evidence away before its time.`,
        fix,
      },
    ]);
  });

  it("never accepts less than the legal minimum, whatever it is told", () => {
    const judge = (days: number) =>
      auditExpirationFindings([...auditBucket(), lifecycle([on({ expiration: { days } })])], {
        bucket,
        retentionDays: 30,
      });
    assert.equal(judge(182).length, 1);
    assert.deepEqual(judge(183), []);
  });

  const outcomes = (...args: Parameters<typeof auditExpirationFindings>) =>
    auditExpirationFindings(...args).map(({ outcome, subject, urn }) => [outcome, subject, urn]);
  const early = on({ expiration: { days: 1 } });

  it("judges rules of either type, with or without the bucket in the stack", () => {
    for (const type of bucketWeakenings.lifecycle) {
      const rules = record(type, { bucket, rules: [early] });
      assert.deepEqual(outcomes([rules], audit), [["violation", bucket, rules.urn]]);
      assert.deepEqual(outcomes([...auditBucket(), rules], audit), [["violation", bucket, rules.urn]]);
    }
  });

  it("judges the rules of the bucket itself, in the words of both types", () => {
    for (const rule of [
      { enabled: true, expiration: { days: 1 } },
      { enabled: true, expirations: [{ days: 1 }] },
      { enabled: true, noncurrentVersionExpiration: { days: 1 } },
      { enabled: true, noncurrentVersionExpirations: [{ days: 1 }] },
    ]) {
      const stack = auditBucket({ bucket: { lifecycleRules: [rule] } });
      assert.deepEqual(outcomes(stack, audit), [["violation", bucket, stack[0]?.urn]]);
    }
    const [answered] = auditBucket({ bucket: { lifecycleRules: UNKNOWN } });
    assert.ok(answered);
    assert.deepEqual(outcomes([{ ...answered, origins: {} }], audit), []);
    assert.equal(outcomes([{ ...answered, origins: { lifecycleRules: ["urn:other"] } }], audit)[0]?.[0], "undecided");
  });

  it("finds the rules of a bucket that does not exist yet through their origin", () => {
    const [it] = auditBucket();
    assert.ok(it);
    const rules = lifecycle([early], { bucket: UNKNOWN });
    assert.deepEqual(outcomes([it, { ...rules, origins: { bucket: [it.urn] } }], audit), [
      ["violation", bucket, rules.urn],
    ]);
    assert.deepEqual(outcomes([it, { ...rules, origins: { bucket: ["urn:other"] } }], audit), []);
    assert.deepEqual(outcomes([it, rules], audit), [["undecided", bucket, rules.urn]]);
  });

  it("leaves other buckets alone, and does not blame one whose name is unknown", () => {
    const other = record(awsTypes.bucket[0], { bucket: "logs", lifecycleRules: [early] });
    assert.deepEqual(outcomes([other, lifecycle([early], { bucket: "logs" })], audit), []);
    const unnamed = record(awsTypes.bucket[0], { bucket: UNKNOWN, lifecycleRules: [early] }, "evidence");
    assert.deepEqual(outcomes([unnamed], audit), [["undecided", "evidence", unnamed.urn]]);
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { githubTypes, UNKNOWN } from "../../../../governance/index.ts";
import { waiverValidityFindings, type WaiverFacts } from "../../../../governance/policy/stack/waiver-validity.ts";
import type { Waiver } from "../../../../governance/waivers/waiver.ts";
import { record } from "../records.ts";

const today = "2026-11-26";
const rule = "github-ruleset-disallow-broad-bypass";
const docs = record(githubTypes.repositoryRuleset, { repository: "docs" }, "docs-main");

const waiver = (over: Partial<Waiver> = {}): Waiver => ({
  rule,
  target: { repository: "docs" },
  reason: "Agreed.",
  approvedBy: "octocat",
  expires: "2027-03-31",
  ...over,
});

const facts = (allWaivers: readonly Waiver[], over: Partial<WaiverFacts> = {}): WaiverFacts => ({
  role: "repository",
  organization: "meridian-pay",
  agents: [{ name: "claude-code", logins: ["claude[bot]", "claude-helper"] }],
  automation: [{ name: "release-bot", logins: ["meridian-release-bot"] }],
  rules: [rule, "github-ruleset-disallow-agent-bypass"],
  allWaivers,
  ...over,
});

const found = (over: Partial<Waiver>, role: WaiverFacts["role"] = "repository", stack = [docs]) =>
  waiverValidityFindings(stack, facts([waiver(over)], { role }), today);
const messages = (over: Partial<Waiver>): string[] => found(over).map(({ message }) => message);

const expired = { expires: "2026-11-25" };

describe("waiverValidityFindings", () => {
  it("reports an expired waiver, says since when and where", () => {
    assert.deepEqual(found(expired), [
      {
        outcome: "violation",
        subject: "docs",
        message: `the waiver of ${rule} expired on 2026-11-25; it must be removed or approved anew.`,
        fix: "Remove it from waivers in governance.yaml.",
        urn: docs.urn,
      },
    ]);
    assert.deepEqual(found({ expires: today }), []);
  });

  it("reports a waiver that holds longer than 366 days from today", () => {
    assert.deepEqual(messages({ expires: "2027-11-27" }), []);
    const [finding, ...others] = found({ expires: "2027-11-28" });
    assert.deepEqual(others, []);
    assert.deepEqual(
      [finding?.message, finding?.fix],
      [
        `the waiver of ${rule} holds until 2027-11-28; it must end within 366 days, by 2027-11-27.`,
        "Write in governance.yaml: expires: 2027-11-27",
      ],
    );
  });

  for (const [approver, who] of [
    ["Claude-Helper", "the AI tool claude-code"],
    ["claude", "the AI tool claude-code"],
    ["meridian-release-bot", "the automation release-bot"],
    ["Renovate[BOT]", "the app Renovate[BOT]"],
  ]) {
    it(`reports the approval of ${approver}`, () => {
      const [finding, ...others] = found({ approvedBy: approver ?? "" });
      assert.deepEqual(others, []);
      assert.deepEqual(
        [finding?.message, finding?.fix],
        [
          `the waiver of ${rule} is approved by ${who}; a person must answer for it.`,
          "Write a person's login as approvedBy in governance.yaml.",
        ],
      );
    });
  }

  it("reports a waiver of a rule that does not exist", () => {
    assert.deepEqual(
      found({ rule: "github-ruleset-disallow-brod-bypass" }).map(({ message, fix }) => [message, fix]),
      [
        [
          "the waiver names github-ruleset-disallow-brod-bypass, which is no rule that can be waived; it must name one.",
          `Name the rule as previews print it. Did you mean "${rule}"?`,
        ],
      ],
    );
  });

  it("reports all mistakes of all waivers, and none of a good one", () => {
    const all = [waiver({ ...expired, approvedBy: "x[bot]", rule: "no-such" }), waiver(), waiver(expired)];
    assert.equal(waiverValidityFindings([docs], facts(all), today).length, 4);
  });

  it("leaves stacks alone that a waiver is not aimed at", () => {
    const targets: Waiver["target"][] = [
      { repository: "doc" },
      { repository: "docs-api" },
      { repository: "DOCS" },
      { resource: `${docs.urn}-2` },
      { resource: docs.urn.replace("test::", "prod::") },
      { setting: "docs" },
    ];
    for (const target of targets) assert.deepEqual(found({ ...expired, target }), []);
    assert.deepEqual(found(expired, "repository", []), []);
    const odd = [null, undefined, 7, {}, ""].map((repository) =>
      record(githubTypes.repositoryRuleset, { repository }, "odd"),
    );
    assert.deepEqual(found(expired, "repository", odd), []);
  });

  it("takes a waiver of a resource for that resource's, and one of a setting for the organisation's", () => {
    const about = (target: Waiver["target"]) =>
      found({ ...expired, target }, "organization").map(({ subject, urn }) => [subject, urn]);
    assert.deepEqual(about({ resource: docs.urn }), [["docs-main", docs.urn]]);
    assert.deepEqual(about({ setting: "critical" }), [["critical", undefined]]);
  });

  it("stays undecided while a repository is unknown that may be the waiver's", () => {
    const unknown = record(githubTypes.repositoryRuleset, { repository: UNKNOWN }, "any");
    assert.deepEqual(found(expired, "repository", [unknown]), [
      {
        outcome: "undecided",
        subject: "docs",
        message: `if this is a part of repository docs: the waiver of ${rule} expired on 2026-11-25; it must be removed or approved anew.`,
        fix: "Remove it from waivers in governance.yaml.",
        urn: unknown.urn,
      },
    ]);
    assert.deepEqual(
      found(expired, "repository", [unknown, docs]).map(({ outcome }) => outcome),
      ["violation"],
    );
    assert.deepEqual(found({}, "repository", [unknown]), []);
  });

  it("reports facts that are out of date, in every stack", () => {
    const outdated = (validUntil: string | undefined) => waiverValidityFindings([], facts([], { validUntil }), today);
    assert.deepEqual(outdated("2026-11-25"), [
      {
        outcome: "violation",
        subject: "meridian-pay",
        message: "what the pack was told of meridian-pay held until 2026-11-25; the pack must be told anew.",
        fix: "Make the pack, or its configuration, anew from governance.yaml.",
      },
    ]);
    assert.deepEqual([outdated(today), outdated(undefined)], [[], []]);
  });

  it("allows exactly the days from today to 366 days ahead", () => {
    const day = (ahead: number) => new Date(Date.parse(today) + ahead * 86_400_000).toISOString().slice(0, 10);
    fc.assert(
      fc.property(fc.integer({ min: -800, max: 800 }), (ahead) => {
        assert.equal(found({ expires: day(ahead) }).length, ahead >= 0 && ahead <= 366 ? 0 : 1);
      }),
    );
  });
});

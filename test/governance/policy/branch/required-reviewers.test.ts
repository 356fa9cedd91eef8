import assert from "node:assert/strict";
import fc from "fast-check";
import { everyFile, UNKNOWN } from "../../../../governance/index.ts";
import { approvalsByTeam, unverifiableTeams } from "../../../../governance/policy/branch/required-reviewers.ts";

const engineers = { slug: "engineers", id: 4 };
const asked = (over: object = {}) => ({
  filePatterns: [...everyFile],
  minimumApprovals: 2,
  reviewer: { type: "Team", id: 4 },
  ...over,
});
const approvals = (...requiredReviewers: readonly unknown[]) =>
  approvalsByTeam({ requiredReviewers }, everyFile, engineers);
const none = { value: 0, undecided: false };
const open = { value: 0, undecided: true };

describe("approvalsByTeam", () => {
  it("counts what the team must give on every file", () => {
    assert.deepEqual(approvals(asked()), { value: 2, undecided: false });
  });
  it("takes the id as text, and more patterns than it asks for", () => {
    const wider = asked({ filePatterns: ["docs/*", ...everyFile], reviewer: { type: "Team", id: "4" } });
    assert.deepEqual(approvals(wider), { value: 2, undecided: false });
  });
  it("takes the most that one entry asks, and never adds entries up", () => {
    assert.deepEqual(approvals(asked({ minimumApprovals: 1 }), asked(), asked({ minimumApprovals: 1 })), {
      value: 2,
      undecided: false,
    });
  });

  for (const [says, over] of [
    ["another team", { reviewer: { type: "Team", id: 5 } }],
    ["no team", { reviewer: { type: "User", id: 4 } }],
    ["nobody", { reviewer: null }],
    ["some files only", { filePatterns: ["**/*"] }],
    ["all but some files", { filePatterns: [...everyFile, "!docs/*"] }],
    ["all but some files, and unknown ones", { filePatterns: [...everyFile, "!docs/*", UNKNOWN] }],
    ["no files", { filePatterns: null }],
    ["patterns that are no text", { filePatterns: [1, 2, 3, 4] }],
    ["no approval", { minimumApprovals: 0 }],
    ["less than none", { minimumApprovals: -1 }],
    ["a number as text", { minimumApprovals: "2" }],
    ["nothing of it", { minimumApprovals: undefined }],
  ] as const) {
    it(`counts nothing that is asked of ${says}`, () => assert.deepEqual(approvals(asked(over)), none));
  }
  it("counts nothing in rules of other shapes", () => {
    for (const rule of [undefined, null, "x", [], { requiredReviewers: null }, { requiredReviewers: ["x", null] }]) {
      assert.deepEqual(approvalsByTeam(rule, everyFile, engineers), none);
    }
  });

  for (const [says, over] of [
    ["number", { minimumApprovals: UNKNOWN }],
    ["team", { reviewer: { type: "Team", id: UNKNOWN } }],
    ["kind of reviewer", { reviewer: { type: UNKNOWN, id: 4 } }],
    ["pattern", { filePatterns: [...everyFile.slice(1), UNKNOWN] }],
    ["pattern beside the known ones", { filePatterns: [...everyFile, UNKNOWN] }],
  ] as const) {
    it(`stays open while the ${says} is unknown`, () => {
      assert.deepEqual(approvals(asked(over)), open);
      assert.deepEqual(approvals(asked(over), asked({ minimumApprovals: 1 })), { value: 1, undecided: true });
    });
  }
  it("stays open while a whole entry, or the list, is unknown", () => {
    assert.deepEqual(approvals(UNKNOWN), open);
    assert.deepEqual(approvalsByTeam({ requiredReviewers: UNKNOWN }, everyFile, engineers), open);
    assert.deepEqual(approvalsByTeam(UNKNOWN, everyFile, engineers), open);
  });
  it("is certain about what an unknown value cannot change", () => {
    const elsewhere = { reviewer: { type: "Team", id: 5 }, minimumApprovals: UNKNOWN };
    assert.deepEqual(approvals(asked(elsewhere)), none);
  });

  it("takes any one team where nobody looked the id up, also one that is made in the same update", () => {
    for (const team of [undefined, { slug: "engineers" }]) {
      const of = (id: unknown, type = "Team") =>
        approvalsByTeam({ requiredReviewers: [asked({ reviewer: { type, id } })] }, everyFile, team).value;
      assert.deepEqual([of(5), of(UNKNOWN), of(0), of(undefined), of("x"), of(5, "User")], [2, 2, 0, 0, 0, 0]);
    }
  });

  it("never counts more than the largest entry asks for", () => {
    const entry = fc.record({
      filePatterns: fc.subarray([...everyFile, "docs/*"]),
      minimumApprovals: fc.integer({ min: 0, max: 10 }),
      reviewer: fc.record({ type: fc.constantFrom("Team", "User"), id: fc.integer({ min: 1, max: 5 }) }),
    });
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const counting = entries.filter(
          ({ filePatterns, reviewer }) =>
            everyFile.every((pattern) => filePatterns.includes(pattern)) &&
            reviewer.type === "Team" &&
            reviewer.id === 4,
        );
        const most = Math.max(0, ...counting.map(({ minimumApprovals }) => minimumApprovals));
        assert.deepEqual(approvals(...entries), { value: most, undecided: false });
      }),
    );
  });
});

describe("unverifiableTeams", () => {
  it("names each team without id once, and how to give the ids", () => {
    const teams = [{ slug: "b" }, { slug: "a" }, engineers, { slug: "b" }];
    assert.deepEqual(unverifiableTeams(teams, "standard", "urn:1"), [
      {
        outcome: "unverifiable",
        subject: "standard",
        urn: "urn:1",
        message: "whether the approvals are asked of a, b cannot be known here; no other team must count.",
        fix: "Give the pack's configuration the id of each team: --team a=<id> --team b=<id>",
      },
    ]);
  });
  it("says nothing where all ids are known", () => assert.deepEqual(unverifiableTeams([engineers], "standard"), []));
});

import assert from "node:assert/strict";
import { UNKNOWN } from "../../../governance/index.ts";
import { ruleStrengths } from "../../../governance/plan/rule-strengths.ts";
import { repositoryRuleset, rules as allControls } from "../policy/records.ts";

const strengths = (rules: unknown, over: object = {}) => ruleStrengths(repositoryRuleset({ rules, ...over }), []);
/** What a rule consists of, as text; "?" where more may be in it. */
const told = (rules: unknown, over?: object) =>
  [...strengths(rules, over)].map(([name, { kind, things, open }]) =>
    [name, kind, ...things, ...(open ? ["?"] : [])].join(" | "),
  );
const withReview = (review: object) => told({ pullRequest: review });

describe("ruleStrengths", () => {
  it("leaves to the table of controls what that has, but for the gate's home", () => {
    assert.deepEqual(told(allControls), ["repository of the required workflow | value | 1"]);
  });
  for (const [says, rules, expected] of [
    ["a switch that is on", { requiredLinearHistory: true }, ["rule requiredLinearHistory | value | true"]],
    ["a switch that is off, or not there", { requiredLinearHistory: false, creation: null, update: undefined }, []],
    ["a switch that is not known", { requiredLinearHistory: UNKNOWN }, ["rule requiredLinearHistory | value | ?"]],
    [
      "a rule with a text",
      { commitMessagePattern: { pattern: "T-" } },
      ["rule commitMessagePattern | value | on", "rule commitMessagePattern.pattern | value | T-"],
    ],
    [
      "a rule with a number that is no count",
      { x: { maxFileSize: 3 } },
      ["rule x | value | on", "rule x.maxFileSize | value | 3"],
    ],
    ["a rule with a count", { x: { minCount: 2 } }, ["rule x | value | on", "rule x.minCount | list | 1 | 2"]],
    ["a rule with approvals", { x: { minApprovals: 1 } }, ["rule x | value | on", "rule x.minApprovals | list | 1"]],
    ["a rule with no approvals", { x: { minApprovals: 0 } }, ["rule x | value | on", "rule x.minApprovals | list"]],
    ["the most that is counted", { x: { minCount: 101 } }, ["rule x | value | on", "rule x.minCount | value | 101"]],
    ["texts", { x: { paths: ["a", "b"] } }, ["rule x | value | on", "rule x.paths | list | a | b"]],
    ["no texts", { x: { paths: [] } }, ["rule x | value | on"]],
    [
      "a text that is not known",
      { x: { paths: ["a", UNKNOWN] } },
      ["rule x | value | on", "rule x.paths | list | a | ?"],
    ],
    [
      "things, whatever the order of their properties and lists",
      { x: { tools: [{ name: "CodeQL", alerts: ["b", "a"], level: UNKNOWN, none: null }] } },
      ["rule x | value | on", "rule x.tools | value | {alerts=[a,b],level=?,name=CodeQL,none=null}"],
    ],
    [
      "what loosens a rule, by its absence",
      { x: { doNotEnforceOnCreate: false, allowForceMerges: true } },
      ["rule x | value | on", "rule x.doNotEnforceOnCreate | value | no"],
    ],
  ] as const) {
    it(`reads ${says}`, () => {
      assert.deepEqual(told(rules), expected);
    });
  }
  it("counts each way to merge that is closed", () => {
    assert.deepEqual(withReview({ allowedMergeMethods: ["squash"] }), [
      "rule pullRequest.allowedMergeMethods | list | merge | rebase",
    ]);
    assert.deepEqual(withReview({ allowedMergeMethods: ["merge", "squash", "rebase", UNKNOWN] }), [
      "rule pullRequest.allowedMergeMethods | list | ?",
    ]);
  });
  describe("of teams that must approve", () => {
    const reviewer = { type: "Team", id: 11 };
    const of = (...requiredReviewers: unknown[]) => withReview({ requiredReviewers });
    const name = "rule pullRequest.requiredReviewers | value";
    it("counts each approval, pattern by pattern", () => {
      assert.deepEqual(of({ filePatterns: ["a", "b"], minimumApprovals: 2, reviewer }), [
        `${name} | 1 of {id=11,type=Team} for a | 2 of {id=11,type=Team} for a | 1 of {id=11,type=Team} for b | 2 of {id=11,type=Team} for b`,
      ]);
      assert.deepEqual(of({ filePatterns: ["a"], minimumApprovals: 0, reviewer }), [name]);
      assert.deepEqual(of({ filePatterns: ["a"], minimumApprovals: -1, reviewer }), [name]);
    });
    for (const over of [
      { minimumApprovals: UNKNOWN },
      { filePatterns: ["a", UNKNOWN] },
      { filePatterns: ["a", "!b"] },
      { minimumApprovals: 101 },
    ]) {
      it(`takes one for a whole that has ${Object.keys(over).join()} which cannot be counted`, () => {
        const [only = "", ...more] = of({ filePatterns: ["a"], minimumApprovals: 1, reviewer, ...over });
        assert.deepEqual(more, []);
        assert.match(only, /\| \{filePatterns=/);
      });
    }
  });

  it("puts nothing in force that is off, and leaves open what may be", () => {
    const rules = { requiredLinearHistory: true };
    for (const enforcement of ["disabled", "evaluate"]) assert.deepEqual(told(rules, { enforcement }), []);
    assert.deepEqual(told(rules, { enforcement: UNKNOWN }), ["rule requiredLinearHistory | value | ?"]);
  });
  it("is about the default branch of branches only", () => {
    const rules = { requiredLinearHistory: true };
    assert.deepEqual(told(rules, { target: "tag" }), []);
    assert.deepEqual(told(rules, { conditions: { refName: { includes: ["refs/heads/x"] } } }), []);
    assert.deepEqual(told(allControls, { target: "tag" }), []);
  });
  it("knows the gate's home as far as it is known", () => {
    const home = (...requiredWorkflows: unknown[]) => told({ requiredWorkflows: { requiredWorkflows } });
    const name = "repository of the required workflow | value";
    assert.deepEqual(home({ repositoryId: 1 }, { repositoryId: 2 }), [`${name} | 1 | 2`]);
    assert.deepEqual(home({ repositoryId: UNKNOWN }), [`${name} | ?`]);
    assert.deepEqual(home(UNKNOWN), [`${name} | ?`]);
    assert.deepEqual(home(), []);
  });
});

describe("ruleStrengths on other refs", () => {
  const scope = (ref: string | undefined, target = "branch", ...excluded: string[]) => ({ target, ref, excluded });
  const on = (scopes: Parameters<typeof ruleStrengths>[1], includes: unknown, over: object = {}, branch?: string) =>
    [
      ...ruleStrengths(
        repositoryRuleset({ rules: { deletion: true }, conditions: { refName: { includes } }, ...over }),
        scopes,
        branch,
      ),
    ].map(([name, { things, open }]) => [name, ...things, ...(open ? ["?"] : [])].join(" | "));

  it("tells rules of the table as well, with their ref", () => {
    assert.deepEqual(on([scope("refs/heads/x"), scope("refs/heads/y")], ["refs/heads/x"]), [
      "rule deletion on refs/heads/x | true",
    ]);
  });
  it("does not tell the default branch twice, under its alias or its name", () => {
    const whole = scope("~DEFAULT_BRANCH");
    assert.deepEqual(on([whole], ["~DEFAULT_BRANCH"]), []);
    assert.deepEqual(on([scope("refs/heads/main")], ["refs/heads/main"], {}, "main"), []);
    assert.deepEqual(on([scope("refs/heads/main")], ["~ALL"], {}, "trunk"), [
      "rule deletion on refs/heads/main | true",
    ]);
    assert.deepEqual(on([scope("~DEFAULT_BRANCH", "branch", "a")], ["~DEFAULT_BRANCH"]), [
      "rule deletion on ~DEFAULT_BRANCH but a | true",
    ]);
    assert.deepEqual(on([scope("~DEFAULT_BRANCH", "tag")], ["~DEFAULT_BRANCH"], { target: "tag" }), [
      "rule deletion on ~DEFAULT_BRANCH | true",
    ]);
  });
  it("leaves open what may cover the ref, or may be in force", () => {
    assert.deepEqual(on([scope("refs/heads/x")], [UNKNOWN]), ["rule deletion on refs/heads/x | ?"]);
    assert.deepEqual(on([scope("refs/heads/x")], ["refs/heads/x"], { enforcement: UNKNOWN }), [
      "rule deletion on refs/heads/x | ?",
    ]);
  });
});

import assert from "node:assert/strict";
import { dormantFencesOf, githubTypes, UNKNOWN } from "../../../../governance/index.ts";
import {
  enforcementFindings,
  type EnforcementFacts,
} from "../../../../governance/policy/branch/ruleset-enforcement.ts";
import { parsed } from "../../example.ts";
import { record, refName, repositoryRuleset, tierRuleset } from "../records.ts";

const facts: EnforcementFacts = {
  role: "organization",
  trials: { standard: { owner: "platform", until: "2027-01-31" } },
  dormant: { rulesets: ["ai-stop-codex"], repositories: ["docs"] },
};
const found = (stack: Parameters<typeof enforcementFindings>[0], over: Partial<EnforcementFacts> = {}) =>
  enforcementFindings(stack, { ...facts, ...over }).map(({ outcome, subject, message }) => [outcome, subject, message]);

const active = "it must be active: on trial are only the rules of tier standard (platform, until 2027-01-31).";
const unknown = "whether the ruleset is in force, or declared not to be, is not known yet; it must be active.";
const stop = (over: object = {}) =>
  record(githubTypes.organizationRuleset, {
    name: "ai-stop-codex",
    target: "branch",
    enforcement: "disabled",
    conditions: { refName: { includes: ["refs/heads/codex/**/*"] }, repositoryName: { includes: ["~ALL"] } },
    ...over,
  });
const fence = (over: object = {}) =>
  repositoryRuleset({
    name: "ai-fence",
    repository: "docs",
    enforcement: "disabled",
    conditions: { refName: { includes: [], excludes: [] } },
    ...over,
  });

describe("enforcementFindings", () => {
  it("finds nothing when every ruleset is active", () => {
    assert.deepEqual(found([tierRuleset("critical"), repositoryRuleset()]), []);
    assert.deepEqual(found([]), []);
  });

  it("says the resource and the way out", () => {
    const ruleset = tierRuleset("critical", { enforcement: "disabled" });
    assert.deepEqual(enforcementFindings([ruleset], { ...facts, trials: {} }), [
      {
        outcome: "violation",
        subject: "ai-tier-critical",
        urn: ruleset.urn,
        message: "the ruleset is switched off; it must be active.",
        fix: 'Set enforcement: "active", or remove the ruleset.',
      },
    ]);
  });

  it("allows a tier on trial to record only, and no other one, no canary and no repository's ruleset", () => {
    const enforcement = "evaluate";
    const only = `the ruleset only records what it would stop; ${active}`;
    const canary = {
      includes: [
        { name: "ai-tier", propertyValues: ["standard"] },
        { name: "ai-canary", propertyValues: ["true"] },
      ],
    };
    assert.deepEqual(found([tierRuleset("standard", { enforcement })]), []);
    assert.deepEqual(found([tierRuleset("critical", { enforcement })]), [["violation", "ai-tier-critical", only]]);
    assert.deepEqual(found([tierRuleset("x", { enforcement, conditions: { refName, repositoryProperty: canary } })]), [
      ["violation", "ai-tier-x", only],
    ]);
    const { conditions } = tierRuleset("standard").props;
    assert.deepEqual(found([repositoryRuleset({ enforcement, conditions })]), [["violation", "protect", only]]);
  });

  it("allows nothing of it in a repository's stack", () => {
    const own = { role: "repository" } as const;
    const outcomes = (...stack: Parameters<typeof found>[0]) => found(stack, own).map(([outcome]) => outcome);
    assert.deepEqual(outcomes(tierRuleset("standard", { enforcement: "evaluate" })), ["violation"]);
    assert.deepEqual(outcomes(stop()), ["violation"]);
    assert.deepEqual(outcomes(repositoryRuleset({ enforcement: "disabled" })), ["violation"]);
    assert.deepEqual(outcomes(repositoryRuleset({ enforcement: UNKNOWN })), ["undecided"]);
  });

  it("allows a fence that the declaration leaves dormant to sleep, and no other", () => {
    const off = `the ruleset is switched off; ${active}`;
    assert.deepEqual(found([stop()]), []);
    assert.deepEqual(found([stop({ name: "ai-stop-devin" })]), [["violation", "ai-stop-devin", off]]);
    assert.deepEqual(found([fence()]), []);
    assert.deepEqual(found([fence({ repository: "ledger" })])[0], ["violation", "ai-fence", off]);
    assert.deepEqual(found([fence({ name: "ai-stop-codex" })])[0], ["violation", "ai-stop-codex", off]);
    assert.deepEqual(found([stop({ name: "ai-fence" })]), [["violation", "ai-fence", off]]);
  });

  it("does not let a dormant fence record only", () => {
    assert.equal(found([stop({ enforcement: "evaluate" })])[0]?.[0], "violation");
  });

  for (const enforcement of ["Active", "", null, undefined, true]) {
    it(`refuses the enforcement ${JSON.stringify(enforcement)}`, () => {
      assert.deepEqual(found([tierRuleset("standard", { enforcement })]), [
        ["violation", "ai-tier-standard", `the ruleset has no enforcement that GitHub knows; ${active}`],
      ]);
    });
  }

  it("stays undecided while what decides is unknown, and still judges the next ruleset", () => {
    const stack = [
      stop({ enforcement: UNKNOWN }),
      stop({ name: UNKNOWN }),
      fence({ repository: UNKNOWN }),
      tierRuleset("standard", { enforcement: "evaluate", conditions: { refName, repositoryProperty: UNKNOWN } }),
      tierRuleset("critical", { enforcement: "disabled" }),
    ];
    assert.deepEqual(
      found(stack)
        .filter(([, , message]) => message === unknown || message?.startsWith("the ruleset is switched off"))
        .map(([outcome]) => outcome),
      ["undecided", "undecided", "undecided", "undecided", "violation"],
    );
  });

  describe("about what a ruleset covers", () => {
    const nothing = [
      "violation",
      "protect",
      "the ruleset covers no branch or tag, so it is never in force; it must cover one.",
    ];
    const maybe = [
      "undecided",
      "protect",
      "whether the ruleset covers any branch or tag is not known yet; it must cover one.",
    ];
    const refs = (refName: unknown, over: object = {}) =>
      found([repositoryRuleset({ conditions: { refName }, ...over })]);

    for (const [says, condition] of [
      ["includes nothing", { includes: [], excludes: [] }],
      ["is absent", undefined],
      ["is null", null],
      ["is a text", "~ALL"],
      ["has a text for a list", { includes: "~ALL" }],
      ["excludes what it includes", { includes: ["~DEFAULT_BRANCH"], excludes: ["refs/heads/x", "~DEFAULT_BRANCH"] }],
      ["excludes everything", { includes: ["refs/heads/main"], excludes: ["~ALL"] }],
    ] as const) {
      it(`reports a condition that ${says}`, () => assert.deepEqual(refs(condition), [nothing]));
    }
    it("reports a ruleset without conditions", () => {
      assert.deepEqual(found([repositoryRuleset({ conditions: undefined })]), [nothing]);
    });
    it("takes what is left of several patterns", () => {
      assert.deepEqual(refs({ includes: ["refs/heads/a", "refs/heads/b"], excludes: ["refs/heads/a"] }), []);
    });
    for (const [says, condition] of [
      ["it", UNKNOWN],
      ["what it includes", { includes: UNKNOWN, excludes: [] }],
      ["one pattern", { includes: [UNKNOWN], excludes: [] }],
      ["what it excludes", { includes: ["~ALL"], excludes: UNKNOWN }],
    ] as const) {
      it(`stays undecided while ${says} is unknown`, () => assert.deepEqual(refs(condition), [maybe]));
    }
    it("stays undecided while the target is unknown, which may be pushes", () => {
      assert.deepEqual(refs({ includes: [] }, { target: UNKNOWN }), [maybe]);
    });
    it("asks no refs of a ruleset for pushes", () => {
      assert.deepEqual(found([repositoryRuleset({ target: "push", conditions: undefined })]), []);
    });
    it("asks a ruleset for tags", () => assert.deepEqual(refs({ includes: [] }, { target: "tag" }), [nothing]));
    it("says where it looks for the way out", () => {
      const [finding] = enforcementFindings([repositoryRuleset({ conditions: undefined })], facts);
      assert.equal(finding?.fix, "Name what the ruleset covers in its conditions, or remove it.");
    });

    const names = (repositoryName: unknown) =>
      found([tierRuleset("all", { conditions: { refName, repositoryName } })]).map(([outcome, , message]) => [
        outcome,
        message,
      ]);
    it("reports an organisation's ruleset that reaches no repository by name", () => {
      const message = "the ruleset covers no repository, so it is never in force; it must cover one.";
      for (const condition of [{ includes: [] }, { includes: ["~ALL"], excludes: ["~ALL"] }, "docs"]) {
        assert.deepEqual(names(condition), [["violation", message]]);
      }
    });
    it("leaves rulesets alone that reach repositories by name, by property or by id", () => {
      assert.deepEqual(names({ includes: ["~ALL"], excludes: ["docs"] }), []);
      assert.deepEqual(found([tierRuleset("x", { conditions: { refName, repositoryIds: [1] } })]), []);
    });
    it("stays undecided while the names are unknown", () => {
      assert.deepEqual(names(UNKNOWN), [
        ["undecided", "whether the ruleset covers any repository is not known yet; it must cover one."],
      ]);
    });
  });
});

describe("dormantFencesOf", () => {
  it("names the stops of tools that work, where the plan has organisation rulesets", () => {
    const { rulesets, repositories } = dormantFencesOf(parsed());
    assert.deepEqual(repositories, []);
    assert.ok(rulesets.includes("ai-stop-copilot") && !rulesets.includes("ai-stop-devin"));
    assert.deepEqual(
      dormantFencesOf(parsed(), { copilot: "disabled" }).rulesets,
      rulesets.filter((name) => name !== "ai-stop-copilot"),
    );
  });
  it("names the repositories that admit every tool, where it has none", () => {
    const declaration = parsed(["plan: enterprise", "plan: free"]);
    const { copilot } = declaration.tools;
    assert.ok(copilot);
    assert.deepEqual(dormantFencesOf(declaration), { rulesets: [], repositories: [] });
    const alone = { ...declaration, tools: { copilot } };
    assert.deepEqual(dormantFencesOf(alone), { rulesets: [], repositories: [...copilot.repositories] });
    assert.deepEqual(dormantFencesOf(alone, { copilot: "quarantined" }), { rulesets: [], repositories: [] });
    const unfenced = { ...copilot, identities: { ...copilot.identities, branches: [] }, repositories: [] };
    assert.equal(dormantFencesOf({ ...alone, tools: { unfenced } }).repositories.length, 12);
  });
});

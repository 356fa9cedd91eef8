import assert from "node:assert/strict";
import type { RulesetConditions } from "../../../../local/github/core/state.ts";
import { rulesetsFor } from "../../../../local/github/rules/applicable.ts";
import { rulesetViolations } from "../../../../local/github/rules/evaluate.ts";
import type { RepositoryFacts, SourcedRuleset } from "../../../../local/github/rules/model.ts";
import { refNameMatches } from "../../../../local/github/rules/ref-name.ts";
import { ruleset } from "../world.ts";
import { repository, update } from "./facts.ts";

const sourced = (change: Partial<SourcedRuleset>): SourcedRuleset => ({
  ...ruleset({ rules: [{ type: "update" }] }),
  sourceType: "Organization",
  source: "acme",
  ...change,
});
const applies = (
  change: Partial<SourcedRuleset>,
  ref = "refs/heads/main",
  where: RepositoryFacts = repository,
): boolean => rulesetsFor([sourced(change)], where, ref).length > 0;
const reaches = (conditions: RulesetConditions, change: Partial<RepositoryFacts> = {}): boolean =>
  applies({ conditions: { ref_name: { include: ["~ALL"], exclude: [] }, ...conditions } }, undefined, {
    ...repository,
    ...change,
  });

describe('ref names: "Also accepts `~DEFAULT_BRANCH` to include the default branch or `~ALL` to include all branches."', () => {
  const table: [include: string[], exclude: string[], ref: string, matches: boolean][] = [
    [["~ALL"], [], "refs/heads/x/y", true],
    [["~DEFAULT_BRANCH"], [], "refs/heads/main", true],
    [["~DEFAULT_BRANCH"], [], "refs/heads/master", false],
    [["refs/heads/claude/**/*"], [], "refs/heads/claude/a/b", true],
    [["claude/**/*"], [], "refs/heads/claude/a", false],
    [["refs/heads/a", "refs/heads/b"], [], "refs/heads/b", true],
    [["~ALL"], ["refs/heads/release/*"], "refs/heads/release/1", false],
    [["~ALL"], ["~DEFAULT_BRANCH"], "refs/heads/main", false],
    [[], [], "refs/heads/main", false],
  ];
  for (const [include, exclude, ref, matches] of table) {
    it(`${matches ? "include" : "leave out"} ${ref} for ${JSON.stringify({ include, exclude })}`, () => {
      assert.equal(refNameMatches({ include, exclude }, ref, "main"), matches);
    });
  }
});

describe("repository conditions", () => {
  it('by name: "One of these patterns must match for the condition to pass."', () => {
    const named = (include: string[], exclude: string[] = []) => reaches({ repository_name: { include, exclude } });
    assert.deepEqual(
      [named(["~ALL"]), named(["sh*"]), named(["Shop"]), named(["~ALL"], ["s*"]), named([])],
      [true, true, false, false, false],
    );
  });

  it("by id", () => {
    assert.equal(reaches({ repository_id: { repository_ids: [9, 10] } }), true);
    assert.equal(reaches({ repository_id: { repository_ids: [9] } }), false);
  });

  const property = (name: string, ...property_values: string[]) => ({ name, property_values });

  it('by property: "All of these properties must match for the condition to pass."', () => {
    const including = (...include: ReturnType<typeof property>[]) =>
      reaches({ repository_property: { include, exclude: [] } });
    assert.equal(including(property("ai-tier", "standard", "critical")), true);
    assert.equal(including(property("ai-tier", "standard")), false);
    assert.equal(including(property("ai-tier", "critical"), property("ai-tools", "copilot")), true);
    assert.equal(including(property("ai-tier", "critical"), property("ai-tools", "cursor")), false);
    assert.equal(including(property("unset", "x")), false);
  });

  it("by any value of a multi-select property", () => {
    const condition = { repository_property: { include: [property("ai-tools", "copilot")], exclude: [] } };
    assert.equal(reaches(condition), true);
    assert.equal(reaches(condition, { properties: { "ai-tools": ["claude-code"] } }), false);
    assert.equal(reaches(condition, { properties: {} }), false);
  });

  it('by what is left out: "The condition will not pass if any of these properties match."', () => {
    const all = { repository_property: { include: [], exclude: [property("ai-tools", "claude-code")] } };
    assert.equal(reaches(all), false);
    assert.equal(reaches(all, { properties: { "ai-tools": ["copilot"] } }), true);
    assert.equal(reaches(all, { properties: {} }), true);
  });

  it("by visibility, a system property; others are not guessed", () => {
    const system = (name: string) => ({
      repository_property: { include: [{ ...property(name, "private"), source: "system" as const }], exclude: [] },
    });
    assert.equal(reaches(system("visibility")), true);
    assert.throws(() => reaches(system("language")), /"language" is not evaluated/);
  });
});

describe("rulesets in force", () => {
  it('are active ones: "**Disabled**: your ruleset will not be enforced"', () => {
    const all = { ref_name: { include: ["~ALL"], exclude: [] }, repository_name: { include: ["~ALL"], exclude: [] } };
    const by = (enforcement: SourcedRuleset["enforcement"]) => applies({ enforcement, conditions: all });
    assert.deepEqual([by("active"), by("evaluate"), by("disabled")], [true, false, false]);
  });

  it("are of the kind of the ref", () => {
    const all = { ref_name: { include: ["~ALL"], exclude: [] }, repository_name: { include: ["~ALL"], exclude: [] } };
    assert.equal(applies({ target: "tag", conditions: all }), false);
    assert.equal(applies({ target: "tag", conditions: all }, "refs/tags/v1"), true);
    assert.equal(applies({ target: "branch", conditions: all }, "refs/tags/v1"), false);
  });

  it("of the repository itself need no repository condition", () => {
    const conditions = { ref_name: { include: ["~ALL"], exclude: [] } };
    assert.equal(applies({ sourceType: "Repository", conditions }), true);
    assert.equal(applies({ sourceType: "Organization", conditions }), false);
  });

  it('for pushes bind every ref of private and internal repositories: "Push rules do not require any branch targeting because they apply to every push to the repository."', () => {
    const push: Partial<SourcedRuleset> = {
      target: "push",
      conditions: { repository_name: { include: ["~ALL"], exclude: [] } },
    };
    assert.equal(applies(push, "refs/heads/any"), true);
    assert.equal(applies(push, "refs/heads/any", { ...repository, visibility: "internal" }), true);
    assert.equal(applies(push, "refs/heads/any", { ...repository, visibility: "public" }), false);
  });

  it('add up: "the rules in each of these rulesets are aggregated"', () => {
    const rulesets = [
      sourced({ rules: [{ type: "update" }] }),
      sourced({ rules: [{ type: "update" }, { type: "non_fast_forward" }] }),
    ];
    assert.deepEqual(rulesetViolations(rulesets, { ...update, fastForward: false }), [
      "Cannot update this protected ref.",
      "Cannot force-push to this branch",
    ]);
  });
});

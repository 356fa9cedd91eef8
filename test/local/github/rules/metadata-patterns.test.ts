import assert from "node:assert/strict";
import { ruleViolations } from "../../../../local/github/rules/evaluate.ts";
import type { Change } from "../../../../local/github/rules/model.ts";
import { commit, update } from "./facts.ts";

const violated = (type: string, parameters: Record<string, unknown>, change: Partial<Change> = {}): boolean =>
  ruleViolations([{ type, parameters }], { ...update, ...change }).length > 0;

describe('metadata patterns: "You can use literal strings or regular expression syntax to define a pattern that the commit metadata must conform to."', () => {
  const operators: [operator: string, pattern: string, conforms: boolean][] = [
    ["starts_with", "Fix", true],
    ["starts_with", "it", false],
    ["ends_with", "it", true],
    ["ends_with", "Fix", false],
    ["contains", "x i", true],
    ["contains", "y", false],
    ["regex", "^Fix \\w+$", true],
    ["regex", "^fix", false],
    ["regex", "(?i)^fix", true],
  ];
  for (const [operator, pattern, conforms] of operators) {
    it(`${conforms ? "accepts" : "refuses"} the message "Fix it" for ${operator} ${pattern}`, () => {
      assert.equal(violated("commit_message_pattern", { operator, pattern }), !conforms);
    });
    it(`turns round with negate for ${operator} ${pattern}: "If true, the rule will fail if the pattern matches."`, () => {
      assert.equal(violated("commit_message_pattern", { operator, pattern, negate: true }), conforms);
    });
  }

  it("judges every commit that comes in", () => {
    const commits = [commit, { ...commit, message: "WIP" }];
    assert.equal(violated("commit_message_pattern", { operator: "starts_with", pattern: "Fix" }, { commits }), true);
  });

  it("judges the e-mail addresses of author and committer apart", () => {
    const author = { operator: "ends_with", pattern: "@example.com" };
    assert.equal(violated("commit_author_email_pattern", author), false);
    assert.equal(violated("committer_email_pattern", author), true);
    assert.equal(violated("committer_email_pattern", { operator: "contains", pattern: "noreply@github.com" }), false);
  });

  it("judges the names of new branches and tags only, each with its own rule", () => {
    const pattern = { operator: "starts_with", pattern: "feature/" };
    const create: Partial<Change> = { kind: "create", ref: "refs/heads/claude/a" };
    assert.equal(violated("branch_name_pattern", pattern, create), true);
    assert.equal(violated("tag_name_pattern", pattern, create), false);
    assert.equal(violated("tag_name_pattern", pattern, { ...create, ref: "refs/tags/v1" }), true);
    assert.equal(violated("branch_name_pattern", pattern, { kind: "update", ref: "refs/heads/claude/a" }), false);
    assert.equal(violated("branch_name_pattern", pattern, { ...create, ref: "refs/heads/feature/a" }), false);
  });

  it("tells the pattern", () => {
    const message = (parameters: Record<string, unknown>) =>
      ruleViolations([{ type: "commit_message_pattern", parameters }], update);
    const regex = { operator: "regex", pattern: "^SHOP-" };
    assert.deepEqual(message(regex), ["Commit message must match a given regex pattern: ^SHOP-"]);
    const negated = { operator: "contains", pattern: "WIP", negate: true };
    assert.deepEqual(
      ruleViolations([{ type: "commit_message_pattern", parameters: negated }], {
        ...update,
        commits: [{ ...commit, message: "WIP" }],
      }),
      ["Commit message must not contain a given pattern: WIP"],
    );
  });
});

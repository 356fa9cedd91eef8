import assert from "node:assert/strict";
import { githubTypes, UNKNOWN } from "../../../../governance/index.ts";
import { forbiddenPathFindings } from "../../../../governance/policy/organization/forbidden-paths.ts";
import { linesOf, record } from "../records.ts";

type Props = Readonly<Record<string, unknown>>;
const paths = ["**/CLAUDE.local.md", ".env"];
const ruleset = (over: Props = {}, name = "paths") =>
  record(
    githubTypes.organizationRuleset,
    {
      name,
      target: "push",
      enforcement: "active",
      conditions: { repositoryName: { includes: ["~ALL"], excludes: [] } },
      bypassActors: [],
      rules: { filePathRestriction: { restrictedFilePaths: paths } },
      ...over,
    },
    name,
  );
const restricting = (...restrictedFilePaths: unknown[]) => ({
  rules: { filePathRestriction: { restrictedFilePaths } },
});
const lines = (...stack: ReturnType<typeof ruleset>[]) => linesOf(forbiddenPathFindings(stack, paths));
const open = (which: string) =>
  `violation ai-forbidden-paths: pushes may bring in ${which}; an active push ruleset must refuse that.`;
const undecided = (which: string) =>
  `undecided ai-forbidden-paths: whether pushes may bring in ${which} is not known yet; none must.`;
const both = "**/CLAUDE.local.md, .env";

describe("forbiddenPathFindings", () => {
  it("reports a stack without rulesets", () => {
    assert.deepEqual(forbiddenPathFindings([], paths), [
      {
        outcome: "violation",
        subject: "ai-forbidden-paths",
        message: `pushes may bring in ${both}; an active push ruleset must refuse that.`,
        fix: "Use the OrganizationGuardrails component with aiPaths.forbidden of governance.yaml.",
      },
    ]);
  });
  it("demands nothing where no path is declared", () => assert.deepEqual(forbiddenPathFindings([], []), []));
  it("allows one ruleset, or several that refuse a path each", () => {
    assert.deepEqual(lines(ruleset()), []);
    assert.deepEqual(lines(ruleset(restricting(".env")), ruleset(restricting("**/CLAUDE.local.md"))), []);
  });
  it("reports the path that is left out", () => {
    assert.deepEqual(lines(ruleset(restricting("**/CLAUDE.local.md"))), [open(".env")]);
  });

  const weak: readonly (readonly [says: string, over: Props])[] = [
    ["is dormant", { enforcement: "disabled" }],
    ["is for branches", { target: "branch" }],
    ["leaves repositories out", { conditions: { repositoryName: { includes: ["~ALL"], excludes: ["docs"] } } }],
    ["has a bypass", { bypassActors: [{ actorType: "Team" }] }],
    ["has no paths", { rules: null }],
    ["has paths of another kind", { rules: { filePathRestriction: { restrictedFilePaths: ".env" } } }],
  ];
  for (const [says, over] of weak) {
    it(`reports the paths of a ruleset that ${says}`, () => assert.deepEqual(lines(ruleset(over)), [open(both)]));
  }

  it("stays undecided about an unknown path, and reports the other", () => {
    assert.deepEqual(lines(ruleset({ enforcement: UNKNOWN })), [undecided(both)]);
    assert.deepEqual(lines(ruleset({ enforcement: UNKNOWN, ...restricting(".env") })), [
      open("**/CLAUDE.local.md"),
      undecided(".env"),
    ]);
  });

  it("reports a ruleset of that name that is not in force, whatever is declared", () => {
    const named = (over: Props) => linesOf(forbiddenPathFindings([ruleset(over, "ai-forbidden-paths")], []));
    const off = "violation ai-forbidden-paths: the ruleset refuses no push; it must be active, with target push.";
    assert.deepEqual(named({}), []);
    assert.deepEqual(named({ enforcement: "evaluate" }), [off]);
    assert.deepEqual(named({ target: "tag" }), [off]);
    assert.deepEqual(named({ conditions: {} }), [
      "violation ai-forbidden-paths: the ruleset must reach all repositories.",
    ]);
    assert.deepEqual(named({ bypassActors: [{}] }), [
      "violation ai-forbidden-paths: the ruleset has a bypass; it must have none.",
    ]);
    assert.deepEqual(named({ bypassActors: UNKNOWN }), [
      "undecided ai-forbidden-paths: not known yet: the ruleset has a bypass; it must have none.",
    ]);
    assert.deepEqual(linesOf(forbiddenPathFindings([ruleset({ enforcement: "disabled" })], [])), []);
  });
});

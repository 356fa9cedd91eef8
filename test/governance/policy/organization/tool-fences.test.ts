import assert from "node:assert/strict";
import {
  fencesOf,
  githubTypes,
  toolFenceFindings,
  UNKNOWN,
  type Fence,
  type ResourceRecord,
} from "../../../../governance/index.ts";
import { parsed } from "../../example.ts";
import { record } from "../records.ts";

const fences = fencesOf(parsed());

function rulesetOf(
  { name, enforcement, patterns, exceptProperty }: Fence,
  over: Record<string, unknown> = {},
): ResourceRecord {
  const reach = exceptProperty
    ? {
        repositoryProperty: {
          includes: [],
          excludes: [{ name: exceptProperty.name, propertyValues: [exceptProperty.value], source: "custom" }],
        },
      }
    : { repositoryName: { includes: ["~ALL"], excludes: [] } };
  const conditions = { refName: { includes: patterns, excludes: [] }, ...reach };
  return record(
    githubTypes.organizationRuleset,
    {
      name,
      enforcement,
      target: "branch",
      conditions,
      bypassActors: [],
      rules: { creation: true, update: true },
      ...over,
    },
    name,
  );
}

const all = fences.map((fence) => rulesetOf(fence));
const changed = (name: string, over: Record<string, unknown>) =>
  fences.map((fence) => rulesetOf(fence, fence.name === name ? over : {}));
const outcomes = (stack: readonly ResourceRecord[]) =>
  toolFenceFindings(stack, fences).map(({ outcome, subject }) => `${outcome} ${subject}`);

describe("toolFenceFindings", () => {
  it("finds nothing when every fence is as wanted", () => {
    assert.deepEqual(outcomes(all), []);
  });
  it("reports each fence of a stack without rulesets", () => {
    const found = toolFenceFindings([], fences);
    assert.equal(found.length, fences.length);
    assert.equal(found[0]?.message, "no organisation ruleset ai-fence-copilot; tool copilot must have one.");
  });
  it("reports a dormant stop that is gone, since nothing could be switched on", () => {
    assert.deepEqual(outcomes(all.filter(({ name }) => name !== "ai-stop-claude-code")), [
      "violation ai-stop-claude-code",
    ]);
  });
  it("accepts a stop that is active before it must be", () => {
    assert.deepEqual(outcomes(changed("ai-stop-claude-code", { enforcement: "active" })), []);
  });

  const refs = (name: string) => fences.find((fence) => fence.name === name)?.patterns ?? [];
  const weaker: readonly (readonly [says: string, name: string, over: Record<string, unknown>])[] = [
    ["a stopped tool's stop that sleeps", "ai-stop-devin", { enforcement: "disabled" }],
    ["a fence that is only evaluated", "ai-fence-copilot", { enforcement: "evaluate" }],
    ["a fence that lets branches be updated", "ai-fence-copilot", { rules: { creation: true, update: false } }],
    ["a fence for tags", "ai-fence-copilot", { target: "tag" }],
    [
      "a fence around other branches",
      "ai-fence-copilot",
      { conditions: { refName: { includes: ["refs/heads/x/**/*"] }, repositoryName: { includes: ["~ALL"] } } },
    ],
    [
      "a fence with a gap in the branches",
      "ai-fence-copilot",
      {
        conditions: {
          refName: { includes: refs("ai-fence-copilot"), excludes: ["refs/heads/copilot/x"] },
          repositoryName: { includes: ["~ALL"] },
        },
      },
    ],
    [
      "a stop that leaves repositories out",
      "ai-stop-devin",
      {
        conditions: {
          refName: { includes: refs("ai-stop-devin") },
          repositoryName: { includes: ["~ALL"], excludes: ["docs"] },
        },
      },
    ],
    [
      "a fence that leaves out another tool's repositories",
      "ai-fence-copilot",
      {
        conditions: {
          refName: { includes: refs("ai-fence-copilot") },
          repositoryProperty: { excludes: [{ name: "ai-tool-copilot", propertyValues: ["true", "false"] }] },
        },
      },
    ],
    [
      "a fence with a bypass",
      "ai-fence-copilot",
      { bypassActors: [{ actorType: "Team", actorId: 1, bypassMode: "pull_request" }] },
    ],
  ];
  for (const [says, name, over] of weaker) {
    it(`reports ${says}`, () => assert.deepEqual(outcomes(changed(name, over)), [`violation ${name}`]));
  }

  const reach = (repositoryProperty: unknown, more: Record<string, unknown> = {}) => ({
    conditions: { refName: { includes: refs("ai-fence-codex"), excludes: [] }, repositoryProperty, ...more },
  });
  const except = (...propertyValues: unknown[]) => ({ name: "ai-tool-codex", propertyValues, source: "custom" });
  const open: readonly (readonly [says: string, over: Record<string, unknown>])[] = [
    ["a second, unknown value that is left out", reach({ includes: [], excludes: [except("true", UNKNOWN)] })],
    ["a second, unknown property that is left out", reach({ includes: [], excludes: [except("true"), UNKNOWN] })],
    ["an unknown condition beside it", reach({ includes: [], excludes: [except("true")] }, { repositoryIds: UNKNOWN })],
    ["an unknown source of the property", reach({ includes: [], excludes: [{ ...except("true"), source: UNKNOWN }] })],
  ];
  for (const [says, over] of open) {
    it(`stays undecided about ${says}`, () =>
      assert.deepEqual(outcomes(changed("ai-fence-codex", over)), ["undecided ai-fence-codex"]));
  }
  const narrow: readonly (readonly [says: string, over: Record<string, unknown>])[] = [
    ["a property of GitHub's own", reach({ includes: [], excludes: [{ ...except("true"), source: "system" }] })],
    ["a second condition", reach({ includes: [], excludes: [except("true")] }, { repositoryIds: [1] })],
    [
      "all repositories, narrowed by a property",
      reach({ includes: [except("true")], excludes: [] }, { repositoryName: { includes: ["~ALL"], excludes: [] } }),
    ],
  ];
  for (const [says, over] of narrow) {
    it(`reports a fence around ${says}`, () =>
      assert.deepEqual(outcomes(changed("ai-fence-codex", over)), ["violation ai-fence-codex"]));
  }
  it("takes a property without a source for the organisation's own", () => {
    const unsaid = reach({ includes: [], excludes: [{ ...except("true"), source: undefined }] });
    assert.deepEqual(outcomes(changed("ai-fence-codex", unsaid)), []);
  });

  it("stays undecided about what is unknown, and goes on", () => {
    const stack = changed("ai-fence-copilot", { enforcement: UNKNOWN }).filter(({ name }) => name !== "ai-stop-devin");
    assert.deepEqual(outcomes(stack), ["undecided ai-fence-copilot", "violation ai-stop-devin"]);
  });
  it("stays undecided about an absent fence while a ruleset's name is unknown", () => {
    const stack = [
      ...all.filter(({ name }) => name !== "ai-stop-devin"),
      record(githubTypes.organizationRuleset, { name: UNKNOWN }, "later"),
    ];
    assert.deepEqual(outcomes(stack), ["undecided ai-stop-devin"]);
  });
});

import assert from "node:assert/strict";
import {
  reachesAll,
  reachesAllWith,
  reachesAllWithout,
} from "../../../../governance/policy/branch/repository-reach.ts";
import { UNKNOWN } from "../../../../governance/index.ts";

const critical = { name: "ai-tier", value: "critical" };
const about = (over: Record<string, unknown> = {}) => ({ name: "ai-tier", propertyValues: ["critical"], ...over });
const including = (...includes: unknown[]) => ({ repositoryProperty: { includes, excludes: [] } });
const excluding = (...excludes: unknown[]) => ({ repositoryProperty: { includes: [], excludes } });
const narrower = { repositoryName: { includes: ["docs"] } };
const narrowerById = { repositoryIds: [1] };

describe("reachesAll", () => {
  const all = { repositoryName: { includes: ["~ALL"], excludes: [] } };
  for (const [says, conditions, answer] of [
    ["every name", all, "yes"],
    ["some names", { repositoryName: { includes: ["docs"] } }, "no"],
    ["every name but one", { repositoryName: { includes: ["~ALL"], excludes: ["docs"] } }, "no"],
    ["every name with a property", { ...all, ...including(about()) }, "no"],
    ["every name among some ids", { ...all, ...narrowerById }, "no"],
    ["nothing", undefined, "no"],
    ["unknown names", { repositoryName: { includes: UNKNOWN } }, "unknown"],
    ["every name, and unknown ids", { ...all, repositoryIds: UNKNOWN }, "unknown"],
  ] as const) {
    it(`answers ${answer} for ${says}`, () => {
      assert.equal(reachesAll(conditions), answer);
    });
  }
});

describe("reachesAllWith", () => {
  for (const [says, conditions, answer] of [
    ["the value", including(about()), "yes"],
    ["the value, and another", including(about({ propertyValues: ["critical", "standard"] })), "yes"],
    ["the organisation's own property", including(about({ source: "custom" })), "yes"],
    ["a property of GitHub's with the same name", including(about({ source: "system" })), "no"],
    ["another property", including(about({ name: "team" })), "no"],
    ["another value", including(about({ propertyValues: ["standard"] })), "no"],
    ["a second property, too", including(about(), about({ name: "team" })), "no"],
    ["all but a value", { repositoryProperty: { includes: [about()], excludes: [about()] } }, "no"],
    ["the value among some names", { ...including(about()), ...narrower }, "no"],
    ["the value among some ids", { ...including(about()), ...narrowerById }, "no"],
    ["an unknown value", including(about({ propertyValues: [UNKNOWN] })), "unknown"],
    ["an unknown property", including(about({ name: UNKNOWN })), "unknown"],
  ] as const) {
    it(`answers ${answer} for ${says}`, () => {
      assert.equal(reachesAllWith(conditions, critical), answer);
    });
  }
});

describe("reachesAllWithout", () => {
  for (const [says, conditions, answer] of [
    ["all but the value", excluding(about()), "yes"],
    ["all but two values", excluding(about({ propertyValues: ["critical", "standard"] })), "no"],
    [
      "all but the value and one that is unknown",
      excluding(about({ propertyValues: ["critical", UNKNOWN] })),
      "unknown",
    ],
    ["all but another value", excluding(about({ propertyValues: ["standard"] })), "no"],
    ["all but two properties", excluding(about(), about({ name: "team" })), "no"],
    ["those of another value only", { repositoryProperty: { includes: [about()], excludes: [about()] } }, "no"],
    ["all but the value, among some names", { ...excluding(about()), ...narrower }, "no"],
    ["all but the value, among some ids", { ...excluding(about()), ...narrowerById }, "no"],
    ["all", {}, "no"],
  ] as const) {
    it(`answers ${answer} for ${says}`, () => {
      assert.equal(reachesAllWithout(conditions, critical), answer);
    });
  }
});

import assert from "node:assert/strict";
import { githubTypes, ownTypes, UNKNOWN, type ResourceRecord } from "../../../../governance/index.ts";
import { writtenPlacementFindings } from "../../../../governance/policy/organization/written-placements.ts";
import { linesOf, record } from "../records.ts";

const facts = {
  placements: {
    "payments-api": { tier: "critical", tools: ["codex", "cursor"], canary: true },
    docs: { tier: "standard", tools: [], canary: false },
  },
  defaultTier: "standard",
};
const lines = (...stack: ResourceRecord[]) => linesOf(writtenPlacementFindings(stack, facts));
const values = (values: unknown) => record(ownTypes.propertyValues, { organization: "meridian-pay", values });
const one = (propertyName: unknown, propertyValues: unknown, repository: unknown = "payments-api") =>
  record(githubTypes.repositoryCustomProperty, { repository, propertyName, propertyValues });
const must = (property: string, value: string, repository = "payments-api") =>
  `violation ${repository}: property ${property} has another value than declared; it must be ${value}.`;
const open = (property: string, value: string, repository?: string) =>
  must(property, value, repository).replace("violation", "undecided").replace(": ", ": not known yet: ");
const whose = "undecided it: which property of which repository it writes is not known yet; it must be as declared.";

const good = { "ai-tier": "critical", "ai-tools": ["codex"], "ai-tool-codex": "true", "ai-canary": "true" };

describe("writtenPlacementFindings", () => {
  it("allows what is declared, other properties, and less than is admitted", () => {
    assert.deepEqual(lines(), []);
    assert.deepEqual(lines(values({ "payments-api": { ...good, team: "x", "ai-tool-cursor": "false" } })), []);
    assert.deepEqual(lines(values({ docs: { "ai-tier": "standard", "ai-tools": [], "ai-canary": "false" } })), []);
    const tools = one("ai-tools", ["cursor"]);
    assert.deepEqual(lines(one("ai-tier", ["critical"]), one("ai-tool-codex", ["true"]), tools, one("x", ["y"])), []);
  });
  it("says what to write instead, and where", () => {
    const resource = values({ "payments-api": { "ai-tier": "standard" } });
    const [finding] = writtenPlacementFindings([resource], facts);
    assert.equal(finding?.fix, "Write what governance.yaml says, or use the OrganizationGuardrails component.");
    assert.equal(finding.urn, resource.urn);
  });
  it("reports each value that differs from the declared one", () => {
    const written = {
      "ai-tier": "standard",
      "ai-tools": ["codex", "devin"],
      "ai-tool-codex": "yes",
      "ai-tool-devin": "true",
      "ai-canary": "false",
    };
    assert.deepEqual(lines(values({ "payments-api": written })), [
      must("ai-tier", "critical"),
      must("ai-tools", "codex, cursor"),
      must("ai-tool-codex", '"true" or "false"'),
      must("ai-tool-devin", '"false"'),
      must("ai-canary", '"true"'),
    ]);
    assert.deepEqual(lines(values({ docs: { "ai-canary": "true", "ai-tools": ["codex"] } })), [
      must("ai-canary", '"false"', "docs"),
      must("ai-tools", "empty", "docs"),
    ]);
    assert.deepEqual(lines(one("ai-tier", ["standard"]), one("ai-tools", ["devin"])), [
      must("ai-tier", "critical"),
      must("ai-tools", "codex, cursor"),
    ]);
  });
  it("knows a repository in other letters, and takes one that is not listed for the default tier without tools", () => {
    assert.deepEqual(lines(values({ "Payments-API": { "ai-tier": "standard" } })), [
      must("ai-tier", "critical", "Payments-API"),
    ]);
    const fresh = { "ai-tier": "standard", "ai-tool-codex": "false" };
    assert.deepEqual(lines(values({ fresh })), []);
    assert.deepEqual(lines(values({ fresh: { "ai-tier": "critical", "ai-tool-codex": "true" } })), [
      must("ai-tier", "standard", "fresh"),
      must("ai-tool-codex", '"false"', "fresh"),
    ]);
  });
  it("takes wrong types for other values", () => {
    for (const value of [null, 1, {}, ["critical"]]) {
      assert.deepEqual(lines(values({ "payments-api": { "ai-tier": value } })), [must("ai-tier", "critical")]);
    }
    for (const value of [null, "critical", [], ["critical", "standard"]]) {
      assert.equal(lines(one("ai-tier", value)).length, value === "critical" ? 0 : 1);
    }
    for (const nothing of [undefined, null, "x", {}, { docs: null }, { docs: "" }]) {
      assert.deepEqual(lines(values(nothing)), []);
    }
  });
  it("stays undecided while something is unknown, and reports the rest", () => {
    assert.deepEqual(lines(values(UNKNOWN)), [whose]);
    assert.deepEqual(lines(one(UNKNOWN, ["critical"]), one("ai-tier", ["critical"], UNKNOWN)), [
      whose.replace(" it:", " payments-api:"),
      whose,
    ]);
    assert.deepEqual(lines(one("x", ["y"], UNKNOWN)), []);
    assert.deepEqual(
      lines(values({ docs: UNKNOWN, "payments-api": { "ai-tier": UNKNOWN, "ai-tool-devin": "true" } })),
      [whose.replace(" it:", " docs:"), open("ai-tier", "critical"), must("ai-tool-devin", '"false"')],
    );
    for (const value of [UNKNOWN, [UNKNOWN]]) {
      assert.deepEqual(lines(one("ai-tier", value), one("ai-tool-codex", value)), [
        open("ai-tier", "critical"),
        open("ai-tool-codex", '"true" or "false"'),
      ]);
    }
  });
});

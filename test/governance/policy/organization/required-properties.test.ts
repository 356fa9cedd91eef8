import assert from "node:assert/strict";
import { githubTypes, UNKNOWN, type ResourceRecord } from "../../../../governance/index.ts";
import type { GovernedProperty } from "../../../../governance/controls/properties.ts";
import { requiredPropertyFindings } from "../../../../governance/policy/organization/required-properties.ts";
import { linesOf, record } from "../records.ts";

const wanted: readonly GovernedProperty[] = [
  { name: "ai-tier", valueType: "single_select", allowedValues: ["standard", "critical"], defaultValue: "standard" },
  { name: "ai-tool-codex", valueType: "true_false" },
];
const property = (over: Readonly<Record<string, unknown>> = {}) =>
  record(githubTypes.organizationCustomProperties, {
    propertyName: "ai-tier",
    valueType: "single_select",
    allowedValues: ["critical", "standard"],
    required: true,
    defaultValue: "standard",
    ...over,
  });
const codex = property({
  propertyName: "ai-tool-codex",
  valueType: "true_false",
  allowedValues: UNKNOWN,
  required: false,
  defaultValue: undefined,
});
const lines = (...stack: ResourceRecord[]) => linesOf(requiredPropertyFindings(stack, wanted));

const absent = "the stack does not define the property; rules and fences reach repositories by it, so it must.";
const said = {
  type: "the property is of another type; it must be single_select.",
  values: "the property allows other values; they must be standard, critical.",
  required: "a repository that nobody placed has no value; it must be required, with default standard.",
};

describe("requiredPropertyFindings", () => {
  it("reports properties that the stack does not define", () => {
    assert.deepEqual(lines(), [`violation ai-tier: ${absent}`, `violation ai-tool-codex: ${absent}`]);
    assert.equal(
      requiredPropertyFindings([], wanted)[0]?.fix,
      "Use the OrganizationGuardrails component with the tiers and tools of governance.yaml.",
    );
  });
  it("stays undecided about that while a name is unknown", () => {
    assert.deepEqual(lines(property(), property({ propertyName: UNKNOWN })), [`undecided ai-tool-codex: ${absent}`]);
  });
  it("allows what is declared", () => assert.deepEqual(lines(property(), codex), []));

  const bad: readonly (readonly [says: string, over: Readonly<Record<string, unknown>>, expected: string])[] = [
    ["another type", { valueType: "multi_select" }, said.type],
    ["no type", { valueType: null }, said.type],
    ["a value that nobody declared", { allowedValues: ["standard", "critical", "lax"] }, said.values],
    ["a value that is missing", { allowedValues: ["standard"] }, said.values],
    ["no values", { allowedValues: undefined }, said.values],
    ["a property that may be left out", { required: false }, said.required],
    ["no word of whether it may", { required: undefined }, said.required],
    ["another default", { defaultValue: "critical" }, said.required],
  ];
  for (const [says, over, expected] of bad) {
    it(`reports ${says}`, () => {
      const [finding, ...others] = requiredPropertyFindings([property(over), codex], wanted);
      assert.deepEqual([finding?.outcome, finding?.subject, finding?.message], ["violation", "ai-tier", expected]);
      assert.deepEqual([finding?.urn, others], [property().urn, []]);
    });
  }
  it("stays undecided while a value is unknown, and reports the rest", () => {
    assert.deepEqual(lines(property({ allowedValues: ["standard", UNKNOWN], required: false }), codex), [
      `undecided ai-tier: not known yet: ${said.values}`,
      `violation ai-tier: ${said.required}`,
    ]);
    assert.deepEqual(lines(property({ valueType: UNKNOWN }), codex), [
      `undecided ai-tier: not known yet: ${said.type}`,
    ]);
  });
  const open = 'a repository that nobody placed may have the value "true"; the default must be left out, or "false".';
  const withDefault = (defaultValue: unknown) => ({ ...codex, props: { ...codex.props, defaultValue } });
  for (const value of ["true", true, 1, ["true"], {}, ["false"]]) {
    it(`reports a yes-or-no property that defaults to ${JSON.stringify(value)}`, () => {
      assert.deepEqual(lines(property(), withDefault(value)), [`violation ai-tool-codex: ${open}`]);
    });
  }
  for (const value of ["false", "", undefined, null]) {
    it(`allows one that defaults to ${String(value)}`, () => {
      assert.deepEqual(lines(property(), withDefault(value)), []);
    });
  }
  it("stays undecided while a default that comes from another resource is unknown, and knows the provider's own", () => {
    const given = (...defaultValue: string[]) => ({ ...withDefault(UNKNOWN), origins: { defaultValue } });
    assert.deepEqual(lines(property(), given("urn:other")), [`undecided ai-tool-codex: not known yet: ${open}`]);
    for (const computed of [withDefault(UNKNOWN), given(), given(codex.urn)]) {
      assert.deepEqual(lines(property(), computed), []);
    }
  });
  it("judges each definition of a property", () => {
    assert.deepEqual(lines(property(), property({ required: false }), codex), [`violation ai-tier: ${said.required}`]);
  });
});

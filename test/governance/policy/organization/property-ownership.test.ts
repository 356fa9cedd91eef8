import assert from "node:assert/strict";
import {
  githubTypes,
  ownTypes,
  propertyEditorFindings,
  propertyOverrideFindings,
  UNKNOWN,
} from "../../../../governance/index.ts";
import { record } from "../records.ts";

const value = (propertyName: unknown) =>
  record(githubTypes.repositoryCustomProperty, { repository: "docs", propertyName, propertyValues: ["standard"] });
const property = (propertyName: unknown, valuesEditableBy: unknown) =>
  record(githubTypes.organizationCustomProperties, { propertyName, valuesEditableBy });

describe("propertyOverrideFindings", () => {
  for (const name of ["ai-tier", "ai-tools"]) {
    it(`reports a stack that sets ${name}`, () => {
      const [finding] = propertyOverrideFindings([value(name)]);
      assert.deepEqual(
        [finding?.subject, finding?.message],
        ["docs", `the stack sets property ${name}; only the organisation stack must.`],
      );
    });
  }
  it("reports our own bulk resource and the definition of the property", () => {
    const stack = [
      record(ownTypes.propertyValues, { organization: "o", values: {} }),
      property("ai-tier", "org_actors"),
    ];
    assert.deepEqual(
      propertyOverrideFindings(stack).map(({ outcome }) => outcome),
      ["violation", "violation"],
    );
  });
  it("allows other properties", () => {
    assert.deepEqual(propertyOverrideFindings([value("team")]), []);
  });
  it("stays undecided while the property is unknown", () => {
    assert.deepEqual(
      propertyOverrideFindings([value(UNKNOWN)]).map(({ outcome }) => outcome),
      ["undecided"],
    );
  });
});

describe("propertyEditorFindings", () => {
  it("reports a governed property that repositories may edit", () => {
    const found = propertyEditorFindings([property("ai-tier", "org_and_repo_actors"), property("ai-tools", undefined)]);
    assert.deepEqual(
      found.map(({ outcome, subject }) => [outcome, subject]),
      [
        ["violation", "ai-tier"],
        ["violation", "ai-tools"],
      ],
    );
  });
  it("allows organisation owners only, and leaves other properties alone", () => {
    assert.deepEqual(
      propertyEditorFindings([property("ai-tier", "org_actors"), property("team", "org_and_repo_actors")]),
      [],
    );
  });
  it("stays undecided about a property of unknown name that repositories may edit", () => {
    assert.deepEqual(
      propertyEditorFindings([property(UNKNOWN, "org_and_repo_actors"), property(UNKNOWN, "org_actors")]).map(
        ({ outcome, subject, message }) => [outcome, subject, message],
      ),
      [
        [
          "undecided",
          "it",
          "repositories could leave their rules by changing the property; only organisation owners must edit its values.",
        ],
      ],
    );
  });
  it("stays undecided while the editors are unknown", () => {
    assert.deepEqual(
      propertyEditorFindings([property("ai-tier", UNKNOWN)]).map(({ outcome }) => outcome),
      ["undecided"],
    );
  });
});

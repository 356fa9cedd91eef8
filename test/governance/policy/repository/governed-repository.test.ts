import assert from "node:assert/strict";
import {
  githubTypes,
  governedRepositoryFindings,
  UNKNOWN,
  type Finding,
  type ResourceRecord,
} from "../../../../governance/index.ts";
import { codeowners, governed, mergeSettings, record } from "../records.ts";

const label = (repository: unknown) => record("github:index/issueLabel:IssueLabel", { repository });
const component = "Declare the repository with the GovernedRepository component.";

describe("governedRepositoryFindings", () => {
  it("finds nothing when the stack declares how the repository merges and who owns its AI paths", () => {
    assert.deepEqual(governedRepositoryFindings([mergeSettings(), codeowners()], governed), []);
  });

  it("finds nothing in a stack without repositories", () => {
    assert.deepEqual(governedRepositoryFindings([record("aws:s3/bucket:Bucket", { bucket: "logs" })], governed), []);
  });

  it("names what lacks in one finding a repository, and asks for the component", () => {
    const stack = [label("docs")];
    const expected: Finding = {
      outcome: "violation",
      subject: "docs",
      urn: stack[0]?.urn ?? "",
      message:
        "lacks what tier standard demands: Merges keep the trail [trail-preserving-merges]; People own the AI paths [ai-paths-owned].",
      fix: component,
    };
    assert.deepEqual(governedRepositoryFindings(stack, governed), [expected]);
  });

  it("says nothing of rules, whatever the tier demands of them", () => {
    const [finding] = governedRepositoryFindings([label("payments-api")], { ...governed });
    assert.doesNotMatch(finding?.message ?? "", /pull-request|approvals|gate/);
  });

  it("asks only for what is left", () => {
    const [finding, ...more] = governedRepositoryFindings([mergeSettings()], governed);
    assert.deepEqual(
      [finding?.message, more],
      ["lacks what tier critical demands: People own the AI paths [ai-paths-owned].", []],
    );
  });

  it("lets the organisation's stack fence tools in a repository that another stack governs", () => {
    const fence = record(githubTypes.repositoryRuleset, { repository: "docs", name: "ai-fence" });
    const stray = record(githubTypes.repositoryRuleset, { repository: "stray", name: "ai-fence" });
    const other = record(githubTypes.repositoryRuleset, { repository: "docs", name: "mine" });
    const found = (role: "organization" | "repository", ...stack: ResourceRecord[]) =>
      governedRepositoryFindings(stack, { ...governed, role }).length;
    assert.deepEqual(
      [
        found("organization", fence),
        found("organization", stray),
        found("repository", fence),
        found("repository", stray),
        found("organization", fence, other),
      ],
      [0, 0, 1, 1, 1],
    );
  });

  it("compares names as GitHub does, without case", () => {
    const shouted = mergeSettings();
    const stack = [{ ...shouted, props: { ...shouted.props, repository: "Payments-API" } }, codeowners()];
    assert.deepEqual(governedRepositoryFindings(stack, governed), []);
    const inventory = { "Payments-Api": "critical" };
    assert.deepEqual(governedRepositoryFindings([mergeSettings(), codeowners()], { ...governed, inventory }), []);
  });
  it("refuses a repository that is not declared, with the nearest name", () => {
    const stack = [label("payment-api")];
    assert.deepEqual(governedRepositoryFindings(stack, governed), [
      {
        outcome: "violation",
        subject: "payment-api",
        urn: stack[0]?.urn ?? "",
        message: 'the repository is not declared; it must stand in a tier. Did you mean "payments-api"?',
        fix: "Ask the platform team to add it to a tier in governance.yaml.",
      },
    ]);
  });

  it("refuses a repository whose name is that of an object's method", () => {
    const [finding] = governedRepositoryFindings([record(githubTypes.repository, { name: "constructor" })], governed);
    assert.equal(finding?.outcome, "violation");
  });

  it("leaves declared settings that fall short to the findings about them", () => {
    const short = [mergeSettings({ squashMergeCommitMessage: "PR_BODY" }), codeowners({ content: "" })];
    assert.deepEqual(governedRepositoryFindings(short, governed), []);
  });

  it("is not impressed by a component's token", () => {
    const spoofed = record("ai-governance:index:GovernedRepository", { repository: "payments-api" });
    assert.equal(governedRepositoryFindings([spoofed, label("payments-api")], governed).length, 1);
  });

  it("demands nothing of a tier that the demands do not know", () => {
    assert.deepEqual(governedRepositoryFindings([label("docs")], { ...governed, demands: {} }), []);
  });

  it("judges the rest when one resource is about an unknown repository", () => {
    const unknown = record(githubTypes.repositoryRuleset, { repository: UNKNOWN }, "later");
    assert.deepEqual(governedRepositoryFindings([unknown, label("elsewhere")], governed).slice(-1), [
      {
        outcome: "undecided",
        subject: "later",
        urn: unknown.urn,
        message: "which repository this is about is not known yet; it must be a declared one.",
        fix: "Write the repository's name as text.",
      },
    ]);
    assert.equal(governedRepositoryFindings([unknown, label("elsewhere")], governed).length, 2);
  });

  it("takes names of wrong types for no repository", () => {
    for (const name of [null, 7, "", []]) assert.deepEqual(governedRepositoryFindings([label(name)], governed), []);
  });

  it("finds the repository behind an unknown name through its origin", () => {
    const merges = mergeSettings();
    const owners: ResourceRecord = { ...codeowners({ repository: UNKNOWN }), origins: { repository: [merges.urn] } };
    assert.deepEqual(governedRepositoryFindings([merges, owners], governed), []);
  });
});

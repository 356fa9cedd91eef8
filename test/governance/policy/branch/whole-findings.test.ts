import assert from "node:assert/strict";
import {
  agentBypassFindings,
  agentsOf,
  aiPathOwnerFindings,
  automationOf,
  baselineFindings,
  codeownersLines,
  githubTypes,
  governedRepositoryFindings,
  propertyOverrideFindings,
  trailFindings,
  UNKNOWN,
} from "../../../../governance/index.ts";
import { broadBypassFindings } from "../../../../governance/policy/branch/broad-bypass.ts";
import { violation } from "../../../../governance/policy/finding.ts";
import { settingControls } from "../../../../governance/policy/repository/governed-repository.ts";
import { parsed } from "../../example.ts";
import { codeowners, governed, mergeSettings, record, repositoryRuleset, tierRuleset } from "../records.ts";

const accounts = { agents: agentsOf(parsed()), automation: automationOf(parsed()) };
const file = (content: unknown, over = {}) =>
  record(githubTypes.repositoryFile, { repository: "docs", file: ".github/CODEOWNERS", content, ...over });
const owners = ["@meridian-pay/platform", "@meridian-pay/security"];

/** People read these lines in a preview: what is, what must be, what to write instead. */
describe("a finding", () => {
  it("names no resource where there is none to look at", () => {
    assert.deepEqual(violation("docs", "is bad; must be good.", "Mend it."), {
      outcome: "violation",
      subject: "docs",
      message: "is bad; must be good.",
      fix: "Mend it.",
    });
  });
  it("about squash merges that nobody can judge yet says what they must do", () => {
    const settings = mergeSettings({ squashMergeCommitMessage: UNKNOWN });
    assert.deepEqual(trailFindings([settings]), [
      {
        outcome: "undecided",
        subject: "payments-api",
        urn: settings.urn,
        message: "whether squash merges keep commit messages is not known yet; they must.",
        fix: 'Set squashMergeCommitMessage: "COMMIT_MESSAGES", or allowSquashMerge: false.',
      },
    ]);
  });
  it("about merges of a repository of unknown name is told by the resource's", () => {
    const settings = mergeSettings({ repository: UNKNOWN, squashMergeCommitMessage: "BLANK" });
    assert.deepEqual(trailFindings([settings])[0]?.subject, "merges");
  });
  it("about a property of unknown name says which it must not be", () => {
    const property = record(githubTypes.repositoryCustomProperty, { repository: "docs", propertyName: UNKNOWN });
    assert.deepEqual(propertyOverrideFindings([property]), [
      {
        outcome: "undecided",
        subject: "docs",
        urn: property.urn,
        message: "which property it sets is not known yet; it must not be a governed one.",
        fix: "Remove it; tier and tools are changed in governance.yaml.",
      },
    ]);
  });
  it("about a repository of unknown name asks for the name as text", () => {
    const settings = mergeSettings({ repository: UNKNOWN });
    assert.deepEqual(governedRepositoryFindings([settings], governed), [
      {
        outcome: "undecided",
        subject: "merges",
        urn: settings.urn,
        message: "which repository this is about is not known yet; it must be a declared one.",
        fix: "Write the repository's name as text.",
      },
    ]);
  });
  it("lists several controls of a tier that nobody can judge yet", () => {
    const found = baselineFindings([tierRuleset("critical", { enforcement: UNKNOWN })], {
      automationAppIds: [],
      breakGlassTeamId: 7,
      baseline: { critical: { "deletion-blocked": true, "force-push-blocked": true } },
    });
    assert.deepEqual(
      found.map(({ outcome, message }) => [outcome, message.split("; ").length]),
      [["undecided", 2]],
    );
  });
  it("about a protection that nobody can judge yet says that no AI tool must pass it", () => {
    const protection = record(githubTypes.branchProtection, { forcePushBypassers: UNKNOWN });
    assert.deepEqual(
      agentBypassFindings([protection], accounts).map(({ subject, message }) => [subject, message]),
      [["it", "whether an AI tool may pass the protection is not known yet; none must."]],
    );
  });
  it("about a ruleset is told by the resource's name while its own is unknown", () => {
    const ruleset = repositoryRuleset({
      name: UNKNOWN,
      bypassActors: [{ actorType: "Integration", actorId: 5, bypassMode: "always" }],
    });
    assert.equal(agentBypassFindings([ruleset], accounts)[0]?.subject, "ruleset");
  });
  it("about an app tells its slug, of which only the ends are cut", () => {
    const protection = record(githubTypes.branchProtection, { forcePushBypassers: ["/a[bot]b[bot]"] });
    assert.match(agentBypassFindings([protection], accounts)[0]?.message ?? "", /^app a\[bot\]b, /);
  });
  it("about an actor of a kind that nobody knows says so", () => {
    const ruleset = repositoryRuleset({ bypassActors: [{ actorType: "Robot", actorId: 1, bypassMode: "always" }] });
    assert.equal(
      broadBypassFindings([ruleset], { breakGlassTeamId: 7 })[0]?.message,
      "an actor of another kind may pass the rules; only the break-glass team must, and only in pull requests.",
    );
  });
});

describe("aiPathOwnerFindings", () => {
  const find = (...stack: Parameters<typeof aiPathOwnerFindings>[0]) => aiPathOwnerFindings(stack, owners);
  const rendered = codeownersLines(owners);

  it("says who must own the paths while nobody knows who does", () => {
    const unknown = file(UNKNOWN);
    assert.deepEqual(find(unknown), [
      {
        outcome: "undecided",
        subject: "docs",
        urn: unknown.urn,
        message:
          "who owns the AI paths is not known yet; they must belong to @meridian-pay/platform @meridian-pay/security alone.",
        fix: "Put codeownersLines(owners) last in .github/CODEOWNERS, or use the GovernedRepository component.",
      },
    ]);
  });
  it("asks for path and branch as text", () => {
    assert.equal(find(file("", { branch: UNKNOWN }))[0]?.fix, "Write path and branch as text.");
  });
  it("counts from the fourth path on", () => {
    const taken = (...paths: readonly string[]) =>
      find(file([...rendered, ...paths.map((path) => `${path} @devs`)].join("\n")))[0]?.message ?? "";
    assert.match(taken("/AGENTS.md"), /does not protect AGENTS\.md \(taken by line \d+\); they must/);
    const paths = ["/AGENTS.md", "/CLAUDE.md", "/GEMINI.md", "/.mcp.json"];
    assert.match(taken(...paths.slice(0, 3)), /[^0-9] \(taken by line \d+\), [^,]+, [^,]+\); they must/);
    assert.match(taken(...paths), / and 1 more; they must/);
  });
  it("lets a file grow to what GitHub still loads, in bytes", () => {
    const text = rendered.join("\n");
    const filled = (bytes: number) => file(`${"#".repeat(bytes - text.length - 1)}\n${text}`);
    assert.deepEqual(find(filled(2_999_999)), []);
    assert.deepEqual(
      find(filled(3_000_000)).map(({ outcome, fix }) => [outcome, fix]),
      [["violation", "Write fewer, wider patterns."]],
    );
    assert.equal(find(file(`${"#é".repeat(1_000_001)}\n${text}`)).length, 1);
  });
  it("counts for the repository only while every writer of the file is certain", () => {
    const owned = (...files: Parameters<typeof settingControls>[0]) =>
      settingControls(files, governed.aiPathOwners)["ai-paths-owned"];
    const second = (over: Parameters<typeof codeowners>[0]) => ({ ...codeowners(over), urn: "urn:second" });
    assert.deepEqual(owned(codeowners()), { value: true, undecided: false });
    for (const over of [{ content: UNKNOWN }, { branch: UNKNOWN }]) {
      assert.deepEqual(owned(codeowners(), second(over)), { value: false, undecided: true });
    }
    for (const content of ["* @devs", "#".repeat(3_000_000)]) {
      assert.deepEqual(owned(codeowners(), second({ content })), { value: false, undecided: false });
    }
  });
});

describe("broadBypassFindings", () => {
  const actors = (...bypassActors: unknown[]) => ({ bypassActors });
  const team = (actorId: unknown) => ({ actorType: "Team", actorId, bypassMode: "pull_request" });
  const told = (stack: Parameters<typeof broadBypassFindings>[0], breakGlassTeamId?: number) =>
    broadBypassFindings(stack, { breakGlassTeamId }).map(({ outcome, subject }) => [outcome, subject]);

  it("allows the break-glass team beside another one that it reports", () => {
    const stack = [tierRuleset("critical"), repositoryRuleset(actors(team(8)))];
    assert.deepEqual(told(stack, 7), [["violation", "protect"]]);
  });
  it("does not count teams by a push, or other actors in pull requests, as teams that may be break-glass", () => {
    const owner = { actorType: "OrganizationAdmin", actorId: 1, bypassMode: "pull_request" };
    const pushing = { actorType: "Team", actorId: 9, bypassMode: "always" };
    const stack = [repositoryRuleset(actors(owner)), tierRuleset("critical", actors(team(7), owner))];
    assert.deepEqual(told(stack), [["unverifiable", "ai-tier-critical"]]);
    assert.deepEqual(told([...stack, tierRuleset("standard", actors(pushing))]), [
      ["violation", "ai-tier-standard"],
      ["unverifiable", "ai-tier-critical"],
    ]);
  });
  it("finds nothing unverifiable where no team may pass", () => {
    assert.deepEqual(told([repositoryRuleset()]), []);
  });
  it("reports a node id of no resource beside one that the stack holds", () => {
    const protection = record(githubTypes.branchProtection, { forcePushBypassers: ["U_kgDOAAAAAA", "T_kwDOABCDEF"] });
    const known = record("github:index/team:Team", { nodeId: "T_kwDOABCDEF" }, "team");
    assert.deepEqual(told([protection, known], 7), [["violation", "it"]]);
  });
});

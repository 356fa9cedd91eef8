import assert from "node:assert/strict";
import { remarksOf } from "../../../governance/index.ts";
import { parsed as parsedAs, reviewedByPeople, type Edit } from "../example.ts";

const today = "2026-11-23";
const parsed = (...edits: readonly Edit[]) => parsedAs(...reviewedByPeople, ...edits);

describe("remarksOf", () => {
  it("says nothing about the example where people review every tier", () => {
    assert.deepEqual(remarksOf(parsed(), today), []);
  });

  it("names the tiers in which approvals of apps and machine users count, in one remark", () => {
    const [, critical] = reviewedByPeople;
    const message =
      "GitHub counts approvals of machine users, and of apps that may write contents, in standard, restricted: " +
      "name a team of people in reviewers there, whose approvals are then needed";
    assert.deepEqual(remarksOf(parsedAs(critical), today), [{ at: "tiers", message }]);
  });

  it("leaves that to the repositories' stacks where the organisation has no rulesets", () =>
    assert.deepEqual(
      remarksOf(parsedAs(["plan: enterprise", "plan: free"]), today).map(({ at }) => at),
      ["organization.plan", "gate"],
    ));

  const detective = (plan: string) => ({
    at: "gate",
    message:
      `the gate is detective only: on plan "${plan}" any workflow can post its check. ` +
      "Let a GitHub App of your own post it and name it in gate.appId, or use plan enterprise",
  });
  it("says that the gate is detective only where any workflow can post its check", () => {
    assert.deepEqual(remarksOf(parsed(["plan: enterprise", "plan: team"]), today), [detective("team")]);
  });

  it("says what plan free lacks", () => {
    const rulesets = {
      at: "organization.plan",
      message:
        'plan "free" has no organisation rulesets; each repository stack must protect its own repository ' +
        "(GovernedRepository, protection), and tools are fenced in public repositories only",
    };
    assert.deepEqual(remarksOf(parsed(["plan: enterprise", "plan: free"]), today), [rulesets, detective("free")]);
  });

  it("sends forbidden paths to the repositories where the organisation cannot have them", () => {
    const forbidden = ["aiPaths:\n", 'aiPaths:\n  forbidden: ["**/CLAUDE.local.md"]\n'] as const;
    assert.deepEqual(remarksOf(parsed(forbidden), today), []);
    const message =
      'plan "team" has no push rulesets for the whole organisation; give the paths to GovernedRepository (forbiddenPaths)';
    assert.deepEqual(remarksOf(parsed(forbidden, ["plan: enterprise", "plan: team"]), today), [
      { at: "aiPaths.forbidden", message },
      detective("team"),
    ]);
  });

  it("says that private repositories are not scanned for secrets without licences", () => {
    const scanned = (repositories: string, more = "") =>
      ["actions:\n  allowed", `codeSecurity: { repositories: ${repositories}${more} }\nactions:\n  allowed`] as const;
    const message =
      "without licences of GitHub Secret Protection only public repositories are scanned for secrets: " +
      "buy them and say secretProtection: true";
    assert.deepEqual(remarksOf(parsed(scanned("all")), today), [{ at: "codeSecurity", message }]);
    assert.deepEqual(remarksOf(parsed(scanned("all", ", secretProtection: true")), today), []);
    assert.deepEqual(remarksOf(parsed(scanned("public")), today), []);
  });

  it("accepts a gate that an App of its own posts", () => {
    const declaration = parsed(
      ["plan: enterprise", "plan: team"],
      ["check: ai-governance/gate", "check: gate\n  appId: 77"],
    );
    assert.deepEqual(remarksOf(declaration, today), []);
  });

  it("names a trial with its owner, and when it is over", () => {
    const declaration = parsed([
      "approvals: 1\n",
      "approvals: 1\n    evaluate: { owner: platform, until: 2026-11-22 }\n",
    ]);
    const message = "the trial of platform ended on 2026-11-22, and the rules are enforced: remove it";
    assert.deepEqual(remarksOf(declaration, today), [{ at: "tiers.standard.evaluate", message }]);
    assert.match(remarksOf(declaration, "2026-11-22")[0]?.message ?? "", /ends on 2026-11-22$/);
  });

  it("names tools that cannot be fenced", () => {
    const declaration = parsed([
      'logins: [openhands-agent]\n      branches: ["openhands/**/*"]',
      "logins: [openhands-agent]",
    ]);
    const message =
      "no branch namespace, so no fence: what works under a person's own account is stopped by the gate and on the machine";
    assert.deepEqual(remarksOf(declaration, today), [{ at: "tools.openhands", message }]);
  });
});

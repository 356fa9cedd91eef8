import assert from "node:assert/strict";
import { remarksOf } from "../../../governance/index.ts";
import { parsed as parsedAs, reviewedByPeople, type Edit } from "../example.ts";

const today = "2026-11-23";
const parsed = (...edits: readonly Edit[]) => parsedAs(...reviewedByPeople, ...edits);
const unsaid = [" signedCommits: true # the action runs with use_commit_signing", " # not said"] as const;

describe("remarks about who would be locked out", () => {
  it("name tools and automation that work in a tier and are not known to sign", () => {
    assert.deepEqual(remarksOf(parsed(unsaid), today), [
      {
        at: "tiers.critical.signedCommits",
        message:
          "locks out who does not sign: claude-code (not known). Their commits reach the default branch by squash merge only, " +
          "which GitHub signs; if they sign, say signedCommits: true beside their logins",
      },
    ]);
  });

  it("name automation in every tier that wants signatures", () => {
    const declaration = parsed(["appId: 29110, signedCommits: true", "appId: 29110, signedCommits: false"]);
    const remarks = remarksOf(declaration, today);
    assert.deepEqual(
      remarks.map(({ at }) => at),
      ["tiers.critical.signedCommits", "tiers.restricted.signedCommits"],
    );
    assert.match(remarks[0]?.message ?? "", /who does not sign: dependabot\./);
  });

  it("say nothing of a stopped tool, or of a tier on trial", () => {
    const stopped = [
      "displayName: Claude Code\n    state: enabled",
      "displayName: Claude Code\n    reason: Leaked a key\n    state: disabled",
    ] as const;
    assert.deepEqual(remarksOf(parsed(unsaid, stopped), today), []);
    const trial = ["  critical:\n", "  critical:\n    evaluate: { owner: platform, until: 2027-01-31 }\n"] as const;
    assert.deepEqual(
      remarksOf(parsed(unsaid, trial), today).map(({ at }) => at),
      ["tiers.critical.evaluate"],
    );
  });

  it("name actions of a working tool that the organisation does not allow", () => {
    const declaration = parsed(["anthropics/claude-code-action@*", "someone/else@*"]);
    assert.deepEqual(remarksOf(declaration, today), [
      {
        at: "tools.claude-code.actions",
        message:
          "anthropics/claude-code-action is not among actions.allowed, so GitHub refuses the workflows that use it: " +
          "add anthropics/claude-code-action@*, or remove it",
      },
    ]);
  });

  it("say nothing of GitHub's own actions, which another switch allows", () => {
    const own = [
      "actions: [anthropics/claude-code-action]",
      "actions: [github/ai-review, actions/ai-inference]",
    ] as const;
    assert.deepEqual(remarksOf(parsed(own, ['"actions/*", "github/*", ', ""]), today), []);
  });
});

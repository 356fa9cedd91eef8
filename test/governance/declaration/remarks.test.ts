import assert from "node:assert/strict";
import { remarksOf } from "../../../governance/index.ts";
import { parsed } from "../example.ts";

const today = "2026-11-23";

describe("remarksOf", () => {
  it("says nothing about the example", () => {
    assert.deepEqual(remarksOf(parsed(), today), []);
  });

  it("says that the gate is detective only where any workflow can post its check", () => {
    assert.deepEqual(remarksOf(parsed(["plan: enterprise", "plan: team"]), today), [
      {
        at: "organization.plan",
        message: 'plan "team" may refuse organisation rulesets; each repository stack must protect its own repository',
      },
      {
        at: "gate",
        message:
          'the gate is detective only: on plan "team" any workflow can post its check. ' +
          "Let a GitHub App of your own post it and name it in gate.appId, or use plan enterprise",
      },
    ]);
  });

  it("accepts a gate that an App of its own posts", () => {
    const declaration = parsed(
      ["plan: enterprise", "plan: team"],
      ["check: ai-governance/gate", "check: gate\n  appId: 77"],
    );
    assert.deepEqual(
      remarksOf(declaration, today).map(({ at }) => at),
      ["organization.plan"],
    );
  });

  it("names a trial with its owner, and when it is over", () => {
    const declaration = parsed([
      "approvals: 1\n",
      "approvals: 1\n    evaluate: { owner: platform, until: 2026-11-22 }\n",
    ]);
    const message = "rules are recorded, not enforced. The trial of platform ended on 2026-11-22; remove it";
    assert.deepEqual(remarksOf(declaration, today), [{ at: "tiers.standard.evaluate", message }]);
    assert.match(remarksOf(declaration, "2026-11-22")[0]?.message ?? "", /ends on 2026-11-22$/);
  });

  it("names tools that cannot be fenced", () => {
    const declaration = parsed([
      'logins: [openhands-agent]\n      branches: ["openhands/**/*"]',
      "logins: [openhands-agent]",
    ]);
    assert.deepEqual(
      remarksOf(declaration, today).map(({ at }) => at),
      ["tools.openhands"],
    );
  });
});

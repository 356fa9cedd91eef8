import assert from "node:assert/strict";
import { agentBypassFindings, UNKNOWN } from "../../../../governance/index.ts";
import { linesOf, repositoryRuleset } from "../records.ts";

describe("agentBypassFindings about an actor whose number is unknown", () => {
  const lines = (actorType: string) => {
    const bypassActors = [{ actorType, actorId: UNKNOWN, bypassMode: "pull_request" }];
    return linesOf(agentBypassFindings([repositoryRuleset({ bypassActors })], { agents: [], automation: [] }));
  };
  it("doubts an app alone: a team is people, and a user is reported by whatever number", () => {
    assert.deepEqual(lines("Integration"), [
      "undecided protect: whether an AI tool may pass the rules is not known yet; none must.",
    ]);
    assert.deepEqual(lines("Team"), []);
    assert.deepEqual(lines("User"), [
      "violation protect: a user, who may be an AI tool's account, may pass the rules; no AI tool and no undeclared app must.",
    ]);
  });
});

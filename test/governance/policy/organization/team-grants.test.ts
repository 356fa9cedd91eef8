import assert from "node:assert/strict";
import { githubTypes, UNKNOWN } from "../../../../governance/index.ts";
import { agentAdministrationFindings } from "../../../../governance/policy/organization/agent-administration.ts";
import { linesOf, record } from "../records.ts";

const accounts = { agents: [{ name: "cursor", logins: ["cursoragent"] }], automation: [] };

describe("agentAdministrationFindings about the list of a repository's teams", () => {
  const [people, agents] = ["people", "agents"].map((name) => record(githubTypes.team, { name }, name));
  const place = {
    ...record(githubTypes.teamMembership, { teamId: UNKNOWN, username: "cursoragent" }, "place"),
    origins: { teamId: [agents?.urn ?? ""] },
  };
  const listed = (origin = "") => ({
    ...record(githubTypes.repositoryCollaborators, {
      repository: "docs",
      teams: [{ teamId: UNKNOWN, permission: "admin" }],
    }),
    origins: { teams: [origin] },
  });
  const lines = (origin?: string) => linesOf(agentAdministrationFindings([place, listed(origin)], accounts));

  it("tells by where its number comes from which team a new one is", () => {
    assert.deepEqual(lines(people?.urn), []);
    assert.deepEqual(lines(agents?.urn), [
      "violation docs: a team with AI tool cursor administrates the repository; no AI tool and no automation must.",
    ]);
  });
});

import assert from "node:assert/strict";
import { githubCollaboratorDisallowAgentAdministration as rule } from "../../../../policypack/rules/github/github-collaborator-disallow-agent-administration.ts";
import { parsed } from "../../../governance/example.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const settings = rule.told({ declaration: parsed(), role: "repository" });
const fix = 'Fix: Give it "push" at most, as a plain member; rules are loosened by a merged change of governance.yaml.';
const collaborator = (props: object = {}): SampleResource => ({
  type: "github:index/repositoryCollaborator:RepositoryCollaborator",
  name: "cursor",
  props: { repository: "design-system", username: "cursoragent", permission: "admin", ...props },
});
const run = (...stack: SampleResource[]) => told(runStackRule(rule, stack, settings));
const must = "no AI tool and no automation must.";

describe(rule.name, () => {
  it("is told the accounts of tools and automation", () => {
    const { agents, automation } = settings as Record<string, { name: string; logins: string[] }[]>;
    assert.deepEqual(
      agents?.find(({ name }) => name === "cursor"),
      { name: "cursor", logins: ["cursor[bot]", "cursoragent"], appId: 1210556 },
    );
    assert.deepEqual(
      automation?.map(({ name }) => name),
      ["dependabot", "release-bot"],
    );
  });

  it("reports an AI tool that administrates a repository", async () => {
    assert.deepEqual(await run(collaborator()), [
      [`design-system: AI tool cursor administrates the repository; ${must}`, fix],
    ]);
  });

  it("judges the organisation's stack, too", async () => {
    const owner = { type: "github:index/membership:Membership", props: { username: "cursoragent", role: "admin" } };
    assert.deepEqual(await told(runStackRule(rule, [owner], { ...settings, role: "organization" })), [
      [`it: AI tool cursor owns the organisation; ${must}`, fix],
    ]);
  });

  it("reports a team with an AI tool that administrates a repository", async () => {
    const place = {
      type: "github:index/teamMembership:TeamMembership",
      props: { teamId: "42", username: "cursoragent" },
    };
    const grant = {
      type: "github:index/teamRepository:TeamRepository",
      props: { teamId: "42", repository: "design-system", permission: "admin" },
    };
    assert.deepEqual(await run(place, grant), [
      [`design-system: a team with AI tool cursor administrates the repository; ${must}`, fix],
    ]);
  });

  it("cannot tell what a role of the organisation's own can do", async () => {
    assert.deepEqual(await run(collaborator({ permission: {} })), [
      [
        `Undecided: design-system: AI tool cursor has a role of the organisation's own, which may be one that administrates the repository; ${must}`,
        fix,
      ],
    ]);
  });

  it("allows an AI tool that pushes, people, and stacks without collaborators", async () => {
    assert.deepEqual(await run(collaborator({ permission: "push" }), collaborator({ username: "alice" })), []);
    assert.deepEqual(await run(collaborator({ username: null })), []);
    assert.deepEqual(await run(), []);
  });

  it("stays undecided while the permission is unknown", async () => {
    assert.deepEqual(await run(collaborator({ permission: UNKNOWN_STRING })), [
      [
        `Undecided: design-system: whether AI tool cursor administrates the repository is not known yet; ${must}`,
        `Judged again when known. ${fix}`,
      ],
    ]);
  });

  it("rejects a setting it does not know", async () => {
    await assert.rejects(runStackRule(rule, [], { ...settings, unheardOf: 1 }), /unknown key "unheardOf"/);
  });
});

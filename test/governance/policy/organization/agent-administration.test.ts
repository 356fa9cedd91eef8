import assert from "node:assert/strict";
import { githubTypes, UNKNOWN, type ResourceRecord } from "../../../../governance/index.ts";
import { agentAdministrationFindings } from "../../../../governance/policy/organization/agent-administration.ts";
import { linesOf, record } from "../records.ts";

type Props = Readonly<Record<string, unknown>>;
const accounts = {
  agents: [
    { name: "cursor", logins: ["cursor[bot]", "cursoragent"] },
    { name: "openhands", logins: ["openhands-agent"] },
  ],
  automation: [{ name: "release-bot", logins: ["meridian-release-bot"] }],
};
const must = "no AI tool and no automation must.";
const lines = (...stack: ResourceRecord[]) => linesOf(agentAdministrationFindings(stack, accounts));

const collaborator = (over: Props = {}) =>
  record(githubTypes.repositoryCollaborator, {
    repository: "docs",
    username: "cursoragent",
    permission: "admin",
    ...over,
  });
const collaborators = (over: Props) => record(githubTypes.repositoryCollaborators, { repository: "docs", ...over });

describe("agentAdministrationFindings about accounts", () => {
  it("reports an AI tool that administrates a repository, and says what to write instead", () => {
    assert.deepEqual(agentAdministrationFindings([collaborator()], accounts), [
      {
        outcome: "violation",
        subject: "docs",
        message: `AI tool cursor administrates the repository; ${must}`,
        fix: 'Give it "push" at most, as a plain member; rules are loosened by a merged change of governance.yaml.',
        urn: collaborator().urn,
      },
    ]);
  });
  it("knows an account without case and suffix", () => {
    for (const username of ["CursorAgent", "cursor", "cursor[BOT]", "/cursoragent"]) {
      assert.equal(lines(collaborator({ username })).length, 1, username);
    }
  });
  it("reports automation", () => {
    assert.deepEqual(lines(collaborator({ username: "meridian-release-bot", permission: "MAINTAIN" })), [
      `violation docs: automation release-bot administrates the repository; ${must}`,
    ]);
  });
  it("allows people, and accounts that are none", () => {
    assert.deepEqual(lines(collaborator({ username: "alice" })), []);
    assert.deepEqual(lines(collaborator({ username: 7 })), []);
    assert.deepEqual(lines(collaborator({ username: null })), []);
  });
  it("allows an AI tool that reads and writes", () => {
    for (const permission of ["pull", "read", "triage", "push", "write", "Push", undefined, null]) {
      assert.deepEqual(lines(collaborator({ permission })), []);
    }
  });
  it("cannot tell what a role of the organisation's own can do", () => {
    for (const permission of ["release-manager", 7]) {
      assert.deepEqual(lines(collaborator({ permission })), [
        `unverifiable docs: AI tool cursor has a role of the organisation's own, which may be one that administrates the repository; ${must}`,
      ]);
    }
  });
  it("stays undecided while permission or account is unknown", () => {
    assert.deepEqual(lines(collaborator({ permission: UNKNOWN })), [
      `undecided docs: whether AI tool cursor administrates the repository is not known yet; ${must}`,
    ]);
    assert.deepEqual(lines(collaborator({ username: UNKNOWN })), [
      `undecided docs: who administrates the repository is not known yet; ${must}`,
    ]);
    assert.deepEqual(lines(collaborator({ username: UNKNOWN, permission: "push" })), []);
    assert.deepEqual(lines(collaborator({ username: "alice", permission: UNKNOWN })), []);
  });

  it("judges each of several collaborators", () => {
    const users = [
      { username: "alice", permission: "admin" },
      { username: "cursoragent", permission: "maintain" },
      { username: "openhands-agent" },
      null,
    ];
    const line = `violation docs: AI tool cursor administrates the repository; ${must}`;
    assert.deepEqual(lines(collaborators({ users })), [line]);
    assert.deepEqual(lines(collaborators({ users: [...users, UNKNOWN] })), [
      line,
      `undecided docs: who administrates the repository is not known yet; ${must}`,
    ]);
  });
  it("reports owners of the organisation, maintainers of a team, and holders of a role", () => {
    const username = "cursoragent";
    assert.deepEqual(
      lines(
        record(githubTypes.membership, { username, role: "admin" }, "owner"),
        record(githubTypes.teamMembership, { teamId: "1", username, role: "maintainer" }, "place"),
        record(githubTypes.teamMembers, { teamId: "1", members: [{ username, role: "maintainer" }] }, "places"),
        record(githubTypes.organizationRoleUser, { login: username, roleId: 8132 }, "role"),
      ),
      [
        `violation owner: AI tool cursor owns the organisation; ${must}`,
        `violation role: AI tool cursor holds a role of the organisation; ${must}`,
        `violation place: AI tool cursor maintains the team; ${must}`,
        `violation places: AI tool cursor maintains the team; ${must}`,
      ],
    );
  });
  it("allows plain members, and stays undecided while the role is unknown", () => {
    const member = (role?: unknown) => record(githubTypes.membership, { username: "cursoragent", role }, "member");
    assert.deepEqual(lines(member("member"), member(), member(null)), []);
    assert.deepEqual(lines(member(UNKNOWN)), [
      `undecided member: whether AI tool cursor owns the organisation is not known yet; ${must}`,
    ]);
    assert.equal(lines(member(7)).length, 1);
  });
});

describe("agentAdministrationFindings about members", () => {
  const settings = (defaultRepositoryPermission?: unknown) =>
    record(githubTypes.organizationSettings, { defaultRepositoryPermission }, "settings");
  it("reports an organisation whose members administrate every repository", () => {
    assert.deepEqual(agentAdministrationFindings([settings("admin")], accounts), [
      {
        outcome: "violation",
        subject: "settings",
        message: "every member of the organisation administrates every repository; AI tools and automation must not.",
        fix: 'Set defaultRepositoryPermission to "write" at most.',
        urn: settings().urn,
      },
    ]);
  });
  it("allows members to read and write, and stays undecided while that is unknown", () => {
    for (const permission of ["none", "read", "write", undefined, null])
      assert.deepEqual(lines(settings(permission)), []);
    assert.match(lines(settings(UNKNOWN)).join(), /^undecided settings: not known yet: every member/);
  });
});

describe("agentAdministrationFindings about teams", () => {
  const place = (over: Props = {}) =>
    record(githubTypes.teamMembership, { teamId: "42", username: "cursoragent", ...over }, "place");
  const team = (over: Props = {}) => record(githubTypes.team, { name: "Mobile Agents", ...over }, "team");
  const grant = (over: Props = {}) =>
    record(githubTypes.teamRepository, { teamId: "42", repository: "docs", permission: "admin", ...over }, "grant");
  const found = `violation docs: a team with AI tool cursor administrates the repository; ${must}`;
  const open = `undecided docs: whether a team with AI tool cursor administrates the repository is not known yet; ${must}`;

  it("reports a team with an AI tool that administrates a repository", () => {
    assert.deepEqual(lines(place(), grant()), [found]);
    assert.deepEqual(lines(place({ teamId: 42 }), grant()), [found]);
    assert.deepEqual(lines(place(), collaborators({ teams: [{ teamId: "42", permission: "admin" }] })), [found]);
    const members = [{ username: "alice" }, { username: "cursoragent" }];
    assert.deepEqual(lines(record(githubTypes.teamMembers, { teamId: "42", members }), grant()), [found]);
  });
  it("reports a team with an AI tool that holds a role of the organisation", () => {
    for (const type of [githubTypes.organizationRoleTeam, githubTypes.organizationRoleTeamAssignment]) {
      const members = record(githubTypes.teamMembers, { teamSlug: "agents", members: [{ username: "cursoragent" }] });
      assert.deepEqual(lines(members, record(type, { teamSlug: "agents", roleId: 1 }, "role")), [
        `violation role: a team with AI tool cursor holds a role of the organisation; ${must}`,
      ]);
    }
  });
  it("reports a team with an AI tool that manages the organisation's security", () => {
    const members = record(githubTypes.teamMembers, { teamSlug: "agents", members: [{ username: "cursoragent" }] });
    const manager = record(githubTypes.organizationSecurityManager, { teamSlug: "agents" }, "manager");
    assert.deepEqual(lines(members, manager), [
      `violation manager: a team with AI tool cursor manages the security of the organisation; ${must}`,
    ]);
  });
  it("allows teams of people, other teams, and permissions to read and write", () => {
    assert.deepEqual(lines(place({ username: "alice" }), grant()), []);
    assert.deepEqual(lines(place({ teamId: "43" }), grant()), []);
    assert.deepEqual(lines(place(), grant({ permission: undefined })), []);
    assert.deepEqual(
      lines(place(), collaborators({ teams: [{ teamId: "42" }, { teamId: "43", permission: "admin" }] })),
      [],
    );
    assert.deepEqual(lines(grant()), []);
  });
  const child = (parentTeamId: unknown, name = "bots") => record(githubTypes.team, { name, parentTeamId }, name);
  const inBots = place({ teamId: "bots" });
  it("gives a team what its parents have", () => {
    const ofAdmins = grant({ teamId: "admins" });
    assert.deepEqual(lines(inBots, child("admins"), ofAdmins), [found]);
    assert.deepEqual(lines(inBots, child("middle"), child("admins", "middle"), ofAdmins), [found]);
    const from = { ...child(UNKNOWN), origins: { parentTeamId: [team().urn] } };
    assert.deepEqual(lines(inBots, from, team(), grant({ teamId: "mobile-agents" })), [found]);
    for (const parent of ["others", undefined, null, ""]) assert.deepEqual(lines(inBots, child(parent), ofAdmins), []);
    assert.deepEqual(lines(inBots, child("bots"), ofAdmins), []);
    assert.deepEqual(lines(place({ teamId: "admins" }), child("admins"), grant({ teamId: "bots" })), []);
  });
  it("stays undecided while a parent is unknown", () => {
    assert.deepEqual(lines(inBots, child(UNKNOWN), grant({ teamId: "admins" })), [open]);
  });
  it("says a thing once, however many places the account has", () => {
    assert.deepEqual(lines(place(), place(), grant()), [found]);
  });
  it("knows a team by number, by slug, by node id and by its new name", () => {
    const from = { ...place({ teamId: UNKNOWN }), origins: { teamId: [team().urn] } };
    for (const [declared, teamId] of [
      [team({ slug: "agents" }), "agents"],
      [team({ slug: "agents" }), "Agents"],
      [team({ nodeId: "T_1" }), "T_1"],
      [team(), "mobile-agents"],
      [team({ slug: UNKNOWN }), "mobile-agents"],
    ] as const) {
      assert.deepEqual(lines(declared, from, grant({ teamId })), [found], String(teamId));
    }
    assert.deepEqual(lines(team({ slug: "agents" }), from, grant({ teamId: "mobile-agents" })), []);
    assert.deepEqual(lines(team({ name: 7 }), from, grant({ teamId: "mobile-agents" })), []);
  });
  it("knows a team by where its number comes from", () => {
    const origins = { teamId: [team().urn] };
    const [from, to] = [place({ teamId: UNKNOWN }), grant({ teamId: UNKNOWN })];
    assert.deepEqual(lines({ ...from, origins }, { ...to, origins }), [found]);
    assert.deepEqual(lines({ ...place(), origins }, { ...to, origins }), [found]);
    assert.deepEqual(lines({ ...from, origins }, { ...to, origins: { teamId: ["urn:other"] } }), []);
  });
  it("stays undecided while nobody knows which team it is", () => {
    assert.deepEqual(lines(place({ teamId: UNKNOWN }), grant()), [open]);
    assert.deepEqual(lines(place(), grant({ teamId: UNKNOWN })), [open]);
    const origins = { teams: [team().urn, "urn:other"] };
    const list = collaborators({ teams: [{ teamId: UNKNOWN, permission: "admin" }] });
    const from = { ...place({ teamId: UNKNOWN }), origins: { teamId: [team().urn] } };
    assert.deepEqual(lines(from, { ...list, origins }), [open]);
  });
  it("does not take one team of a list for another", () => {
    const list = collaborators({ teams: [{ teamId: "43", permission: "admin" }] });
    const from = { ...place(), origins: { teamId: [team().urn] } };
    assert.deepEqual(lines(from, { ...list, origins: { teams: [team().urn] } }), []);
  });
  it("stays undecided while a member is unknown", () => {
    assert.deepEqual(lines(place({ username: UNKNOWN }), grant()), [
      `undecided docs: who administrates the repository is not known yet; ${must}`,
    ]);
  });
});

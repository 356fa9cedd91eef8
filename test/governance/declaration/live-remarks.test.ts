import assert from "node:assert/strict";
import { inventoryOf, liveRemarksOf, type LiveOrganization, type LiveRepository } from "../../../governance/index.ts";
import { parsed as parsedAs, reviewedByPeople, type Edit } from "../example.ts";

const parsed = (...edits: readonly Edit[]) => parsedAs(...reviewedByPeople, ...edits);
const declaration = parsed();
const names = Object.keys(inventoryOf(declaration));
const repository: LiveRepository = { id: 1, visibility: "private", archived: false };
const live: LiveOrganization = {
  repositories: Object.fromEntries(names.map((name) => [name, repository])),
  renamed: {},
  hasGateTag: true,
  apps: { 1236702: { slug: "claude", reach: "selected" } },
  teams: { "platform-engineering": names, engineers: names },
};
const remarks = (changes: Partial<LiveOrganization>, of = declaration) => liveRemarksOf(of, { ...live, ...changes });
const withRepository = (name: string, found: LiveRepository | undefined) => {
  const { [name]: _, ...rest } = live.repositories;
  return { repositories: found ? { ...rest, [name]: found } : rest };
};

describe("liveRemarksOf", () => {
  it("says nothing where GitHub has what the declaration names", () => assert.deepEqual(remarks({}), []));

  it("names an archived repository", () =>
    assert.deepEqual(remarks(withRepository("ledger", { ...repository, archived: true })), [
      {
        at: "tiers.critical.repositories",
        message: "ledger is archived: unarchive it, or take it out, since nothing in it can change",
      },
    ]));

  it("names a repository that does not exist, and the nearest that does", () =>
    assert.deepEqual(
      remarks({ repositories: { ...withRepository("ledger", undefined).repositories, ledgers: repository } }),
      [
        {
          at: "tiers.critical.repositories",
          message:
            'GitHub shows no ledger to this token; it stands in tier standard once it exists. Did you mean "ledgers"?',
        },
      ],
    ));

  it("says what a renamed repository is called now", () =>
    assert.deepEqual(
      remarks({ ...withRepository("ledger", undefined), renamed: { ledger: "Meridian-Pay/general-ledger" } }),
      [{ at: "tiers.critical.repositories", message: "ledger is called general-ledger now; write that name" }],
    ));

  it("says that a transferred repository is out of reach", () =>
    assert.deepEqual(remarks({ ...withRepository("ledger", undefined), renamed: { ledger: "elsewhere/ledger" } }), [
      {
        at: "tiers.critical.repositories",
        message: "ledger belongs to elsewhere now, out of reach of this organisation's rules; take it out",
      },
    ]));

  it("says what follows from a missing tag of the gate", () =>
    assert.deepEqual(remarks({ hasGateTag: false }), [
      {
        at: "gate.ref",
        message:
          "ai-governance has no refs/tags/gate-v1, which the roll-out locks for everyone: no pull request could be merged. " +
          "Push the tag on a commit with .github/workflows/gate.yml first",
      },
    ]));

  it("names the repositories that a team among the owners may not write to", () => {
    const teams = { ...live.teams, "platform-engineering": names.filter((name) => name !== "docs") };
    const [found, ...rest] = remarks({ teams });
    assert.deepEqual(rest, []);
    assert.equal(found?.at, "aiPaths.owners");
    assert.match(found?.message ?? "", /^team platform-engineering may not write to docs, so GitHub takes it neither/);
    const [many] = remarks({ teams: { ...live.teams, "platform-engineering": [] } });
    assert.match(many?.message ?? "", / and 7 more, so GitHub/);
  });

  it("names the repositories of a tier that its reviewers may not write to", () => {
    const engineers = names.filter((name) => !["ledger", "infrastructure", "card-vault"].includes(name));
    assert.deepEqual(remarks({ teams: { ...live.teams, engineers } }), [
      {
        at: "tiers.critical.reviewers",
        message:
          "team engineers may not write to ledger, infrastructure, so GitHub counts no approval of it there and nothing can be merged: give it write access",
      },
    ]);
    const archived = {
      ...withRepository("ledger", { ...repository, archived: true }),
      teams: { ...live.teams, engineers },
    };
    assert.match(remarks(archived)[1]?.message ?? "", /^team engineers may not write to infrastructure, so/);
  });

  it("names an app on all repositories, and says who can narrow it", () => {
    const apps = { 1236702: { slug: "claude", reach: "all" as const } };
    const [open] = remarks({ apps });
    assert.equal(open?.at, "tools");
    assert.match(open?.message ?? "", /^installed on all repositories, and able to push .*: claude\. Let a person/);
    const scoped = parsed(["actions: [anthropics/claude-code-action]", "appScope: true"]);
    assert.match(remarks({ apps }, scoped)[0]?.message ?? "", /which GitHub lets only a person narrow/);
    assert.deepEqual(remarks({}, scoped), []);
  });

  it("names a scoped app that is not installed", () => {
    const scoped = parsed(["actions: [anthropics/claude-code-action]", "appScope: true"]);
    assert.deepEqual(remarks({ apps: {} }, scoped), [
      {
        at: "tools.claude-code.identities.appId",
        message: "app 1236702 is not installed, so it reaches nothing: install it, or remove appScope",
      },
    ]);
  });

  it("names private repositories that plan free cannot protect, public ones that push rules do not reach", () => {
    const free = parsed(["plan: enterprise", "plan: free"]);
    const open = withRepository("docs", { ...repository, visibility: "public" });
    const [found, ...rest] = remarks(open, free);
    assert.equal(found?.at, "organization.plan");
    assert.match(found.message, /^plan "free" has no rules for private repositories, so nothing protects /);
    assert.doesNotMatch(found.message, /docs/);
    assert.deepEqual(rest, []);
    const forbidden = parsed(["aiPaths:\n", 'aiPaths:\n  forbidden: ["**/CLAUDE.local.md"]\n']);
    const message =
      "GitHub has no push rules for public repositories: docs. Their owners of AI paths are what stops these files";
    assert.deepEqual(remarks(open, forbidden), [{ at: "aiPaths.forbidden", message }]);
    assert.deepEqual(remarks({}, forbidden), []);
  });
});

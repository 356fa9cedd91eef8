import assert from "node:assert/strict";
import { githubTypes, ownTypes, UNKNOWN, type ResourceRecord } from "../../../../governance/index.ts";
import { appScopeFindings } from "../../../../governance/policy/organization/app-scope.ts";
import { linesOf, record } from "../records.ts";

type Props = Readonly<Record<string, unknown>>;
const claude = { tool: "claude-code", slugs: ["claude"], repositories: ["docs", "storefront"], appScope: true };
const stopped = { ...claude, repositories: [] };
const scope = (over: Props = {}) =>
  record(ownTypes.appScope, { appSlug: "claude", repositories: ["docs"], installationId: 7, ...over }, "scope");
const lines = (stack: readonly ResourceRecord[], app = claude) => linesOf(appScopeFindings(stack, [app]));

const unsaid = "the stack does not say which repositories the app of tool claude-code reaches; it must.";
const elsewhere =
  "the app of tool claude-code reaches repositories that do not admit the tool; it must reach no other.";
const nowhere = "the app of tool claude-code reaches repositories although the tool works nowhere; it must reach none.";
const foreign = "whose app this opens repositories to is not declared; it must not be an AI tool's.";

describe("appScopeFindings", () => {
  it("reports a tool whose scope the stack must set and does not", () => {
    assert.deepEqual(appScopeFindings([], [claude]), [
      {
        outcome: "violation",
        subject: "claude-code",
        message: unsaid,
        fix: "Declare the tool with the AiTool component and appScope, with its repositories of governance.yaml.",
      },
    ]);
    assert.deepEqual(lines([scope({ appSlug: "renovate" })]), [`violation claude-code: ${unsaid}`]);
    assert.deepEqual(lines([scope({ appSlug: 1 })]), [`violation claude-code: ${unsaid}`]);
  });
  it("stays undecided about a scope of an unknown app beside a good one, unless it opens nothing that the tool must not reach", () => {
    const unknown = (repositories: unknown) => scope({ appSlug: UNKNOWN, repositories });
    const open =
      "whose app reaches these repositories is not known yet; an AI tool's must reach no other than declared.";
    assert.deepEqual(lines([scope(), unknown(["other"])]), [`undecided scope: ${open}`]);
    assert.deepEqual(lines([scope(), unknown(UNKNOWN)]), [`undecided scope: ${open}`]);
    assert.deepEqual(lines([scope(), unknown(["docs"])]), []);
    assert.deepEqual(linesOf(appScopeFindings([unknown(["other"])], [])), []);
  });
  it("demands no scope where a person sets it", () => assert.deepEqual(lines([], { ...claude, appScope: false }), []));
  it("stays undecided about that while an app is unknown", () => {
    assert.deepEqual(lines([scope({ appSlug: UNKNOWN })]), [`undecided claude-code: ${unsaid}`]);
  });
  it("cannot tell whether a stopped tool's app is still installed", () => {
    assert.deepEqual(lines([], stopped), [`unverifiable claude-code: ${unsaid}`]);
  });
  it("cannot tell which app is a tool's whose logins do not name it", () => {
    assert.deepEqual(appScopeFindings([scope({ appSlug: UNKNOWN })], [{ ...claude, slugs: [] }]), [
      {
        outcome: "unverifiable",
        subject: "claude-code",
        message:
          "no login of tool claude-code names its app, so nobody can tell what that reaches; one must be declared.",
        fix: "Add the app's login to governance.yaml: its name and [bot].",
      },
    ]);
  });

  it("allows the declared repositories, and fewer", () => {
    assert.deepEqual(lines([scope({ appSlug: "Claude", repositories: ["storefront", "docs"] })]), []);
    assert.deepEqual(lines([scope({ repositories: [] })]), []);
    assert.deepEqual(lines([scope({ repositories: [] })], stopped), []);
  });
  it("compares names as GitHub does, without case", () => {
    assert.deepEqual(
      lines([scope({ repositories: ["Docs", "storefront"] })], { ...claude, repositories: ["docs", "StoreFront"] }),
      [],
    );
  });
  it("reports other repositories, of a tool whose scope a person sets too", () => {
    const more = [scope({ repositories: ["docs", "ledger"] })];
    assert.deepEqual(lines(more), [`violation claude-code: ${elsewhere}`]);
    assert.deepEqual(lines(more, { ...claude, appScope: false }), [`violation claude-code: ${elsewhere}`]);
    assert.deepEqual(lines([scope({ repositories: "*" })]), [`violation claude-code: ${elsewhere}`]);
  });
  it("reports any repository of a stopped tool", () => {
    assert.deepEqual(lines([scope()], stopped), [`violation claude-code: ${nowhere}`]);
  });
  it("stays undecided while a repository is unknown", () => {
    assert.deepEqual(lines([scope({ repositories: ["docs", UNKNOWN] })]), [
      `undecided claude-code: not known yet: ${elsewhere}`,
    ]);
  });

  const several = (installationId: unknown, selectedRepositories: unknown) =>
    record(githubTypes.appInstallationRepositories, { installationId, selectedRepositories }, "several");
  const single = (installationId: unknown, repository: unknown) =>
    record(githubTypes.appInstallationRepository, { installationId, repository }, "single");
  it("judges what is opened to the same installation beside it", () => {
    assert.deepEqual(lines([scope(), several("7", ["docs"]), single(7, "storefront")]), []);
    assert.deepEqual(lines([scope(), several("7", ["ledger"])]), [`violation claude-code: ${elsewhere}`]);
    assert.deepEqual(lines([scope(), single("7", "ledger")]), [`violation claude-code: ${elsewhere}`]);
    assert.deepEqual(lines([scope(), single("7", UNKNOWN)]), [`undecided claude-code: not known yet: ${elsewhere}`]);
  });
  it("knows a new installation by where its number comes from", () => {
    const origin = { ...single(UNKNOWN, "ledger"), origins: { installationId: [scope().urn] } };
    assert.deepEqual(lines([scope({ installationId: UNKNOWN }), origin]), [`violation claude-code: ${elsewhere}`]);
  });
  it("leaves other apps alone that have a scope", () => {
    assert.deepEqual(lines([scope(), scope({ appSlug: "renovate", installationId: 8 }), single(8, "ledger")]), []);
  });
  it("says whose installation nobody can tell", () => {
    const known = scope({ installationId: UNKNOWN });
    for (const id of ["9", UNKNOWN, undefined]) {
      assert.deepEqual(lines([known, single(id, "docs")]), [`unverifiable single: ${foreign}`]);
    }
    assert.deepEqual(lines([scope({ installationId: undefined }), several(undefined, [])]), [
      `unverifiable several: ${foreign}`,
    ]);
  });
});

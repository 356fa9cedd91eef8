import assert from "node:assert/strict";
import { githubTypes, ownTypes, UNKNOWN } from "../../../governance/index.ts";
import {
  branchText,
  fencedPatterns,
  isFenced,
  permissionNames,
  permissionsOf,
  toolNames,
} from "../../../governance/plan/permissions.ts";
import { isPlacementOpen, placementsOf, repositoryNames, unlisted } from "../../../governance/plan/placement.ts";
import {
  isRepositoryFence,
  repositoryFencePatterns,
  repositoryFencePermissions,
  repositoryFenceStrengths,
} from "../../../governance/plan/repository-fences.ts";
import { record, repositoryRuleset } from "../policy/records.ts";
import { fence, placement, planned, property } from "./previews.ts";

type Resource = ReturnType<typeof record>;
const at = (name: string) => ({ name, properties: {} });

describe("permissionsOf lists of repositories", () => {
  const only = (type: string, props: Record<string, unknown>, ...others: readonly Resource[]) => {
    const [permission, ...more] = permissionsOf([record(type, props), ...others], [], new Map());
    assert.ok(permission);
    assert.deepEqual(more, []);
    const { subject, permission: what, names } = permission;
    return { said: `${subject}: ${what}`, names, on: (name: string) => permission.on(at(name)) };
  };
  const selected = "github:index/actionsOrganizationSecretRepositories:ActionsOrganizationSecretRepositories";
  const docs = record(githubTypes.repository, { name: "docs", repoId: 42 }, "docs");

  for (const [type, props, said] of [
    [
      "github:index/appInstallationRepositories:AppInstallationRepositories",
      { installationId: 7, selectedRepositories: ["docs"] },
      "app installation 7: be installed",
    ],
    [
      "github:index/appInstallationRepository:AppInstallationRepository",
      { installationId: "7", repository: "docs" },
      "app installation 7: be installed",
    ],
    [ownTypes.appScope, { appSlug: "codex", repositories: ["docs"] }, "app codex: be installed"],
    [
      "github:index/actionsOrganizationSecret:ActionsOrganizationSecret",
      { secretName: "KEY", selectedRepositoryIds: [42] },
      "secret KEY: be read",
    ],
    [selected, { secretName: "KEY", selectedRepositoryIds: [42] }, "secret KEY: be read"],
    [
      "github:index/actionsOrganizationSecretRepository:ActionsOrganizationSecretRepository",
      { secretName: "KEY", repositoryId: 42 },
      "secret KEY: be read",
    ],
  ] as const) {
    it(`reads ${type.split(":").at(-1)}`, () => {
      const found = only(type, props, docs);
      assert.deepEqual([found.said, found.names, found.on("docs"), found.on("ledger")], [said, ["docs"], "yes", "no"]);
    });
  }
  it("knows a repository by its number, as text too, and calls it by that where the stack has no name for it", () => {
    const ids = (...selectedRepositoryIds: unknown[]) =>
      only(selected, { secretName: "KEY", selectedRepositoryIds }, docs).names;
    assert.deepEqual(ids(42, "42", 7, "7", "7up", "up7"), ["docs", "docs", "#7", "#7", "7up", "up7"]);
  });
  it("is everywhere where the secret is for all repositories, or for all private ones", () => {
    const secret = "github:index/actionsOrganizationSecret:ActionsOrganizationSecret";
    const on = (visibility: string) => only(secret, { secretName: "KEY", visibility }).on("ledger");
    assert.deepEqual(["all", "private", "selected"].map(on), ["yes", "yes", "no"]);
  });
  it("cannot tell of a list, or of an item, that is not known, and names who it is about by the resource then", () => {
    for (const selectedRepositoryIds of [UNKNOWN, [7, UNKNOWN]]) {
      const found = only(selected, { secretName: UNKNOWN, selectedRepositoryIds });
      assert.deepEqual([found.said, found.on("ledger")], ["secret it: be read", "unknown"]);
    }
  });
  it("names nobody where nothing is said", () => {
    const found = only(selected, { secretName: "KEY" });
    assert.deepEqual([found.names, found.on("ledger")], [[], "no"]);
  });
  it("tells the names that only permissions have", () => {
    const agent = record(
      ownTypes.copilotPolicy,
      { enabledRepositories: "selected", repositories: ["ledger"] },
      "agent",
    );
    const secret = record(selected, { secretName: "KEY", selectedRepositoryIds: ["docs"] });
    assert.deepEqual(permissionNames([agent, secret]), ["ledger", "docs"]);
  });
});

describe("permissionsOf Copilot's coding agent", () => {
  const agent = (enabledRepositories: unknown, repositories?: unknown) => {
    const policy = record(ownTypes.copilotPolicy, { enabledRepositories, repositories });
    const [permission] = permissionsOf([policy], [], new Map());
    assert.ok(permission);
    return [permission.names, permission.on(at("docs")), permission.on(at("ledger"))];
  };
  for (const [says, found, expected] of [
    ["all repositories", agent("all", ["docs"]), [[], "yes", "yes"]],
    ["none", agent("none", ["docs"]), [[], "no", "no"]],
    ["some", agent("selected", ["docs"]), [["docs"], "yes", "no"]],
    ["some that are not known", agent("selected", ["docs", UNKNOWN]), [["docs"], "yes", "unknown"]],
    ["what is not known", agent(UNKNOWN, ["docs"]), [[], "unknown", "unknown"]],
  ] as const) {
    it(`reads a policy for ${says}`, () => {
      assert.deepEqual(found, expected);
    });
  }
});

describe("permissionsOf tools", () => {
  const active = fence("codex");
  const conditions = active.props["conditions"] as object;
  const closed = (over: Record<string, unknown>) =>
    isFenced([fence("claude-code"), fence("codex", over)], "codex", "refs/heads/codex/**/*")(at("docs"));
  const refName = (excludes: unknown) => ({
    conditions: { ...conditions, refName: { includes: ["refs/heads/codex/**/*"], excludes } },
  });
  for (const [says, over, answer] of [
    ["as the component makes it", {}, "yes"],
    ["that is only evaluated", { enforcement: "evaluate" }, "no"],
    ["about tags", { target: "tag" }, "no"],
    ["that lets branches be made", { rules: { creation: false, update: true } }, "no"],
    ["that lets branches be pushed to", { rules: { creation: true, update: false } }, "no"],
    ["of other branches", { conditions: { ...conditions, refName: { includes: ["x"] } } }, "no"],
    ["that leaves a branch out", refName(["refs/heads/codex/x"]), "no"],
    ["that leaves out what is not known", refName([UNKNOWN]), "unknown"],
    ["whose switch is not known", { enforcement: UNKNOWN }, "unknown"],
  ] as const) {
    it(`answers ${answer} for a fence ${says}`, () => {
      assert.equal(closed(over), answer);
    });
  }
  it("takes no other tool's fence for its own", () => {
    assert.equal(isFenced([fence("claude-code")], "codex", "refs/heads/claude-code/**/*")(at("docs")), "no");
  });
  it("tells what each tool may do, by the patterns of its fences", () => {
    const both = [active, fence("claude-code")];
    const patterns = fencedPatterns(both);
    const listed = { name: "docs", properties: { "ai-tools": ["jules", "codex"] } };
    assert.deepEqual(toolNames(both, [listed]), ["claude-code", "codex", "jules"]);
    assert.deepEqual(
      permissionsOf(both, ["codex", "jules"], patterns).map(({ subject, permission, names, on }) => [
        subject,
        permission,
        names,
        on(listed),
      ]),
      [
        ["codex", "work", [], "yes"],
        ["codex", "push codex/**/*", [], "yes"],
        ["jules", "work", [], "yes"],
      ],
    );
  });
  it("gathers a tool's patterns of all its fences, sorted", () => {
    const wide = fence("codex", { conditions: { refName: { includes: ["refs/heads/b", "refs/heads/a"] } } });
    assert.deepEqual(fencedPatterns([wide, active, record("github:index/team:Team", {})]).get("codex"), [
      "refs/heads/a",
      "refs/heads/b",
      "refs/heads/codex/**/*",
    ]);
  });
  it("writes branches without their prefix", () => {
    assert.equal(branchText("refs/heads/a/refs/heads/b"), "a/refs/heads/b");
    assert.equal(branchText("refs/tags/refs/heads/b"), "refs/tags/refs/heads/b");
  });
});

describe("placementsOf", () => {
  const tier = property("ai-tier", { defaultValue: "standard" });
  const single = (propertyName: unknown, propertyValues: unknown) =>
    record(githubTypes.repositoryCustomProperty, { repository: "docs", propertyName, propertyValues });
  const docs = record(githubTypes.repository, { name: "docs", repoId: 42 }, "docs");
  const placed = (side: readonly Resource[], name: string) => placementsOf(side, [name]).get(name);

  it("gives what nobody set its default, and others what was set last", () => {
    const side = [tier, placement({ ledger: { "ai-tier": "critical" } }), docs];
    assert.deepEqual(placed(side, "ledger"), { name: "ledger", id: undefined, properties: { "ai-tier": "critical" } });
    assert.deepEqual(placed(side, "docs"), { name: "docs", id: 42, properties: { "ai-tier": "standard" } });
    assert.deepEqual(placed(side, unlisted)?.properties, { "ai-tier": "standard" });
    assert.deepEqual(placed([...side, single("ai-tier", ["canary"])], "docs")?.properties, { "ai-tier": ["canary"] });
    assert.deepEqual(placed([...side, single("ai-tier", ["canary"])], "ledger")?.properties, { "ai-tier": "critical" });
  });
  it("leaves open what is not known, and skips a property of unknown name", () => {
    assert.deepEqual(placed([single("ai-tier", undefined)], "docs")?.properties, { "ai-tier": UNKNOWN });
    assert.deepEqual(placed([single(UNKNOWN, ["x"])], "docs")?.properties, {});
    assert.deepEqual(placed([placement({ docs: UNKNOWN })], "docs")?.properties, {
      "ai-tier": UNKNOWN,
      "ai-tools": UNKNOWN,
    });
    assert.deepEqual(
      placed([property("ai-tier"), property("x", { propertyName: UNKNOWN, defaultValue: "a" })], "docs"),
      {
        name: "docs",
        id: undefined,
        properties: {},
      },
    );
  });
  it("keeps the default where a value is left out", () => {
    assert.deepEqual(placed([tier, placement({ docs: { "ai-tier": undefined } })], "docs")?.properties, {
      "ai-tier": "standard",
    });
  });
  it("knows repositories by name, and by number where a ruleset names one that has no name", () => {
    const gate = fence("codex", { conditions: { repositoryIds: [42, 7] } });
    assert.deepEqual(repositoryNames([docs, placement({ ledger: {} }), gate]), ["ledger", "docs", "#7"]);
    assert.deepEqual(repositoryNames([placement(null as unknown as object)]), []);
    assert.equal(placed([], "#7")?.id, 7);
  });
  it("is open while the values of all are not known", () => {
    assert.equal(isPlacementOpen([placement(UNKNOWN as unknown as object)]), true);
    assert.equal(isPlacementOpen([placement({ docs: UNKNOWN }), record("a:b:C", { values: UNKNOWN })]), false);
  });
});

describe("the fence of one repository", () => {
  const own = (over: Record<string, unknown> = {}) =>
    repositoryRuleset({
      name: "ai-fence",
      conditions: { refName: { includes: ["refs/heads/codex/**/*", "refs/heads/a"], excludes: [] } },
      rules: { creation: true, update: true },
      ...over,
    });
  const things = (over: Record<string, unknown>) => {
    const strength = repositoryFenceStrengths(own(over)).get("fence against tools");
    assert.equal(strength?.kind, "list");
    return [[...strength.things].slice(1), strength.open];
  };
  const all = ["branches", "creation", "update", "no branch left out", "in force"];

  it("is a repository's ruleset of that name", () => {
    assert.equal(isRepositoryFence(own()), true);
    assert.equal(isRepositoryFence(own({ name: "protect" })), false);
    assert.equal(isRepositoryFence(fence("codex", { name: "ai-fence" })), false);
  });
  it("covers the patterns of fences alone, sorted", () => {
    assert.deepEqual(repositoryFencePatterns([own(), repositoryRuleset()]), ["refs/heads/a", "refs/heads/codex/**/*"]);
  });
  it("consists of what keeps tools out", () => {
    assert.deepEqual([...(repositoryFenceStrengths(own()).get("fence against tools")?.things ?? [])][0], "there");
    assert.deepEqual(things({}), [all, false]);
    const without = (...parts: readonly string[]) => [all.filter((part) => !parts.includes(part)), false];
    assert.deepEqual(things({ target: "tag" }), without("branches"));
    assert.deepEqual(things({ rules: {} }), without("creation", "update"));
    assert.deepEqual(things({ enforcement: "disabled" }), without("in force"));
    const refName = (includes: unknown, excludes: unknown = []) => ({
      conditions: { refName: { includes, excludes } },
    });
    assert.deepEqual(things(refName(["a"], ["b"])), without("no branch left out"));
    assert.deepEqual(things({ ...refName([]), enforcement: "disabled" }), without());
    assert.deepEqual(things({ target: UNKNOWN }), [without("branches")[0], true]);
  });
  it("keeps tools from pushing in its own repository, while it is on", () => {
    const on = (fenceOf: Resource, name: string) => {
      const [permission] = repositoryFencePermissions([fenceOf, repositoryRuleset()], ["refs/heads/a"]);
      assert.deepEqual([permission?.subject, permission?.permission, permission?.names], ["tools", "push a", []]);
      return permission?.on(at(name));
    };
    assert.equal(on(own(), "payments-api"), "no");
    assert.equal(on(own(), "docs"), "yes");
    assert.equal(on(own({ enforcement: "disabled" }), "payments-api"), "yes");
    assert.equal(on(own({ enforcement: UNKNOWN }), "payments-api"), "unknown");
  });
});

describe("planOf, about permissions", () => {
  it("says where a tool may work before and after, and where that changes", () => {
    const side = (...tools: readonly string[]) => [
      placement({ docs: { "ai-tools": ["codex"] }, ledger: { "ai-tools": tools } }),
    ];
    const at = (...repositories: readonly string[]) => ({ repositories, unlisted: false });
    assert.deepEqual(planned(side(), side("codex")).permissions, [
      {
        subject: "codex",
        permission: "work",
        before: at("docs"),
        after: at("docs", "ledger"),
        gained: at("ledger"),
        lost: at(),
        undecided: at(),
      },
    ]);
  });
});

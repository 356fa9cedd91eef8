import assert from "node:assert/strict";
import { record } from "../policy/records.ts";
import { changed, fence, organization, outcomes, placement, plan, planned, reach, stop, values } from "./previews.ts";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("planOf, about tools", () => {
  it("says where a tool may newly work and push", () => {
    const report = plan({
      placement: placement({ ...values, ledger: { "ai-tier": "critical", "ai-tools": ["codex"] } }),
    });
    assert.deepEqual(reach(report), ["codex + work: ledger", "codex + push codex/**/*: ledger"]);
    assert.deepEqual(outcomes(report), []);
  });
  it("says where a stopped tool may no longer push, and counts its return as reach", () => {
    const stopped = changed({ "codex-stop": stop("codex", "active") });
    const lost = ["codex - push codex/**/*: docs", "codex - push codex/**/*: payments-api"];
    assert.deepEqual(reach(planned(organization, stopped)), lost);
    const back = planned(stopped, organization);
    assert.deepEqual([reach(back), outcomes(back)], [lost.map((line) => line.replace(" - ", " + ")), []]);
  });
  for (const [says, over] of [
    ["deleted", undefined],
    ["switched off", fence("codex", { enforcement: "disabled" })],
    ["without update", fence("codex", { rules: { creation: true, update: false } })],
    [
      "moved away from its branches",
      fence("codex", {
        conditions: { ...(fence("codex").props["conditions"] as object), refName: { includes: ["refs/heads/x"] } },
      }),
    ],
  ] as const) {
    it(`says weakened of a fence that is ${says}`, () => {
      const report = plan({ "codex-fence": over });
      assert.deepEqual(outcomes(report)[0], "weakened | fence of codex on codex/**/* | ledger+storefront+others");
      assert.equal(report.weakened.share, 1);
    });
  }
  it("reads a fence that leaves repositories out by a property of its own", () => {
    const own = fence("codex", {
      conditions: {
        refName: { includes: ["refs/heads/codex/**/*"], excludes: [] },
        repositoryProperty: { includes: [], excludes: [{ name: "ai-tool-codex", propertyValues: ["true"] }] },
      },
    });
    const marked = Object.fromEntries(
      Object.entries(values).map(([name, each]) => [
        name,
        { ...each, "ai-tool-codex": String(each["ai-tools"].includes("codex")) },
      ]),
    );
    const before = changed({ "codex-fence": own, placement: placement(marked) });
    assert.deepEqual(outcomes(planned(organization, before)), []);
    const wrong = placement({ ...marked, ledger: { ...values.ledger, "ai-tool-codex": "true" } });
    const report = planned(before, changed({ "codex-fence": own, placement: wrong }));
    assert.deepEqual(outcomes(report), ["weakened | fence of codex on codex/**/* | ledger"]);
  });
  it("says weakened of a kill switch that goes", () => {
    assert.deepEqual(outcomes(plan({ "codex-stop": undefined })), ["weakened | kill switch of codex | organisation"]);
  });
  const dormant = (over: object) => {
    const made = stop("codex", "disabled");
    return { ...made, props: { ...made.props, ...over } };
  };
  const everywhere = { includes: ["~ALL"], excludes: [], protected: false };
  const refName = { includes: ["refs/heads/codex/**/*"], excludes: [] };
  for (const [says, over] of [
    ["loses update", { rules: { creation: true, update: false } }],
    ["loses creation", { rules: { creation: false, update: true } }],
    ["forgets its branches", { conditions: { refName: { ...refName, includes: [] }, repositoryName: everywhere } }],
    ["leaves a branch out", { conditions: { refName: { ...refName, excludes: ["a"] }, repositoryName: everywhere } }],
    ["reaches one repository only", { conditions: { refName, repositoryName: { ...everywhere, includes: ["docs"] } } }],
    ["leaves a repository out", { conditions: { refName, repositoryName: { ...everywhere, excludes: ["docs"] } } }],
    ["is about tags", { target: "tag" }],
    ["lets somebody pass", { bypassActors: [{ actorType: "Integration", actorId: 9, bypassMode: "always" }] }],
  ] as const) {
    it(`says weakened of a dormant kill switch that ${says}`, () => {
      const found = outcomes(plan({ "codex-stop": dormant(over) }));
      assert.ok(found.includes("weakened | kill switch of codex | organisation"), String(found));
    });
  }
  it("says nothing of a kill switch that comes back under another URN", () => {
    const moved = { ...stop("codex", "disabled"), urn: "urn:pulumi:test::test::t::other" };
    assert.deepEqual(outcomes(planned(organization, [...changed({ "codex-stop": undefined }), moved])), []);
  });
  it("takes no listing away as a weakening where no fence is", () => {
    const without = organization.filter(({ name }) => !name.startsWith("codex"));
    const nowhere = placement({ ...values, docs: values.storefront });
    const after = without.map((each) => (each.name === "placement" ? { ...nowhere, urn: each.urn } : each));
    assert.deepEqual([outcomes(planned(without, after)), reach(planned(without, after))], [[], ["codex - work: docs"]]);
  });
  it("cannot tell while the placement is unknown", () => {
    const report = plan({ placement: placement(unknown as unknown as object) });
    assert.match(report.undecided[0] ?? "", /^which repositories stand in which tier and admit which tools/);
  });
  const type = "ai-governance:index:CopilotCodingAgentPolicy";
  const copilot = (enabledRepositories: string, ...repositories: string[]) =>
    record(type, { organization: "meridian-pay", enabledRepositories, repositories }, "copilot");
  it("says where the coding agent runs", () => {
    const report = planned([copilot("selected", "docs")], [copilot("all", "docs")]);
    assert.deepEqual(reach(report), ["Copilot + run as coding agent: others"]);
  });
  it("cannot tell where it runs once its setting gives back what it found", () => {
    const report = planned([copilot("selected", "docs")], []);
    assert.deepEqual(report.undecided, ["Copilot: where it may run as coding agent is not known yet"]);
  });
  it("says which repositories an app and a secret reach", () => {
    const app = (...names: string[]) =>
      record(
        "github:index/appInstallationRepositories:AppInstallationRepositories",
        { installationId: "7", selectedRepositories: names },
        "app",
      );
    const key = (...ids: number[]) =>
      record(
        "github:index/actionsOrganizationSecretRepositories:ActionsOrganizationSecretRepositories",
        { secretName: "KEY", selectedRepositoryIds: ids },
        "key",
      );
    assert.deepEqual(reach(planned([app("docs"), key(1)], [app("ledger"), key(1, 2)])), [
      "app installation 7 + be installed: ledger",
      "app installation 7 - be installed: docs",
      "secret KEY + be read: #2",
    ]);
  });
});

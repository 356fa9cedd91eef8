import assert from "node:assert/strict";
import { githubTypes, ownTypes, UNKNOWN } from "../../../governance/index.ts";
import type { Step } from "../../../governance/plan/preview.ts";
import { changesOf } from "../../../governance/plan/sides.ts";

const type = githubTypes.repository;
const urn = `urn:pulumi:prod::docs::ai-governance:index:GovernedRepository$${type}::docs`;
const state = (name: string, over: object = {}) => ({ type, custom: true, inputs: { name }, ...over });
const step = (op: string, oldState?: object, newState?: object): Step => ({ op, urn, oldState, newState }) as Step;
const changes = (...steps: Step[]) => changesOf({ steps, hidden: 0 });
/** The action of the only resource, and its name on both sides. */
const told = (...steps: Step[]) =>
  changes(...steps).map(({ action, before, after }) => [action, before?.props["name"], after?.props["name"]]);

describe("changesOf", () => {
  for (const [says, steps, ...expected] of [
    ["a resource that is new", [step("create", undefined, state("a"))], "create", undefined, "a"],
    ["a change", [step("update", state("a"), state("b"))], "update", "a", "b"],
    ["one that is adopted", [step("import", state("a"), state("b"))], "update", "a", "b"],
    ["one that stays", [step("same", state("a"), state("a"))], "same", "a", "a"],
    ["one that is read", [step("read", undefined, state("a"))], "same", undefined, "a"],
    [
      "one that is read again, among other steps",
      [step("read-replacement", state("a"), state("b")), step("discard-replaced", state("a"))],
      "replace",
      "a",
      "b",
    ],
    ["one that is gone", [step("delete", state("a"))], "delete", "a", undefined],
    ["one whose deletion shows what was", [step("delete", state("a"), state("a"))], "delete", "a", undefined],
    ["one that is no longer read", [step("read-discard", state("a"), state("a"))], "delete", "a", undefined],
    ["one that is discarded", [step("discard", state("a"), state("a"))], "delete", "a", undefined],
    [
      "one that waits to be replaced",
      [step("remove-pending-replace", state("a"), state("a"))],
      "delete",
      "a",
      undefined,
    ],
    ["one that stays on GitHub", [step("delete", state("a", { retainOnDelete: true }))], "forget", "a", "a"],
    [
      "a replacement, whose last step removes the old one",
      [
        step("create-replacement", state("a"), state("b")),
        step("replace", state("a"), state("b")),
        step("delete-replaced", state("a"), state("a")),
      ],
      "replace",
      "a",
      "b",
    ],
    [
      "a replacement that is discarded at the end",
      [step("update", state("a"), state("b")), step("discard-replaced", state("a"), state("a"))],
      "replace",
      "a",
      "b",
    ],
    [
      "an update beside its refresh",
      [step("refresh", state("c"), state("d")), step("update", state("a"), state("b"))],
      "update",
      "a",
      "b",
    ],
    ["a refresh alone", [step("refresh", state("a"), state("b"))], "same", "b", "b"],
    [
      "the last of several refreshes",
      [step("refresh", state("a"), state("b")), step("refresh", state("b"), state("c"))],
      "same",
      "c",
      "c",
    ],
  ] as const) {
    it(`tells the sides of ${says}`, () => assert.deepEqual(told(...steps), [expected]));
  }

  it("names a resource that no step shows by its URN, with all that the name holds", () => {
    const at = "urn:pulumi:prod::docs::component$github:index/repository:Repository::docs::main";
    assert.deepEqual(changes({ op: "refresh", urn: at }), [
      { urn: at, type, name: "docs::main", action: "same", custom: true },
    ]);
    const odd = "urn:pulumi:prod";
    assert.deepEqual(changes({ op: "refresh", urn: odd })[0]?.type, "");
  });

  it("tells components from what a provider makes", () => {
    const component = state("a", { custom: false });
    const isCustom = (each: Step) => changes(each).map(({ custom }) => custom);
    assert.deepEqual(isCustom(step("create", undefined, component)), [false]);
    assert.deepEqual(isCustom(step("delete", component)), [false]);
    assert.deepEqual(isCustom(step("update", component, state("a"))), [true]);
    assert.deepEqual(isCustom(step("create", undefined, { type, inputs: {} })), [true]);
  });

  it("adds the ids that GitHub gives, and nothing else of the outputs", () => {
    const propsWith = (outputs?: object) =>
      changes(step("create", undefined, state("a", { outputs })))[0]?.after?.props;
    assert.deepEqual(propsWith({ nodeId: "R_1", repoId: 7, etag: "x" }), { name: "a", nodeId: "R_1", repoId: 7 });
    assert.deepEqual(propsWith({ repoId: 7 }), { name: "a", repoId: 7 });
    assert.deepEqual(propsWith({ nodeId: "R_1" }), { name: "a", nodeId: "R_1" });
    assert.deepEqual(propsWith(), { name: "a" });
  });

  it("keeps where a property comes from, also where the engine names no resource", () => {
    const propertyDependencies = { name: [urn], visibility: null };
    const [change] = changes(step("create", undefined, state("a", { propertyDependencies })));
    assert.deepEqual(change?.after?.origins, { name: [urn], visibility: [] });
  });

  describe("of settings that give back what they found", () => {
    const at = (of: string, name: string) => `urn:pulumi:prod::docs::${of}::${name}`;
    type Values = Readonly<Record<string, unknown>>;
    const settings = (of: string, inputs: Values, outputs: Values = {}) => ({
      type: of,
      custom: true,
      inputs,
      outputs,
    });
    const given = (over: Pick<Step, "op" | "oldState" | "newState">) => {
      const of = over.oldState?.type ?? over.newState?.type ?? "";
      return changes({ urn: at(of, "it"), ...over }).map(({ before, after }) => [before?.props, after?.props])[0];
    };

    it("tells what property values were before, and takes those of a deleted resource for given back", () => {
      const previous = { docs: { "ai-tier": "standard" } };
      const old = settings(ownTypes.propertyValues, { values: { docs: {} } }, { previous });
      assert.deepEqual(given({ op: "delete", oldState: old })?.[1], { values: {}, returned: previous });
      const fresh = settings(ownTypes.propertyValues, { values: { ledger: {} } });
      assert.deepEqual(given({ op: "update", oldState: old, newState: fresh })?.[1], {
        values: { ledger: {} },
        returned: previous,
      });
    });

    it("does not know what merge settings give back", () => {
      const inputs = { repository: "docs", allowSquashMerge: true };
      const old = settings(ownTypes.mergeSettings, inputs);
      assert.deepEqual(given({ op: "delete", oldState: old }), [
        inputs,
        { repository: "docs", allowSquashMerge: UNKNOWN },
      ]);
      assert.deepEqual(given({ op: "update", oldState: old, newState: old }), [inputs, inputs]);
    });

    it("does not know what new merge settings find, unless their own repository is new", () => {
      const inputs = { repository: "docs", allowSquashMerge: true };
      const merges: Step = {
        op: "create",
        urn: at(ownTypes.mergeSettings, "merges"),
        newState: settings(ownTypes.mergeSettings, inputs),
      };
      const found = (...others: Step[]) =>
        changes(merges, ...others).find(({ type: of }) => of === ownTypes.mergeSettings)?.before?.props;
      const unknown = { repository: "docs", allowSquashMerge: UNKNOWN };
      assert.deepEqual(found(), unknown);
      assert.equal(found(step("create", undefined, state("docs"))), undefined);
      assert.deepEqual(found(step("create", undefined, state("ledger"))), unknown);
      assert.deepEqual(found(step("update", state("docs"), state("docs"))), unknown);
      const namesake = { type: githubTypes.team, custom: true, inputs: { name: "docs" } };
      assert.deepEqual(found({ op: "create", urn: at(githubTypes.team, "docs"), newState: namesake }), unknown);
    });
  });
});

import assert from "node:assert/strict";
import type { Policies, PolicyConfigSchema, PolicyPackConfig } from "@pulumi/policy";
import { resource, runPack, runPolicy } from "../../../policypack/testing/index.ts";

const configSchema: PolicyConfigSchema = {
  properties: { days: { type: "integer", minimum: 7, default: 30 }, name: { type: "string" } },
  required: ["name"],
};
const saysSettings = (name: string, more: object = {}): Policies[number] => ({
  name,
  description: "Why.",
  validateResource: ({ getConfig }, report) => report(JSON.stringify(getConfig())),
  ...more,
});
const store = resource({ type: "acme:index:Store" });
const configured = saysSettings("a", { configSchema });

const said = async (config: PolicyPackConfig[string]) => (await runPolicy(configured, [store], { config })).findings[0];

describe("configuration of a policy under test", () => {
  it("has the defaults of its schema and what is given", async () => {
    assert.equal((await said({ name: "x" }))?.message, '{"days":30,"name":"x"}');
    assert.equal((await said({ name: "x", days: 7, more: true }))?.message, '{"days":7,"name":"x","more":true}');
    assert.equal((await runPolicy(saysSettings("b"), [store])).findings[0]?.message, "{}");
    const off = saysSettings("b", {
      configSchema: { properties: { on: { type: "boolean", default: false }, at: {} } },
    });
    assert.equal((await runPolicy(off, [store])).findings[0]?.message, '{"on":false}');
  });

  it("holds the level apart", async () => {
    const finding = await said({ name: "x", enforcementLevel: "mandatory" });
    assert.deepEqual([finding?.level, finding?.message], ["mandatory", '{"days":30,"name":"x"}']);
    const { findings } = await runPolicy(saysSettings("b"), [store], { config: "mandatory" });
    assert.equal(findings[0]?.level, "mandatory");
    const remediated = saysSettings("b", { enforcementLevel: "remediate" });
    assert.equal((await runPolicy(remediated, [store])).findings[0]?.level, "mandatory");
  });

  it("is refused where the schema does not allow it, all at once", async () => {
    const config = { days: 3, enforcementLevel: "blocking" as never };
    await assert.rejects(runPolicy(configured, [store], { config }), {
      message: [
        "policy 'a' refuses its configuration:",
        '  at enforcementLevel: found "blocking", allowed: advisory, mandatory, remediate, disabled',
        "  at name: missing",
        "  at days: found 3, must be >= 7",
      ].join("\n"),
    });
    const nested = { properties: { at: { type: "object" as const, required: ["key"] } } };
    await assert.rejects(
      runPolicy(saysSettings("b", { configSchema: nested }), [store], { config: { at: {} } }),
      /at at\.key: missing/,
    );
  });

  it("cannot be changed by the policy", async () => {
    const config = { list: [1] };
    const changing: Policies[number] = {
      name: "c",
      description: "Why.",
      validateResource: ({ getConfig }) => void getConfig<{ list: number[] }>().list.push(2),
    };
    await runPolicy(changing, [store], { config });
    assert.deepEqual(config, { list: [1] });
  });
});

describe("runPack", () => {
  const broken: Policies[number] = {
    name: "broken",
    description: "Why.",
    validateStack: () => {
      throw new Error("no such key");
    },
  };
  const blocking = saysSettings("b", { enforcementLevel: "mandatory" });
  const levels = async (config?: PolicyPackConfig) =>
    (await runPack([saysSettings("a"), blocking], [store], config && { config })).map(
      ({ policy, verdict, findings }) => [policy, findings[0]?.level ?? verdict],
    );

  it("gives a result for each policy, in the order of the pack", async () => {
    assert.deepEqual(await runPack([], [store]), []);
    assert.deepEqual(await levels(), [
      ["a", "advisory"],
      ["b", "mandatory"],
    ]);
  });

  it("takes the level of the configuration, then of the policy, then of the pack", async () => {
    assert.deepEqual(await levels({ all: "disabled" }), [
      ["a", "notApplicable"],
      ["b", "notApplicable"],
    ]);
    assert.deepEqual(await levels({ all: "mandatory", b: "advisory" }), [
      ["a", "mandatory"],
      ["b", "advisory"],
    ]);
    assert.deepEqual(await levels({ all: { enforcementLevel: "mandatory" }, a: { days: 7 } }), [
      ["a", "mandatory"],
      ["b", "mandatory"],
    ]);
    const [first] = await runPack([saysSettings("a")], [store], { enforcementLevel: "mandatory" });
    assert.equal(first?.findings[0]?.level, "mandatory");
  });

  it("tells each policy its own settings and the stack's tags", async () => {
    const tags: Policies[number] = {
      name: "tags",
      description: "Why.",
      validateResource: ({ stackTags }, report) => report(stackTags.get("team") ?? "none"),
    };
    const config = { a: { days: 7 } };
    const results = await runPack([saysSettings("a"), blocking, tags], [store], { config, stackTags: { team: "x" } });
    assert.deepEqual(
      results.map(({ findings }) => findings[0]?.message),
      ['{"days":7}', "{}", "x"],
    );
  });

  it("refuses configuration of policies that the pack does not have", async () => {
    await assert.rejects(levels({ c: "disabled", all: "advisory" }), {
      message: "the pack has no policy c; it has a, b",
    });
  });

  it("rejects with what a policy throws, and names the policy", async () => {
    await assert.rejects(runPack([blocking, broken], [store]), /policy 'broken'[^]*no such key/);
  });
});

import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import schema from "../../components/schema.json" with { type: "json" };
import { record } from "../support/recorder.ts";
import { wrongArguments, type Component } from "./wrong-arguments.ts";
import { guardrails } from "./wrong-guardrails.ts";

const cases = { OrganizationGuardrails: guardrails, ...wrongArguments };

/** What the component says of its arguments, one line a property. */
async function refused(component: Component, args: object): Promise<string[]> {
  try {
    await record(() => [new component("it", args as never)]);
  } catch (error) {
    assert.ok(pulumi.InputPropertiesError.isInstance(error), String(error));
    return error.message.split("\n  ").slice(1);
  }
  return [];
}

for (const [name, { component, good, wrong }] of Object.entries(cases)) {
  describe(`bad arguments of ${name}`, () => {
    for (const [argument, changes] of Object.entries(wrong)) {
      for (const [change, said] of changes) {
        it(`are refused: ${argument}: ${JSON.stringify(change).slice(0, 60)}`, async () =>
          assert.deepEqual(await refused(component, { ...good, ...change }), [said]));
      }
    }

    it("are named all at once, each with its path", async () => {
      const flat = Object.values(wrong).flatMap((changes) => changes.slice(0, 1));
      const all = flat.reduce<Record<string, unknown>>((args, [change]) => ({ ...args, ...change }), good);
      const pathOf = (said: string) => said.split(":")[0] ?? "";
      const paths = (await refused(component, all)).map(pathOf);
      for (const [, said] of flat) assert.ok(paths.includes(pathOf(said)), `${pathOf(said)} among ${paths.join(", ")}`);
    });

    it("are all tried: every input that the package's schema names", () => {
      const inputs = schema.resources[`ai-governance:index:${name}` as keyof typeof schema.resources].inputProperties;
      assert.deepEqual(Object.keys(wrong).sort(), Object.keys(inputs).sort());
    });

    it("are refused when they are nothing at all", async () => assert.notDeepEqual(await refused(component, {}), []));
  });
}

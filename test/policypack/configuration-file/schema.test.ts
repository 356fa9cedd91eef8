import assert from "node:assert/strict";
import { Ajv } from "ajv";
import { configurationJsonSchema } from "../../../policypack/configuration-file/schema.ts";
import { policyConfiguration } from "../../../policypack/configuration.ts";
import { parsed } from "../../governance/example.ts";

const isValid = new Ajv({ strict: false, validateFormats: false }).compile(configurationJsonSchema());
const exempt = "github-ruleset-disallow-exempt-bypass";

describe("the JSON schema of a --policy-pack-config file", () => {
  for (const role of ["organization", "repository"] as const) {
    const whole = JSON.parse(JSON.stringify(policyConfiguration(parsed(), role))) as Record<string, object>;

    it(`allows what is made from a declaration for role ${role}, with levels`, () => {
      for (const more of [
        {},
        { all: "advisory" },
        { [exempt]: "advisory" },
        { [exempt]: { undecided: "mandatory" } },
      ]) {
        assert.equal(isValid({ ...whole, ...more }), true, JSON.stringify(isValid.errors));
      }
    });

    for (const more of [
      { al: "advisory" },
      { all: "remediate" },
      { [exempt]: "on" },
      { [exempt]: { undecidd: "mandatory" } },
      { "github-repository-require-governance": "mandatory" },
      { "github-repository-require-governance": undefined },
      { environments: [] },
    ]) {
      it(`refuses ${JSON.stringify(more)} for role ${role}`, () => {
        assert.equal(isValid(JSON.parse(JSON.stringify({ ...whole, ...more }))), false);
      });
    }
  }
});

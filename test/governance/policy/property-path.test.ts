import assert from "node:assert/strict";
import fc from "fast-check";
import { rootOf } from "../../../governance/policy/property-path.ts";

describe("rootOf", () => {
  for (const [path, root] of [
    ["rules", "rules"],
    ["rules.pullRequest", "rules"],
    ["rules[0]", "rules"],
    ["rules[*].x", "rules"],
    ['rules["a"]', "rules"],
    ['["rules"]', "rules"],
    ['["rules"].pullRequest', "rules"],
    ['["a.b"]', "a.b"],
    ['["a[0]"]', "a[0]"],
    [String.raw`["a\"b"]`, 'a"b'],
    ["x.*", "x"],
    ['["a\nb"]', "a\nb"],
    ['["a\\\nb"]', "a\nb"],
  ] as const) {
    it(`takes ${JSON.stringify(root)} from ${JSON.stringify(path)}`, () => assert.equal(rootOf(path), root));
  }

  for (const path of ["*", "[*]", '["*"]', "*.a", "", "[0]", ".rules", '["rules', "[rules]"]) {
    it(`takes ${JSON.stringify(path)} for all properties, or for nothing that it could read`, () =>
      assert.equal(rootOf(path), undefined));
  }

  it("reads every name that is written as text, whatever it holds", () => {
    const names = fc.string({ unit: "binary" }).filter((name) => name !== "*");
    fc.assert(
      fc.property(names, fc.constantFrom("", ".a", "[0]", '["b"]'), (name, rest) => {
        const text = name.replaceAll(/["\\]/g, (sign) => `\\${sign}`);
        assert.equal(rootOf(`["${text}"]${rest}`), name);
      }),
    );
  });

  it("never gives a name that the path does not begin with", () => {
    fc.assert(
      fc.property(fc.string(), (path) => {
        const root = rootOf(path);
        assert.ok(root === undefined || path.startsWith(root) || path.startsWith('["'), path);
      }),
    );
  });
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "@pulumi/aws/package.json" with { type: "json" };
import { awsProvider } from "../../../local/aws/provider/definition.ts";

const sdk = join(import.meta.dirname, "../../../node_modules/@pulumi/aws");
const { resources, invokes, version } = awsProvider();

/** The SDK's class of a token `aws:s3/bucket:Bucket` is in `s3/bucket.js`; `aws:index/getRegion:getRegion` in `getRegion.js`. */
function sourceOf(token: string): string {
  const path = (token.split(":")[1] ?? "").replace(/^index\//, "");
  return readFileSync(join(sdk, `${path}.js`), "utf8");
}

describe("names of the local AWS stand-in", () => {
  it("belong to the installed SDK's version", () => {
    assert.equal(version, manifest.version);
  });

  for (const [token, resource] of Object.entries(resources)) {
    it(`are those of the SDK for ${token}`, () => {
      const source = sourceOf(token);
      assert.ok(source.includes(`__pulumiType = '${token}'`));
      const known = (of: string) =>
        new Set([...source.matchAll(new RegExp(`= ${of}\\?\\.(\\w+)`, "g"))].map(([, name]) => name));
      const foreign = (names: string[], set: Set<string | undefined>) => names.filter((name) => !set.has(name));
      // Some arguments are wrapped: `args?.token ? pulumi.secret(args.token) : undefined`.
      assert.deepEqual(foreign(Object.keys(resource.inputs.shape), known("args")), []);
      assert.deepEqual(foreign(Object.keys(resource.outputs.shape), known("state")), []);
    });
  }

  for (const [token, { args }] of Object.entries(invokes)) {
    it(`are those of the SDK for ${token}`, () => {
      const source = sourceOf(token);
      assert.ok(source.includes(`"${token}"`));
      for (const name of Object.keys(args.shape)) assert.ok(source.includes(`"${name}": args.${name}`), name);
    });
  }
});

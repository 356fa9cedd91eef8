import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { isAtLeast, versionIn, versions } from "../../../local/toolchain/versions.ts";

const root = join(import.meta.dirname, "../../..");
const text = (path: string): string => readFileSync(join(root, path), "utf8");

describe("versions of the toolchain", () => {
  const version = fc.tuple(fc.nat(30), fc.nat(300), fc.nat(30));

  it("compares versions number by number, not as text", () => {
    assert.equal(isAtLeast("3.251.0", "3.251.0"), true);
    assert.equal(isAtLeast("3.99.9", "3.251.0"), false);
    assert.equal(isAtLeast("4.0.0", "3.251.0"), true);
    assert.equal(isAtLeast("1.26", "1.25.11"), true);
    assert.equal(isAtLeast("1.25", "1.25.11"), false);
  });

  it("orders any two versions as their parts", () => {
    fc.assert(
      fc.property(version, version, (left, right) => {
        const [a, b, c] = left.map((part, index) => part - (right[index] ?? 0)) as [number, number, number];
        assert.equal(isAtLeast(left.join("."), right.join(".")), (a || b || c) >= 0);
      }),
    );
  });

  it("finds the version in what a program prints", () => {
    assert.equal(versionIn("v3.259.0"), "3.259.0");
    assert.equal(versionIn("go version go1.26.8 linux/amd64"), "1.26.8");
    assert.equal(versionIn("go version go1.26 linux/amd64"), "1.26");
    assert.equal(versionIn("command not found"), undefined);
  });

  it("has the versions of the npm packages and of the Go modules", () => {
    const dependencies = (JSON.parse(text("package.json")) as { dependencies: Record<string, string> }).dependencies;
    const engine = /pulumi\/pkg\/v3 v(\S+)/.exec(text("local/toolchain/go/go.mod"))?.[1];
    assert.deepEqual(
      [versions.github, versions.aws, versions.releasedEngine, versions.builtEngine],
      [dependencies["@pulumi/github"], dependencies["@pulumi/aws"], dependencies["@pulumi/pulumi"], engine],
    );
  });
});

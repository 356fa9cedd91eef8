import assert from "node:assert/strict";
import fc from "fast-check";
import { builtFileNames, isBuiltVersion, versionOf, type BuiltFiles } from "../../../policypack/built/version.ts";

const files: BuiltFiles = {
  "PulumiPolicy.yaml": "version: 0.1.0\n",
  "facts.json": "{}\n",
  "index.cjs": "",
  "package.json": '{"version": "0.1.0"}\n',
};

describe("the version of a built pack", () => {
  it("is the package's own and a digest, which semantic versioning takes for a pre-release", () => {
    const version = versionOf(files, "0.1.0");
    assert.match(version, /^0\.1\.0-sha256-[0-9a-f]{64}$/);
    assert.ok(isBuiltVersion(version));
  });

  for (const other of ["0.1.0", "0.1.0-sha256-abc", `0.1-sha256-${"a".repeat(64)}`, `0.1.0-sha256-${"g".repeat(64)}`]) {
    it(`is not ${other}`, () => assert.equal(isBuiltVersion(other), false));
  }

  it("is the same whether or not the files hold it", () => {
    const version = versionOf(files, "0.1.0");
    const built = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, text.replaceAll("0.1.0", version)]),
    ) as BuiltFiles;
    assert.notDeepEqual(built, files);
    assert.equal(versionOf(built, version), version);
  });

  for (const name of builtFileNames) {
    it(`changes with ${name}`, () => {
      assert.notEqual(versionOf({ ...files, [name]: `${files[name]} ` }, "0.1.0"), versionOf(files, "0.1.0"));
    });
  }

  it("changes where text moves from the end of one file to the start of the next", () => {
    const moved = { ...files, "facts.json": "{}", "index.cjs": "\n" };
    assert.notEqual(versionOf(moved, "0.1.0"), versionOf(files, "0.1.0"));
  });

  it("never is the same for other files", () => {
    const content = fc.record({
      "PulumiPolicy.yaml": fc.string(),
      "facts.json": fc.string(),
      "index.cjs": fc.string(),
      "package.json": fc.string(),
    });
    fc.assert(
      fc.property(content, content, (one, other) => {
        const same = builtFileNames.every((name) => one[name] === other[name]);
        assert.equal(versionOf(one, "0.1.0") === versionOf(other, "0.1.0"), same);
      }),
    );
  });
});

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../local/environment/index.ts";

const page = readFileSync(join(root, "docs/evasion.md"), "utf8");
const row = /^\| (E\d\d) +\|(.*)\| \[\w+\]\(\.\.\/(test\/policypack\/evasions\/\w+\.test\.ts)\) +\|$/gm;
const rows = [...page.matchAll(row)].map(([, id = "", cells = "", file = ""]) => ({ id, cells, file }));

describe("docs/evasion.md", () => {
  it("has a row for each way", () => {
    assert.deepEqual(
      rows.map(({ id }) => id),
      Array.from({ length: 18 }, (_, index) => `E${String(index + 1).padStart(2, "0")}`),
    );
  });

  it("says of each what becomes of it", () => {
    for (const { id, cells } of rows) assert.match(cells, /\b(refused|told|not seen|not possible)\b/, id);
  });

  it("names test files that exist", () => {
    assert.deepEqual(
      rows.filter(({ file }) => !existsSync(join(root, file))),
      [],
    );
  });

  for (const { id, file } of rows) {
    it(`names the file that executes ${id}`, () => {
      assert.match(readFileSync(join(root, file), "utf8"), new RegExp(`describe\\("${id} `));
    });
  }
});

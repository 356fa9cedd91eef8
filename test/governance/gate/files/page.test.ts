import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { filesPage } from "../../../../governance/gate/files/index.ts";

const page = join(import.meta.dirname, "../../../../docs/gate-files.md");

describe("filesPage", () => {
  it("is what docs/gate-files.md says", async () => {
    const written = await format(filesPage(), { ...(await resolveConfig(page)), filepath: page });
    assert.equal(written, await readFile(page, "utf8"));
  });
});

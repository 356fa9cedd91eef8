import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { attacksPage } from "../../../governance/index.ts";

const page = join(import.meta.dirname, "../../../docs/attacks.md");

describe("attacksPage", () => {
  it("is what docs/attacks.md says", async () => {
    const written = await format(attacksPage(), { ...(await resolveConfig(page)), filepath: page });
    assert.equal(written, await readFile(page, "utf8"));
  });

  it("ends as a file does, and separates its parts", () => {
    const text = attacksPage();
    assert.match(text, /[^\n]\n$/);
    assert.match(text, /\n\n\| attack \| by \| outcome \|\n\| --- \| --- \| --- \|\n(\| \[[^\n]*\|\n)+\n## <a id=/);
  });
});

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { gateRules, gateRulesPage } from "../../../governance/gate/index.ts";

const page = join(import.meta.dirname, "../../../docs/gate-rules.md");

describe("gateRulesPage", () => {
  it("is what docs/gate-rules.md says", async () => {
    const written = await format(gateRulesPage(), { ...(await resolveConfig(page)), filepath: page });
    assert.equal(written, await readFile(page, "utf8"));
  });

  it("has a section for every rule, and names the one that nobody can waive", () => {
    const text = gateRulesPage();
    for (const { id } of gateRules) assert.ok(text.includes(`\n## ${id}\n`), id);
    assert.equal(text.match(/\| never \|/g)?.length, 1);
    assert.match(text, /`gate-tool-require-trust`\]\(#gate-tool-require-trust\) \| [^|]+ \| never \|/);
  });
});

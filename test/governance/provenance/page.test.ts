import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { dialects } from "../../../governance/provenance/dialects/index.ts";
import { agents } from "../../../governance/provenance/identities/agents.ts";
import { provenancePage } from "../../../governance/provenance/page.ts";

const page = join(import.meta.dirname, "../../../docs/provenance.md");

describe("provenancePage", () => {
  it("is what docs/provenance.md says", async () => {
    const written = await format(provenancePage(), { ...(await resolveConfig(page)), filepath: page });
    assert.equal(await readFile(page, "utf8"), written, "run `npm run generate` and commit the result");
  });

  it("shows every trailer with what is read from it, and every tool", () => {
    const text = provenancePage();
    const rows = text.split("\n").map((line) => line.split(" | "));
    for (const { token, example } of dialects) {
      const [, read] = rows.find(([trailer]) => trailer === `| \`${token}: ${example}\``) ?? [];
      assert.match(read ?? "", /^(tool|digest) /, token);
    }
    for (const { id, tool } of agents) assert.ok(text.includes(`| \`${tool}\` (${id}) | `));
  });

  it("has as many cells in each row as its table has columns", () => {
    for (const part of provenancePage()
      .split("\n\n")
      .filter((each) => each.startsWith("|"))) {
      const widths = part.split("\n").map((line) => line.split(" | ").length);
      assert.equal(new Set(widths).size, 1, part.slice(0, 80));
    }
  });
});

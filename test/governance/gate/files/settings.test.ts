import assert from "node:assert/strict";
import type { GateFinding } from "../../../../governance/gate/index.ts";
import { fileFindings } from "../../../../governance/gate/files/index.ts";
import { dangerousSettings } from "../../../../governance/gate/files/settings/rows/index.ts";
import type { Example } from "../../../../governance/gate/files/settings/row.ts";

const rule = "gate-file-disallow-dangerous-settings";
const judge = ({ path, mode = "100644", before, after }: Example): GateFinding[] =>
  fileFindings({
    path,
    mode,
    status: before === undefined ? "added" : "modified",
    ...(before !== undefined && { before }),
    after,
  });

describe("dangerous settings", () => {
  for (const { id, bad, good, does } of dangerousSettings)
    describe(id, () => {
      it("finds what the page calls bad", () => {
        const found = judge(bad);
        assert.ok(
          found.some((finding) => finding.message.includes(does)),
          JSON.stringify(found),
        );
        assert.ok(found.every((finding) => finding.rule === rule && finding.outcome === "violation"));
      });
      it("lets pass what the page calls good", () => assert.deepEqual(judge(good), []));
      it("says nothing of what was there before", () =>
        assert.deepEqual(judge({ ...bad, before: bad.after, after: `${bad.after}\n` }), []));
    });

  it("has ids and titles of its own for each row", () => {
    const count = dangerousSettings.length;
    assert.equal(new Set(dangerousSettings.map(({ id }) => id)).size, count);
    assert.equal(new Set(dangerousSettings.map(({ does }) => does)).size, count);
  });

  it("cannot decide about a file that it cannot read", () => {
    assert.deepEqual(judge({ path: ".claude/settings.json", after: "{ permissions" }), [
      {
        rule,
        outcome: "undecided",
        path: ".claude/settings.json",
        message: "The file cannot be read as JSON, so nobody can tell what it sets; it must be valid.",
        fix: "Write valid JSON, not deeply nested, or remove the file.",
      },
    ]);
  });
});

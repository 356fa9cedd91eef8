import assert from "node:assert/strict";
import { controlTable, notControllable } from "../../../governance/index.ts";
import { controlsPage, whereText } from "../../../local/setup/controls-page.ts";

describe("controlsPage", () => {
  it("has one row for each control and for each thing that cannot be controlled", () => {
    const ids = [...controlsPage().matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, id]) => id);
    assert.deepEqual(
      ids,
      [...Object.values(controlTable).flat(), ...notControllable].map(({ id }) => id),
    );
  });

  it("has as many cells in each row as its table has columns", () => {
    for (const part of controlsPage()
      .split("\n\n")
      .filter((each) => each.startsWith("|"))) {
      const widths = part.split("\n").map((line) => line.split(" | ").length);
      assert.deepEqual(new Set(widths).size, 1, part.slice(0, 80));
    }
  });
});

describe("whereText", () => {
  it("names plans, visibilities where a plan lacks one, and the licence where one is needed", () => {
    assert.equal(whereText(["custom-properties"]), "free, team, enterprise");
    assert.equal(whereText(["repository-push-rulesets"]), "team (private), enterprise (private, internal)");
    assert.equal(
      whereText(["secret-push-protection"]),
      "free (public), team (public; private with GitHub Secret Protection), " +
        "enterprise (public; private, internal with GitHub Secret Protection)",
    );
    assert.match(whereText(["copilot-cloud-agent-policy"]), /^free \(with Copilot Business or Copilot Enterprise\),/);
  });

  it("joins features of which one is enough", () => {
    assert.equal(whereText(["organization-rulesets", "repository-rulesets"]), "free (public), team, enterprise");
  });
});

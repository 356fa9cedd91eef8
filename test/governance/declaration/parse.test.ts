import assert from "node:assert/strict";
import fc from "fast-check";
import { DeclarationError, parseDeclaration } from "../../../governance/index.ts";
import { edited, exampleText, parsed, problemsOf } from "../example.ts";

describe("parseDeclaration", () => {
  it("accepts the example and fills in defaults", () => {
    const declaration = parsed();
    assert.deepEqual(Object.keys(declaration.tools), [
      "copilot",
      "claude-code",
      "codex",
      "cursor",
      "devin",
      "jules",
      "openhands",
    ]);
    assert.equal(declaration.tiers["standard"]?.signedCommits, false);
    assert.equal(declaration.tiers["standard"]?.breakGlass, true);
    assert.deepEqual(declaration.tools["copilot"]?.actions, []);
    assert.equal(declaration.tools["codex"]?.copilotPolicy, false);
  });

  it("reads anchors, aliases and merge keys", () => {
    const { tools } = parsed(
      [
        "limits: { changedLines: 400, changedFiles: 20 }\n    actions",
        "limits: &small { changedLines: 400, changedFiles: 20 }\n    actions",
      ],
      [
        "provenance: [session, model]\n    limits: { changedLines: 400, changedFiles: 20 }",
        "provenance: [session, model]\n    limits: { <<: *small, changedFiles: 5 }",
      ],
    );
    assert.deepEqual(tools["cursor"]?.limits, { changedLines: 400, changedFiles: 5 });
  });

  it("names the place of a mistake that came in through a merge key", () => {
    const text = edited(
      [
        "limits: { changedLines: 400, changedFiles: 20 }\n    actions",
        "limits: &small { changedLines: 0 }\n    actions",
      ],
      [
        "provenance: [session, model]\n    limits: { changedLines: 400, changedFiles: 20 }",
        "provenance: [session, model]\n    limits: { <<: *small }",
      ],
    );
    const rule = "found 0, allowed: a whole number of lines from 1 to 1000000";
    assert.deepEqual(problemsOf(text), [
      `governance.yaml:65:36: at tools.codex.limits.changedLines: ${rule}`,
      `governance.yaml:65:36: at tools.cursor.limits.changedLines: ${rule}`,
    ]);
  });

  it("carries all problems in one error, one line each, in the order of the text", () => {
    const text = edited(
      ["plan: enterprise", "plan: gold"],
      ["defaultTier: standard", "defaultTier: standart"],
      ["retentionDays: 400", "retentionDays: 1.5"],
    );
    assert.throws(() => parseDeclaration(text, "x.yaml"), {
      name: "DeclarationError",
      message: [
        'x.yaml:8:9: at organization.plan: found "gold", allowed: free, team, enterprise.',
        'x.yaml:24:14: at defaultTier: found "standart", allowed: standard, critical, restricted. Did you mean "standard"?',
        "x.yaml:129:18: at audit.retentionDays: found 1.5, allowed: a whole number of days from 183 to 36500",
      ].join("\n"),
    });
  });

  it("throws nothing but DeclarationError, whatever the text", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), yamlLike()), acceptsOrExplains), {
      numRuns: 500,
    });
  });

  it("throws nothing but DeclarationError for any change of the example", () => {
    const change = fc.record({
      at: fc.nat(exampleText.length),
      remove: fc.nat(40),
      insert: fc.oneof(fc.string({ maxLength: 8 }), yamlLike()),
    });
    fc.assert(
      fc.property(change, ({ at, remove, insert }) =>
        acceptsOrExplains(exampleText.slice(0, at) + insert + exampleText.slice(at + remove)),
      ),
      { numRuns: 150 },
    );
  });

  it("throws nothing but DeclarationError for any value in any field", () => {
    const lines = exampleText.split("\n");
    const change = fc.record({ line: fc.nat(lines.length - 1), value: fc.json({ maxDepth: 2 }) });
    fc.assert(
      fc.property(change, ({ line, value }) => {
        const changed = lines.with(
          line,
          (lines[line] ?? "").replace(/:.*$/, () => `: ${value}`),
        );
        acceptsOrExplains(changed.join("\n"));
      }),
      { numRuns: 150 },
    );
  });
});

function yamlLike(): fc.Arbitrary<string> {
  const unit = fc.constantFrom(
    "tools:",
    "tiers:",
    "\n",
    "\n  ",
    "- ",
    "a: ",
    "&x ",
    "*x",
    "<<: ",
    "? ",
    "[",
    "]",
    "{",
    "}",
    "'",
    '"',
    "|\n",
    "!!map ",
    "---\n",
    "__proto__: ",
    "constructor: ",
    "null",
    "1",
    "#",
  );
  return fc.array(unit, { maxLength: 24 }).map((parts) => parts.join(""));
}

function acceptsOrExplains(text: string): void {
  try {
    parseDeclaration(text, "any.yaml");
  } catch (error) {
    assert.ok(error instanceof DeclarationError, `not ${String(error)}`);
    assert.ok(error.problems.length > 0);
    for (const problem of error.problems) assert.match(problem, /^any\.yaml:[1-9]\d*:[1-9]\d*: \S/);
  }
}

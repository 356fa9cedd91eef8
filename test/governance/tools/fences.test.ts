import assert from "node:assert/strict";
import fc from "fast-check";
import { fencesOf, placementsOf, toolStates, type Fence, type Overlay } from "../../../governance/index.ts";
import { matchesPattern } from "../../../governance/fnmatch.ts";
import { repositoryFencesOf } from "../../../governance/tools/fences.ts";
import { parsed } from "../example.ts";

const declaration = parsed();
const overlays = fc.dictionary(fc.constantFrom(...Object.keys(declaration.tools)), fc.constantFrom(...toolStates));

describe("fencesOf", () => {
  it("wants a fence with an exception and a dormant stop for a working tool", () => {
    assert.deepEqual(of("claude-code", {}), [
      {
        tool: "claude-code",
        name: "ai-fence-claude-code",
        kind: "fence",
        enforcement: "active",
        patterns: ["refs/heads/claude/**/*"],
        exceptProperty: { name: "ai-tool-claude-code", value: "true" },
      },
      {
        tool: "claude-code",
        name: "ai-stop-claude-code",
        kind: "stop",
        enforcement: "disabled",
        patterns: ["refs/heads/claude/**/*"],
      },
    ]);
  });

  for (const [state, stop] of [
    ["enabled", "disabled"],
    ["constrained", "disabled"],
    ["quarantined", "active"],
    ["disabled", "active"],
  ] as const) {
    it(`keeps the stop ${stop} while a tool is ${state}`, () => {
      assert.deepEqual(
        of("copilot", { copilot: state }).map(({ enforcement }) => enforcement),
        ["active", stop],
      );
    });
  }

  it("wants none for a tool without branches", () => {
    const without = parsed([
      'logins: [openhands-agent]\n      branches: ["openhands/**/*"]',
      "logins: [openhands-agent]",
    ]);
    assert.deepEqual(
      fencesOf(without).filter(({ tool }) => tool === "openhands"),
      [],
    );
  });

  it("wants the same rulesets in every state, so that stopping a tool creates none", () => {
    fc.assert(
      fc.property(overlays, (overlay) => {
        assert.deepEqual(
          fencesOf(declaration, overlay).map(({ name }) => name),
          fencesOf(declaration).map(({ name }) => name),
        );
      }),
    );
  });

  it("never fences less in a stricter state", () => {
    fc.assert(
      fc.property(overlays, overlays, (one, other) => {
        const merged = Object.fromEntries(
          [...Object.entries(one), ...Object.entries(other)].map(([tool]) => [tool, strictest(one[tool], other[tool])]),
        );
        const before = fencedPairs(one);
        const after = new Set(fencedPairs(merged));
        assert.deepEqual(
          before.filter((pair) => !after.has(pair)),
          [],
        );
      }),
    );
  });

  it("lets a working tool into its repositories only, and a stopped one into none", () => {
    const open = (overlay: Overlay): string[] => {
      const fenced = new Set(fencedPairs(overlay));
      return Object.keys(placementsOf(declaration)).filter((repository) => !fenced.has(`claude-code ${repository}`));
    };
    assert.deepEqual(open({}).sort(), [...(declaration.tools["claude-code"]?.repositories ?? [])].sort());
    assert.deepEqual(open({ "claude-code": "quarantined" }), []);
  });
});

describe("repositoryFencesOf", () => {
  const free = parsed(["plan: enterprise", "plan: free"]);
  const of = (tool: string, overlay: Overlay = {}) =>
    repositoryFencesOf(free, overlay)?.tools.find((each) => each.tool === tool);

  it("has none where the organisation's own rulesets are the fences", () => {
    assert.equal(repositoryFencesOf(parsed()), undefined);
    assert.equal(repositoryFencesOf(parsed(["plan: enterprise", "plan: team"])), undefined);
  });
  it("keeps each tool out of the repositories that do not admit it", () => {
    assert.deepEqual(of("codex"), {
      tool: "codex",
      patterns: ["refs/heads/codex/**/*"],
      admittedIn: ["docs", "design-system"],
    });
    assert.equal(repositoryFencesOf(free)?.tools.length, 7);
  });
  it("keeps a stopped tool out everywhere", () => {
    assert.deepEqual(of("codex", { codex: "disabled" })?.admittedIn, []);
  });
  it("leaves out a tool without branches, which cannot be fenced", () => {
    const unfenced = parsed(["plan: enterprise", "plan: free"], ['      branches: ["codex/**/*"]\n', ""]);
    assert.deepEqual(
      repositoryFencesOf(unfenced)?.tools.filter(({ tool }) => tool === "codex"),
      [],
    );
  });
});

function of(tool: string, overlay: Overlay): Fence[] {
  return fencesOf(declaration, overlay).filter((fence) => fence.tool === tool);
}

function strictest(...states: (string | undefined)[]) {
  return toolStates[Math.max(...states.map((state) => toolStates.findIndex((known) => known === state)))] ?? "enabled";
}

/** Every `tool repository` in which GitHub would refuse the tool's branches. */
function fencedPairs(overlay: Overlay): string[] {
  const values = placementsOf(declaration, overlay);
  return fencesOf(declaration, overlay)
    .filter(({ enforcement }) => enforcement === "active")
    .flatMap(({ tool, patterns, exceptProperty }) => {
      assert.ok(patterns.some((pattern) => matchesPattern(pattern, `${pattern.split("*")[0]}topic/1`)));
      return Object.entries(values)
        .filter(([, value]) => !(exceptProperty && value.tools.includes(exceptProperty.name.replace("ai-tool-", ""))))
        .map(([repository]) => `${tool} ${repository}`);
    });
}

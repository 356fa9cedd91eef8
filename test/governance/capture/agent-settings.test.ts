import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "jsonc-parser";
import { SettingsError, hasHooks, withHooks, withoutHooks } from "../../../governance/capture/agent-settings.ts";
import { agentTools, undone } from "../../../governance/capture/index.ts";

const command = (node: string) => `'${node}' '/hook.ts' ai-governance-capture claude-code`;
const hooks = (node = "/node") => [{ type: "command", command: command(node) }];
const entries = {
  SessionStart: [{ hooks: hooks() }],
  UserPromptSubmit: [{ hooks: hooks() }],
  PostToolUse: [{ matcher: "Edit|MultiEdit|NotebookEdit|Write", hooks: hooks() }],
};

const settings = fc.record(
  {
    model: fc.string(),
    env: fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { noNullPrototype: true }),
    hooks: fc.dictionary(
      fc.constantFrom("PostToolUse", "Stop", "UserPromptSubmit", "afterFileEdit"),
      fc.array(fc.record({ matcher: fc.string(), hooks: fc.array(fc.record({ command: fc.string() })) })),
      { noNullPrototype: true },
    ),
  },
  { requiredKeys: [], noNullPrototype: true },
);
const layout = fc.constantFrom(undefined, 1, 2, 4, "\t");

describe("settings of an AI tool", () => {
  it("are made where there are none", () => {
    assert.deepEqual(JSON.parse(withHooks(undefined, "claude-code", command("/node")).text), { hooks: entries });
    assert.deepEqual(JSON.parse(withHooks("\n", "cursor", "run").text), {
      version: 1,
      hooks: { beforeSubmitPrompt: [{ command: "run" }], afterFileEdit: [{ command: "run" }] },
    });
  });

  it("keep comments, order, tabs, line ends and everything else", () => {
    const text =
      '{\r\n\t// mine\r\n\t"z": 1,\r\n\t"hooks": {\r\n\t\t"Stop": [] /* none */,\r\n\t},\r\n\t"a": [1, 2],\r\n}\r\n';
    const { text: changed, undo = [] } = withHooks(text, "claude-code", command("/node"));
    assert.deepEqual(parse(changed, [], { allowTrailingComma: true }), {
      z: 1,
      hooks: { Stop: [], ...entries },
      a: [1, 2],
    });
    for (const kept of ["\r\n\t// mine\r\n", "/* none */", '"a": [1, 2]']) assert.ok(changed.includes(kept), kept);
    assert.ok(!/[^\r]\n/.test(changed));
    assert.equal(undone(changed, undo), text);
  });

  it("are restored exactly, whatever they are, and the undo holds nothing of them", () =>
    fc.assert(
      fc.property(settings, layout, fc.constantFrom(...agentTools), (value, indent, tool) => {
        const text = JSON.stringify(value, null, indent);
        const { text: changed, undo = [] } = withHooks(text, tool, command("/node"));
        assert.equal(undone(changed, undo), text);
        assert.deepEqual(
          undo.filter((edit) => edit.text.trim() !== ""),
          [],
        );
      }),
    ));

  it("lose exactly our entries, whatever was changed since", () =>
    fc.assert(
      fc.property(settings, layout, fc.constantFrom(...agentTools), (value, indent, tool) => {
        const changed = withHooks(JSON.stringify(value, null, indent), tool, command("/node")).text;
        const later = JSON.stringify({ ...(JSON.parse(changed) as object), added: 1 }, null, indent);
        const without = JSON.parse(withoutHooks(later, tool)) as { hooks?: object; version?: number };
        const filled = Object.entries(value.hooks ?? {}).filter(([, list]) => list.length > 0);
        const expected = { ...value, hooks: Object.fromEntries(filled), added: 1 };
        const { version, ...rest } = without;
        assert.deepEqual({ ...rest, hooks: nonEmpty(rest.hooks) }, JSON.parse(JSON.stringify(expected)));
        assert.equal(version, tool === "cursor" ? 1 : undefined);
        assert.ok(!hasHooks(JSON.stringify(without)));
      }),
    ));

  it("lose our entry beside another one of the same matcher", () => {
    const other = { type: "command", command: "other" };
    const text = JSON.stringify({ hooks: { Stop: [{ hooks: [other, ...hooks(), ...hooks("/old")] }] } });
    assert.deepEqual(JSON.parse(withoutHooks(text, "claude-code")), { hooks: { Stop: [{ hooks: [other] }] } });
  });

  for (const [says, tool, text, message] of [
    ["damaged JSON", "claude-code", '{\n  "hooks": {', "found JSON that is cut off or damaged in line 2"],
    ["a list", "claude-code", "[]", "found JSON that is no object"],
    ["hooks of another kind", "claude-code", '{ "hooks": [] }', "found hooks that are no object"],
    ["an event of another kind", "cursor", '{ "hooks": { "stop": {} } }', "found hooks.stop that is no list"],
    ["another version", "cursor", '{ "version": 2 }', "found a version that is not known; write: version 1"],
  ] as const) {
    it(`are refused with ${says}`, () => {
      assert.throws(() => withHooks(text, tool, "run"), new SettingsError(message));
      assert.throws(() => withoutHooks(text, tool), new SettingsError(message));
    });
  }
});

// An empty list of the person's own goes with ours where the file was changed since.
function nonEmpty(lists: object = {}): object {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => (list as unknown[]).length > 0));
}

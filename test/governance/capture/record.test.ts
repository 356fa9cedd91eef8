import assert from "node:assert/strict";
import fc from "fast-check";
import {
  agentEvent,
  modelOf,
  readRecord,
  trailersOf,
  type CaptureRecord,
  type Digesting,
} from "../../../governance/capture/index.ts";

const keyId = "0123abcd";
const hex = (digit: string) => digit.repeat(64);
const digesting: Digesting = {
  keyId,
  ofPrompts: (list) => list.map((one) => one[0]).join(""),
  ofContext: () => "context",
};
const asked = (digit: string, fields: Partial<CaptureRecord> = {}): CaptureRecord => ({
  kind: "prompt",
  tool: "claude-code",
  session: "s",
  prompt: { keyId, hex: hex(digit) },
  ...fields,
});
const edited = (digit: string, fields: Partial<CaptureRecord> = {}) => asked(digit, { kind: "edit", ...fields });
const promptLine = (...records: CaptureRecord[]) =>
  trailersOf(records, [], digesting).find((line) => line.startsWith("AI-Prompt-Digest"));

describe("what a commit says of records", () => {
  it("is nothing for none", () => assert.deepEqual(trailersOf([], [{ path: "AGENTS.md", blob: "0a" }], digesting), []));

  it("is tools, sessions, prompts and context", () => {
    const records = [
      asked("1", { model: "m1" }),
      asked("2", { tool: "cursor", session: "t" }),
      edited("1", { model: "m2" }),
    ];
    assert.deepEqual(trailersOf(records, [{ path: "AGENTS.md", blob: "0a" }], digesting), [
      "Assisted-by: claude-code:m2",
      "Assisted-by: cursor",
      "AI-Session: claude-code:s",
      "AI-Session: cursor:t",
      `AI-Prompt-Digest: hmac-sha256:${keyId}:12`,
      `AI-Context-Digest: hmac-sha256:${keyId}:context`,
    ]);
  });

  it("has no digests without a key", () =>
    assert.deepEqual(trailersOf([asked("1")], [{ path: "AGENTS.md", blob: "0a" }], undefined), [
      "Assisted-by: claude-code",
      "AI-Session: claude-code:s",
    ]));

  for (const [says, records, expected] of [
    ["prompts in order, the same one twice", [asked("1"), asked("2"), asked("1")], "121"],
    ["the last prompt of a session that only edited", [edited("1"), edited("1")], "1"],
    ["no earlier prompt of a session that was asked", [asked("2"), edited("1"), edited("2")], "2"],
    ["the earlier prompt, then the new one, of one that edited first", [edited("1"), asked("2")], "12"],
    ["each session's", [edited("1"), edited("2", { session: "t" })], "12"],
    ["nothing where one has none", [asked("1"), { kind: "prompt", tool: "cursor" }], undefined],
    [
      "nothing where one is of another key",
      [asked("1"), asked("2", { prompt: { keyId: "ffffffff", hex: hex("2") } })],
      undefined,
    ],
  ] as const) {
    it(`digests ${says}`, () =>
      assert.equal(
        promptLine(...records),
        expected === undefined ? undefined : `AI-Prompt-Digest: hmac-sha256:${keyId}:${expected}`,
      ));
  }
});

describe("a record on the disk", () => {
  it("reads as it was written", () => {
    for (const record of [
      asked("1", { model: "claude-opus-4-7[1m]" }),
      edited("2"),
      { kind: "edit", tool: "cursor" } as const,
    ]) {
      assert.deepEqual(readRecord(JSON.parse(JSON.stringify(record))), record);
    }
  });
  it("is read without what could be another line of a commit", () => {
    const hostile = {
      kind: "edit",
      tool: "cursor",
      session: "a\nb",
      model: "m x",
      prompt: { keyId: "x", hex: hex("1") },
    };
    assert.deepEqual(readRecord(hostile), { kind: "edit", tool: "cursor" });
    assert.equal(readRecord({ kind: "edit", tool: "a\nb" }), undefined);
  });
  it("never throws", () => fc.assert(fc.property(fc.anything(), (value) => void readRecord(value))));
});

describe("what a tool tells its hook", () => {
  it("never throws", () =>
    fc.assert(
      fc.property(fc.anything(), (value) => {
        agentEvent("claude-code", value);
        agentEvent("cursor", { hook_event_name: "afterFileEdit", ...(value as object) });
      }),
    ));
  it("is read with the fields of Claude Code", () =>
    assert.deepEqual(
      agentEvent("claude-code", {
        hook_event_name: "PostToolUse",
        session_id: "s",
        transcript_path: "/t.jsonl",
        cwd: "/r",
        tool_name: "NotebookEdit",
        tool_input: { notebook_path: "/r/a.ipynb" },
      }),
      { kind: "edit", tool: "claude-code", session: "s", folder: "/r", transcript: "/t.jsonl", file: "/r/a.ipynb" },
    ));
  it("is read with the fields of Cursor", () =>
    assert.deepEqual(
      agentEvent("cursor", {
        hook_event_name: "afterFileEdit",
        conversation_id: "c",
        model: "gpt-5.3-codex",
        workspace_roots: ["/r", "/q"],
        file_path: "/r/a.ts",
      }),
      { kind: "edit", tool: "cursor", session: "c", model: "gpt-5.3-codex", folder: "/r", file: "/r/a.ts" },
    ));
  it("names a model, or none where the tool chooses it", () => {
    const names = ["claude-opus-4-7[1m]", "us.anthropic.claude-v1:0", "default", "Auto", "<synthetic>", "", 3, "a b"];
    assert.deepEqual(names.map(modelOf), [...names.slice(0, 2), ...Array<undefined>(6).fill(undefined)]);
  });
});

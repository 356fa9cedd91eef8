import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forgetOldSessions, readSession, transcriptModel, writeSession } from "../../../cli/capture/sessions.ts";

describe("sessions of AI tools", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "ai-governance-sessions-"))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const known = { model: "m", prompt: { keyId: "0123abcd", hex: "0".repeat(64) }, transcript: "/t" };

  it("are known by tool and id", () => {
    writeSession(folder, "cursor", "s", known);
    assert.deepEqual(readSession(folder, "cursor", "s"), known);
    assert.deepEqual(readSession(folder, "claude-code", "s"), {});
    assert.deepEqual(readSession(folder, "cursor", undefined), {});
  });

  it("are forgotten after a month without a word", () => {
    writeSession(folder, "cursor", "s", known);
    const day = 24 * 60 * 60 * 1000;
    forgetOldSessions(folder, Date.now() + 29 * day);
    assert.deepEqual(readSession(folder, "cursor", "s"), known);
    forgetOldSessions(folder, Date.now() + 31 * day);
    assert.deepEqual(readSession(folder, "cursor", "s"), {});
  });

  describe("the model of a transcript", () => {
    const transcript = (text: string) => {
      writeFileSync(join(folder, "t.jsonl"), text);
      return transcriptModel(join(folder, "t.jsonl"));
    };
    const answer = (model: string) => `${JSON.stringify({ type: "assistant", message: { model } })}\n`;

    it("is that of the last answer", () =>
      assert.equal(transcript(`${answer("a")}${answer("b")}{"type":"user"}\n`), "b"));
    it("is not what another entry says", () => {
      const other = { type: "user", role: "assistant", message: { model: "b" } };
      assert.equal(transcript(`${answer("a")}${JSON.stringify(other)}\n`), "a");
    });
    it("is found at the end of a long one", () =>
      assert.equal(transcript(`${"x".repeat(1_000_000)}\n${answer("b")}`), "b"));
    it("is not known where there is none", () => {
      assert.equal(transcript(""), undefined);
      assert.equal(transcriptModel(join(folder, "nowhere")), undefined);
      assert.equal(transcriptModel(undefined), undefined);
    });
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { knownModel, modelName, namesModel } from "../../../governance/provenance/models.ts";

const names: readonly (readonly [written: string, name: string])[] = [
  ["Claude Opus 4.6 (1M context)", "claude-opus-4-6"],
  ["claude-opus-4-7[1m]", "claude-opus-4-7"],
  ["Sonnet 4.6", "claude-sonnet-4-6"],
  ["Claude 3.5 Sonnet", "claude-3-5-sonnet"],
  ["Claude 4 Sonnet", "claude-sonnet-4"],
  ["claude-3-opus", "claude-3-opus"],
  ["claude-3-5-sonnet-20241022", "claude-3-5-sonnet"],
  ["claude-sonnet-4-5-20250514", "claude-sonnet-4-5"],
  ["claude-opus-4-5@20251101", "claude-opus-4-5"],
  ["anthropic/claude-opus-4.6", "claude-opus-4-6"],
  ["openrouter/anthropic/claude-sonnet-4:free", "claude-sonnet-4"],
  ["us.anthropic.claude-opus-4-6-v1:0", "claude-opus-4-6"],
  ["claude-4.5-sonnet-thinking", "claude-4.5-sonnet-thinking"],
  ["gpt-5.3-codex", "gpt-5.3-codex"],
  ["GPT-5.3 Codex", "gpt-5.3-codex"],
  ["Codex 5.3", "gpt-5.3-codex"],
  ["gpt-4o-2024-08-06", "gpt-4o"],
  ["Gemini 2.5 Pro", "gemini-2.5-pro"],
  ["gemini/gemini-2.5-pro", "gemini-2.5-pro"],
  ["qwen3:32b", "qwen3-32b"],
  ["My Own Model", "my-own-model"],
  ["通义 千问", "通义-千问"],
];

describe("modelName", () => {
  for (const [written, name] of names) it(`names ${written} ${name}`, () => assert.equal(modelName(written), name));

  it("leaves its own names as they are", () =>
    fc.assert(fc.property(fc.string(), (text) => modelName(modelName(text)) === modelName(text))));
});

describe("knownModel", () => {
  it("keeps the name as written, on one line and without hidden characters", () =>
    assert.deepEqual(knownModel(" Claude\u202e Opus\n4.6\0 "), {
      written: "Claude Opus 4.6",
      name: "claude-opus-4-6",
    }));

  for (const written of ["", "unknown", "Auto", " default "])
    it(`takes ${JSON.stringify(written)} for no model`, () => assert.equal(knownModel(written), undefined));
});

describe("namesModel", () => {
  for (const text of ["Claude Opus 4.6", "Sonnet 4", "GPT-5", "o3", "glm-5.1", "Codex 5.3", "Claude 3.5"])
    it(`sees that ${text} is one`, () => assert.equal(namesModel(text), true));
  for (const text of ["Claude", "Claude Code", "Opus", "Codex", "Dev", "Ann 2", "claude-3-opus coccinelle", "o0dev"])
    it(`does not take ${text} for one`, () => assert.equal(namesModel(text), false));
});

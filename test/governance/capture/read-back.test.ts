import assert from "node:assert/strict";
import { trailersOf, type CaptureRecord } from "../../../governance/capture/index.ts";
import { provenanceOfCommit } from "../../../governance/provenance/index.ts";

const signature = { name: "Tom", email: "tom@example.com" };
const hex = "0a".repeat(32);

describe("what capture writes into a commit", () => {
  it("is what the gate reads from it", () => {
    const records: CaptureRecord[] = [
      {
        kind: "prompt",
        tool: "claude-code",
        session: "s-1",
        model: "claude-opus-4-8",
        prompt: { keyId: "0123abcd", hex },
      },
      { kind: "prompt", tool: "cursor", session: "t-1", prompt: { keyId: "0123abcd", hex } },
    ];
    const digesting = { keyId: "0123abcd", ofPrompts: () => hex, ofContext: () => hex };
    const trailers = trailersOf(records, [{ path: "AGENTS.md", blob: "0a" }], digesting);
    const message = `Tidy prices\n\n${trailers.join("\n")}\n`;
    const commit = {
      id: "a".repeat(40),
      parents: [],
      author: signature,
      committer: signature,
      message,
      verified: false,
    };
    const { tools, humans, promptDigests, contextDigests } = provenanceOfCommit(commit, { tools: [], automation: [] });
    assert.deepEqual(
      tools.map(({ tool, models, sessions }) => [tool, models.map(({ name }) => name), sessions]),
      [
        ["claude-code", ["claude-opus-4-8"], ["s-1"]],
        ["cursor", [], ["t-1"]],
      ],
    );
    assert.deepEqual(
      [humans, promptDigests, contextDigests],
      [["Tom"], [`hmac-sha256:0123abcd:${hex}`], [`hmac-sha256:0123abcd:${hex}`]],
    );
  });
});

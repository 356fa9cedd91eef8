import assert from "node:assert/strict";
import fc from "fast-check";
import type { Claim, Dialect } from "../../../governance/provenance/dialects/dialect.ts";
import { dialects, type DialectId } from "../../../governance/provenance/dialects/index.ts";
import { provenanceOfCommit, trailerLine } from "../../../governance/provenance/index.ts";
import { anyText, commitOf, dev, undeclared } from "./people.ts";

const letters = [..."abcdefghijklmnopqrstuvwxyz"];
const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 3, maxLength: 9 });
const words = fc.array(word, { minLength: 1, maxLength: 3 }).map((all) => all.join(" "));
const id = fc.string({ unit: fc.constantFrom(...letters, ..."0123456789-_"), minLength: 8, maxLength: 40 });
const hex = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length });
const digest = fc.tuple(hex(8), hex(64)).map(([key, value]) => `hmac-sha256:${key}:${value}`);
const email = fc.tuple(word, word).map(([name, host]) => `${name}@${host}.example`);
const link = id.map((one) => `https://github.com/o/r/sessions/${one}`);
/** fast-check makes objects without a prototype too, which deepEqual tells apart. */
const plain = <T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record<T>(fields, { noNullPrototype: true });
const session = (value: fc.Arbitrary<string>): fc.Arbitrary<Claim> => plain({ session: value });
const model = fc.tuple(word, fc.constantFrom("-4", "", ".5", "-4-6[1m]")).map((parts) => parts.join(""));
const agents: fc.Arbitrary<Claim> = fc.oneof(
  plain({ agent: words, model }),
  plain({ agent: words, model, analysers: fc.array(word, { minLength: 1, maxLength: 3 }), email }),
  plain({ agent: words }),
  plain({ agent: words, email }),
  fc.constantFrom<Claim>({ denies: true }, { agent: "Claude Opus 4.6", model: "Claude Opus 4.6" }),
);

const claims: Record<DialectId, fc.Arbitrary<Claim>> = {
  "assisted-by": agents,
  "generated-by": agents,
  "co-authored-by-ai": agents,
  "entire-agent": agents,
  "co-authored-by": plain({ party: plain({ name: words, email }) }),
  "claude-session": session(id.map((one) => `https://claude.ai/code/session_${one}`)),
  "copilot-session": session(fc.uuid()),
  "agent-logs-url": session(link),
  "entire-checkpoint": session(fc.oneof(hex(12), fc.ulid())),
  "entire-session": session(id),
  "ai-session": plain({ agent: word, session: id }),
  "ai-prompt-digest": plain({ promptDigest: digest }),
  "ai-context-digest": plain({ contextDigest: digest }),
};

describe("dialects", () => {
  for (const row of dialects as readonly Dialect[]) {
    it(`reads the example of ${row.id}`, () => {
      const { evidence } = provenanceOfCommit(commitOf(`Add a page\n\n${row.token}: ${row.example}`), undeclared);
      const [said] = evidence.filter(({ source }) => source === "trailer");
      assert.equal(said?.row, row.id === "co-authored-by" ? "claude-code" : row.id);
    });

    it(`reads of ${row.id} what it renders`, () =>
      fc.assert(
        fc.property(claims[row.id as DialectId], (claim) => assert.deepEqual(row.read(row.render(claim)), [claim])),
      ));

    it(`never throws on a value of ${row.id}`, () =>
      fc.assert(fc.property(anyText, (value) => Array.isArray(row.read(value)))));
  }

  it("gives every row an id, token and source of its own or a public one", () => {
    assert.equal(new Set(dialects.map(({ id }) => id)).size, dialects.length);
    assert.equal(new Set(dialects.map(({ token }) => token.toLowerCase())).size, dialects.length);
    for (const { source } of dialects) assert.match(source, /^(https:\/\/|docs\/)/);
  });
});

describe("trailerLine", () => {
  it("writes what capture writes", () => {
    assert.deepEqual(
      [
        trailerLine("assisted-by", { agent: "claude-code", model: "claude-opus-4-6" }),
        trailerLine("ai-session", { agent: "claude-code", session: "abc" }),
        trailerLine("co-authored-by", { party: dev }),
      ],
      [
        "Assisted-by: claude-code:claude-opus-4-6",
        "AI-Session: claude-code:abc",
        "Co-authored-by: Dev <dev@example.com>",
      ],
    );
  });

  it("stays on one line whatever it is given", () =>
    assert.equal(
      trailerLine("ai-session", { agent: "codex", session: "a\nCo-authored-by: b" }),
      "AI-Session: codex:a Co-authored-by: b",
    ));
});

describe("broken values", () => {
  for (const [trailer, wanted] of [
    ["AI-Prompt-Digest: sha256:abc", undefined],
    [`AI-Context-Digest: hmac-sha256:1f0c2d3e:${"AB".repeat(32)}`, undefined],
    ["AI-Session: codex", undefined],
    ["Assisted-by:", undefined],
    ["Assisted-by: <dev@example.com>", { row: "assisted-by", tool: "unnamed" }],
    ["Claude-Session: soon", { row: "claude-session", tool: "claude-code" }],
    ["Agent-Logs-Url: none", { row: "agent-logs-url", tool: "copilot" }],
    ["Entire-Checkpoint: none", { row: "entire-checkpoint", tool: "entire" }],
  ] as const)
    it(`tells no more than is certain of ${trailer}`, () => {
      const { evidence } = provenanceOfCommit(commitOf(`x\n\n${trailer}`), undeclared);
      const said = evidence.filter(({ source }) => source === "trailer");
      const place = { source: "trailer", confidence: "claimed", line: 3 };
      assert.deepEqual(said, wanted === undefined ? [] : [{ ...place, ...wanted }]);
    });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import {
  parseNote,
  provenanceOfCommit,
  renderNote,
  type AuthorshipNote,
  type NoteSession,
} from "../../../governance/provenance/index.ts";
import { anyText, commitOf, undeclared } from "./people.ts";

/** The example of the standard, section 1.2.5, with a prompt record of older versions. */
const example = `src/main.rs
  s_c9883b05a2487d::t_9f8e7d6c5b4a32 1-10,15-20
  h_31dce776f88375 42-50
"src/my lib.rs"
  d9978a8723e02b52 1-50
---
{
  "schema_version": "authorship/3.0.0",
  "git_ai_version": "1.4.5",
  "base_commit_sha": "7734793b756b3921c88db5375a8c156e9532447b",
  "prompts": {
    "d9978a8723e02b52": {
      "agent_id": { "tool": "claude", "id": "conv_1", "model": "unknown" },
      "human_author": "Ann <ann@example.com>", "messages_url": "https://example.com/secret", "total_additions": 1
    }
  },
  "humans": { "h_31dce776f88375": { "author": "Dev <dev@example.com>" } },
  "sessions": {
    "s_c9883b05a2487d": {
      "agent_id": { "tool": "cursor", "id": "6ef2299e", "model": "claude-sonnet-4-5-20250514" },
      "human_author": "dev@example.com", "custom_attributes": { "team": "backend" }
    }
  }
}`;

const parsed: AuthorshipNote = {
  baseCommit: "7734793b756b3921c88db5375a8c156e9532447b",
  files: [
    {
      path: "src/main.rs",
      entries: [
        { key: "s_c9883b05a2487d::t_9f8e7d6c5b4a32", lines: "1-10,15-20" },
        { key: "h_31dce776f88375", lines: "42-50" },
      ],
    },
    { path: "src/my lib.rs", entries: [{ key: "d9978a8723e02b52", lines: "1-50" }] },
  ],
  sessions: [
    {
      key: "s_c9883b05a2487d",
      tool: "cursor",
      id: "6ef2299e",
      model: "claude-sonnet-4-5-20250514",
      human: "dev@example.com",
    },
  ],
  humans: [{ key: "h_31dce776f88375", author: "Dev <dev@example.com>" }],
  prompts: [
    { key: "d9978a8723e02b52", tool: "claude", id: "conv_1", model: "unknown", human: "Ann <ann@example.com>" },
  ],
};

const plain = { noNullPrototype: true } as const;
const hex = (prefix: string, length: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length })
    // Keys of digits alone would be sorted before the others.
    .map((digits) => `${prefix}a${digits.slice(1)}`);
const path = fc.string({ unit: fc.constantFrom(..."abc/. "), minLength: 1 }).map((text) => `a${text}`);
const lines = fc.array(fc.nat({ max: 99 }), { minLength: 1 }).map((all) => all.join(","));
const sessions = (key: fc.Arbitrary<string>): fc.Arbitrary<NoteSession[]> => {
  const optional = { id: fc.string(), model: fc.string(), human: fc.string() };
  const session = fc.record(
    { key, tool: fc.string({ minLength: 1 }), ...optional },
    { ...plain, requiredKeys: ["key", "tool"] },
  );
  return fc.uniqueArray(session, { selector: (one) => one.key });
};
const notes: fc.Arbitrary<AuthorshipNote> = fc.record(
  {
    baseCommit: hex("", 40),
    files: fc.array(fc.record({ path, entries: fc.array(fc.record({ key: hex("h_", 14), lines }, plain)) }, plain)),
    sessions: sessions(hex("s_", 14)),
    humans: fc.uniqueArray(fc.record({ key: hex("h_", 14), author: fc.string() }, plain), {
      selector: (one) => one.key,
    }),
    prompts: sessions(hex("", 16)),
  },
  plain,
);

describe("parseNote", () => {
  it("reads the example of the standard", () => assert.deepEqual(parseNote(example), parsed));

  it("reads lines that end in CRLF", () => assert.deepEqual(parseNote(example.replaceAll("\n", "\r\n")), parsed));

  it("reads what renderNote writes", () =>
    fc.assert(fc.property(notes, (note) => assert.deepEqual(parseNote(renderNote(note)), note))));

  it("leaves out records that are broken", () => {
    const note = {
      schema_version: "authorship/3.0.0",
      sessions: { a: 1, b: { agent_id: { tool: "codex" } } },
      humans: { c: {} },
    };
    assert.deepEqual(parseNote(`---\n${JSON.stringify(note)}`), {
      baseCommit: "",
      files: [],
      sessions: [{ key: "b", tool: "codex" }],
      humans: [],
      prompts: [],
    });
  });

  for (const [what, text] of [
    ["no text", ""],
    ["another's note", "Reviewed by Ann"],
    ["broken JSON", "---\n{"],
    ["JSON that is no object", "---\nnull"],
    ["another version", '---\n{"schema_version":"authorship/2.0.0"}'],
    ["JSON too deep to read", `---\n${"[".repeat(200_000)}`],
  ] as const)
    it(`takes ${what} for no note`, () => assert.equal(parseNote(text), undefined));

  it("never throws", () => fc.assert(fc.property(anyText, (text) => parseNote(`${text}\n---\n${text}`) === undefined)));
});

describe("a note", () => {
  it("tells tools, models, sessions and people, by name where a name is known", () => {
    const { tools, humans, evidence } = provenanceOfCommit(commitOf("x", { note: example }), undeclared);
    assert.deepEqual(humans, ["Dev", "Ann"]);
    assert.deepEqual(
      tools.map(({ tool, models, sessions }) => ({ tool, models, sessions })),
      [
        { tool: "claude-code", models: [], sessions: ["conv_1"] },
        {
          tool: "cursor",
          models: [{ written: "claude-sonnet-4-5-20250514", name: "claude-sonnet-4-5" }],
          sessions: ["6ef2299e"],
        },
      ],
    );
    assert.deepEqual(
      evidence.filter(({ source }) => source === "note").map(({ row, confidence }) => [row, confidence]),
      Array(3).fill(["git-ai-note", "claimed"]),
    );
  });

  it("gives the name of a co-author, and an address where nobody tells the name", () => {
    const note = (human: string): string =>
      `---\n${JSON.stringify({ schema_version: "authorship/3.0.0", sessions: { s: { agent_id: { tool: "codex" }, human_author: human } } })}`;
    const humans = (human: string): readonly string[] =>
      provenanceOfCommit(commitOf("x\n\nCo-authored-by: Ann <Ann@example.com>", { note: note(human) }), undeclared)
        .humans;
    assert.deepEqual(humans("ANN@example.com"), ["Dev", "Ann"]);
    assert.deepEqual(humans("bo@example.com"), ["Dev", "Ann", "bo@example.com"]);
    assert.deepEqual(humans(""), ["Dev", "Ann"]);
  });
});

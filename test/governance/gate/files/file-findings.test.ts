import assert from "node:assert/strict";
import fc from "fast-check";
import type { ChangedFile, GateFinding } from "../../../../governance/gate/index.ts";
import { fileFindings } from "../../../../governance/gate/files/index.ts";
import { dangerousSettings } from "../../../../governance/gate/files/settings/rows/index.ts";

const added = (path: string, after: string, mode = "100644"): GateFinding[] =>
  fileFindings({ path, status: "added", mode, after });
const first = (findings: readonly GateFinding[]): string[] =>
  findings.map(({ message }) => message.split(/[;:]/)[0] ?? "");

describe("fileFindings", () => {
  it("says nothing of files that agents do not obey", () => {
    assert.deepEqual(added("src/index.ts", "\u202e"), []);
    assert.deepEqual(fileFindings({ path: "src/a\u200b.ts", status: "modified", mode: "100644" }), []);
  });

  describe("paths", () => {
    for (const path of [
      "AGENTS\u200b.md",
      "docs/CLAUDE\u00ad.md",
      ".claude/a\u202e.md",
      ".cla\u2060ude/x",
      "AGENTS.m\ufe0fd",
    ])
      it(`finds what nobody sees in ${JSON.stringify(path)}`, () => {
        const [finding, ...others] = added(path, "x");
        assert.deepEqual(others, []);
        assert.match(finding?.message ?? "", /^The path holds characters that nobody sees \(U\+/);
        assert.equal(finding?.rule, "gate-file-disallow-hidden-text");
      });

    for (const path of [
      "Agents.md",
      ".CLAUDE/settings.json",
      "ＡＧＥＮＴＳ.md",
      "AGENTS.md.",
      ".claude /x",
      "AGENTS.md ",
    ])
      it(`finds what is taken for an AI path: ${JSON.stringify(path)}`, () => {
        assert.deepEqual(first(added(path, "x")), [
          "Some file systems take the path for that of a file which agents obey, but no owner is asked about it",
        ]);
        assert.deepEqual(fileFindings({ path, status: "removed", mode: "100644" }), []);
      });
  });

  it("takes an ordinary name in small letters for what it is", () => {
    assert.deepEqual(added("docs/agents.md", "x"), []);
  });

  describe("texts that could not be had", () => {
    const missing = { missing: "larger than 1 MiB: make it smaller" };
    const file = { path: "AGENTS.md", status: "modified", mode: "100644" } as const;
    const cases: Record<string, ChangedFile> = {
      after: { ...file, before: "", after: missing },
      before: { ...file, before: missing, after: "" },
      "the target of a link": { ...file, mode: "120000", after: missing },
    };
    for (const [what, changed] of Object.entries(cases))
      it(`cannot decide without ${what}`, () => {
        assert.deepEqual(
          fileFindings(changed).map(({ rule, outcome, message }) => [rule, outcome, message]),
          ["gate-file-disallow-hidden-text", "gate-file-disallow-dangerous-settings"].map((rule) => [
            rule,
            "undecided",
            "Nobody can tell what the change brings into the file: larger than 1 MiB: make it smaller",
          ]),
        );
      });

    it("cannot decide about a file whose texts were not given", () => {
      assert.deepEqual(
        fileFindings(file).map(({ outcome }) => outcome),
        ["undecided", "undecided"],
      );
      assert.deepEqual(
        fileFindings({ ...file, after: "x" }).map(({ outcome }) => outcome),
        ["undecided", "undecided"],
      );
    });
  });

  describe("links and submodules", () => {
    const links: Record<string, [path: string, target: string, message: string | undefined]> = {
      "to another AI path": ["CLAUDE.md", "AGENTS.md", undefined],
      "of an old name": [".cursorrules", "./AGENTS.md", undefined],
      "between folders of agents": [".claude/skills", "../.agents/skills", undefined],
      "to a file that nobody owns": [
        "AGENTS.md",
        "docs/notes.md",
        "The path is a link to a file or folder that is no such file",
      ],
      "out of the repository": [".claude/settings.json", "../../x", "The path is a link that leaves the repository"],
      "to an absolute path": [".claude/settings.json", "/etc/passwd", "The path is a link that leaves the repository"],
      "to the home folder": ["AGENTS.md", "~/AGENTS.md", "The path is a link that leaves the repository"],
      "to the repository": [".claude", "..", "The path is a link that leaves the repository"],
      "to the top": [".agents/all", "../", "The path is a link to a file or folder that is no such file"],
      "of settings to text": [
        ".claude/settings.json",
        "notes.md",
        "The path is a link to a file of another kind, which is not judged as settings",
      ],
    };
    links["of settings to a guard, which is judged as no settings"] = [
      ".goose/config.yaml",
      "../.github/workflows/x.yml",
      "The path is a link to a file of another kind, which is not judged as settings",
    ];
    for (const [what, [path, target, message]] of Object.entries(links))
      it(`${message === undefined ? "lets pass" : "finds"} a link ${what}`, () =>
        assert.deepEqual(first(added(path, target, "120000")), message === undefined ? [] : [message]));

    it("finds a submodule, and lets one go", () => {
      assert.deepEqual(first(fileFindings({ path: ".claude", status: "added", mode: "160000" })), [
        "The path is a submodule, whose content no owner approves",
      ]);
      assert.deepEqual(fileFindings({ path: ".claude", status: "removed", mode: "160000" }), []);
      assert.deepEqual(fileFindings({ path: "CLAUDE.md", status: "removed", mode: "120000" }), []);
    });

    it("finds a link or submodule in the place of a folder where agents look for their files", () => {
      const place = (path: string, mode: string) => first(fileFindings({ path, status: "added", mode }));
      const found = "The path is a link or submodule in the place of a folder where agents look for their files";
      for (const path of [".github", ".vscode", "packages/a/.vscode"])
        for (const mode of ["120000", "160000"]) assert.deepEqual(place(path, mode), [found]);
      assert.deepEqual(place("packages/.github", "120000"), []);
      assert.deepEqual(place("docs", "120000"), []);
      assert.deepEqual(place(".vscode/launch.json", "120000"), []);
      assert.deepEqual(place(".vscode", "100644"), []);
      assert.deepEqual(fileFindings({ path: ".vscode", status: "removed", mode: "120000" }), []);
    });

    it("finds a file that becomes a link with the same text", () => {
      const file = { path: "AGENTS.md", status: "modified", before: "../x", after: "../x" } as const;
      assert.deepEqual(fileFindings({ ...file, mode: "100644" }), []);
      assert.equal(fileFindings({ ...file, mode: "120000" }).length, 1);
    });
  });

  describe("any input", () => {
    const paths = [
      ...new Set(dangerousSettings.map(({ bad }) => bad.path)),
      ".claude/agents/a.md",
      "AGENTS.md",
      ".continue/a.yaml",
    ];
    const words = fc.constantFrom(
      ...'{ } [ ] : , " \n --- # - ? & * ! | > = . mcpServers hooks permissions allow Bash(*) __proto__ constructor command npx url http://x'.split(
        " ",
      ),
      "\n",
      "  ",
      "\u200b",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(words, { maxLength: 60 }).map((parts) => parts.join(" ")),
      fc.json(),
      fc.constantFrom(...dangerousSettings.flatMap(({ bad, good }) => [bad.after, good.after])),
    );
    const mode = fc.constantFrom("100644", "100755", "120000", "160000");
    const status = fc.constantFrom("added" as const, "modified" as const, "removed" as const);
    const path = fc.constantFrom(...paths);

    it("never throws, and says each thing in one line", () => {
      fc.assert(
        fc.property(path, status, mode, fc.option(text), fc.option(text), (at, was, how, before, after) => {
          const texts = { ...(before !== null && { before }), ...(after !== null && { after }) };
          for (const { message, fix } of fileFindings({ path: at, status: was, mode: how, ...texts }))
            assert.doesNotMatch(message + fix, /[\p{Cc}\p{Default_Ignorable_Code_Point}]/u);
        }),
      );
    });

    it("gives nothing for a text that stays as it is", () => {
      fc.assert(
        fc.property(path, text, (at, same) => {
          assert.deepEqual(
            fileFindings({ path: at, status: "modified", mode: "100644", before: same, after: same }),
            [],
          );
        }),
      );
    });

    it("names no value", () => {
      const secret = "S3CR3T value/";
      const after = JSON.stringify({
        env: { ANTHROPIC_BASE_URL: secret, HTTPS_PROXY: secret, [secret]: secret },
        apiKeyHelper: secret,
        permissions: { allow: [`Bash(${secret})`, "Bash(*)"], deny: [secret] },
        hooks: { [secret]: [{ hooks: [{ command: secret }] }] },
        mcpServers: {
          [secret]: { command: `npx ${secret}`, url: `http://${secret}` },
          b: { command: "sh", args: ["-c", secret] },
        },
        "chat.tools.urls.autoApprove": { [secret]: true },
        note: `claude --dangerously-skip-permissions ${secret}`,
      });
      const found = added(".claude/settings.json", after);
      assert.ok(found.length >= 10);
      assert.ok(!JSON.stringify(found).includes("S3CR3T"), JSON.stringify(found));
    });
  });
});

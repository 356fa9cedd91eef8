import assert from "node:assert/strict";
import fc from "fast-check";
import {
  checkRunOf,
  gateRules,
  judge,
  renderGateAnnotations,
  renderGateMarkdown,
  renderGateText,
  sarifOf,
  type GateReport,
} from "../../../../governance/gate/index.ts";
import type { Waiver } from "../../../../governance/waivers/waiver.ts";
import { parsed } from "../../example.ts";
import { change, circumstances, commit, document } from "../changes.ts";

const hostile = [
  "\u001b[2J\u202e",
  "\n::error::forged",
  "::stop-commands::x",
  "##[add-mask]x",
  "\r\n# Heading",
  "`code` `",
  "[a](https://evil.example)",
  "![a](https://evil.example/a.png)",
  "<img src=x onerror=alert(1)>",
  "<!-- ",
  "</details>",
  "@octocat",
  "octo/cat#1 GH-1",
  "https://evil.example www.evil.example a@evil.example",
  "| cell |",
  "%0A::error::forged",
  "\u2028\u2029\u0085\u0000",
  "\u{e0041}\u200b\ud800",
  "$x^2$ ~~a~~ ***b*** __c__",
];
const anything = fc.oneof(
  fc.constantFrom(...hostile),
  fc.array(fc.constantFrom(...hostile)).map((parts) => parts.join("")),
  fc.string({ unit: "binary" }),
);

describe("a report about a message that names thousands of tools, models and trailers", () => {
  const lines = Array.from({ length: 5_000 }, (_, index) => [
    `Assisted-by: tool${index}:model${index}`,
    `Assisted-by: claude-code:model-${index}`,
  ]);
  const message = `Change\n\n${lines.flat().join("\n")}\n`;
  const report = judge(change({ commits: [commit(1, { message })] }), parsed(), circumstances);

  it("stays short", () => {
    assert.ok(renderGateText(report).length < 20_000);
    assert.ok(renderGateMarkdown(report).length < 20_000);
    assert.ok(report.findings.every((finding) => finding.message.length < 1_000));
  });
});

const waiver: fc.Arbitrary<Waiver> = fc.record({
  rule: fc.constant("gate-change-limit-size"),
  target: fc.record({ repository: anything }),
  reason: anything,
  approvedBy: anything,
  expires: fc.constant("2027-01-01"),
});
const finding = fc.record(
  {
    rule: fc.constantFrom(...gateRules.map(({ id }) => id)),
    outcome: fc.constantFrom("violation", "undecided"),
    message: anything,
    fix: anything,
    commit: anything,
    path: anything,
    line: fc.integer({ min: 1, max: 9 }),
    waiver,
    expiredWaiver: waiver,
  },
  { requiredKeys: ["rule", "outcome", "message", "fix"] },
);
const part = fc.record({
  tool: anything,
  state: fc.constantFrom("enabled", "undeclared"),
  confidence: fc.constantFrom("proved", "claimed"),
  models: fc.array(fc.record({ written: anything, name: anything })),
  sessions: fc.nat(2),
  commits: fc.nat(2),
});
const report: fc.Arbitrary<GateReport> = fc.record({
  repository: anything,
  pull: fc.constant(7),
  trigger: fc.constant("pull_request"),
  head: anything,
  tier: anything,
  document: fc.constant(document),
  verdict: fc.constantFrom("pass", "blocked", "undecided"),
  tools: fc.array(part, { maxLength: 3 }),
  automation: fc.array(anything, { maxLength: 3 }),
  commits: fc.constant(3),
  withoutTool: fc.nat(3),
  denials: fc.array(anything, { maxLength: 3 }),
  aiPaths: fc.array(fc.record({ path: anything, tools: fc.array(anything) }), { maxLength: 3 }),
  findings: fc.array(finding, { maxLength: 5 }),
  left: fc.array(fc.record({ rule: fc.constant("gate-path-require-owners" as const), to: anything }), { maxLength: 2 }),
});

const hidden = /[\p{C}\p{Zl}\p{Zp}]/u;
const isClean = (text: string): boolean => text.split("\n").every((line) => !hidden.test(line));

/** Markdown without what GitHub takes literally: code spans, escaped characters, and the comments that part a sign from a name. */
const live = (markdown: string): string =>
  markdown
    .replaceAll(/\\[!-/:-@[-`{-~]/g, "")
    .replaceAll("<!-- -->", "\u0001")
    .replaceAll(/`[^`\n]*`/g, "");

/** The renderer's own markup. */
const own = /^<details><summary>[\w ]+<\/summary>$|^<\/details>$|\*\*[\w ]+:?\*\*|^#+ AI governance gate/gm;

const all = (check: (its: GateReport) => void) => fc.assert(fc.property(report, check), { numRuns: 100 });

describe("names that come from outside", () => {
  it("bring no control characters, lines or workflow commands into the text for a terminal", () => {
    all((its) => {
      const text = renderGateText(its);
      assert.ok(isClean(text), JSON.stringify(text));
      assert.ok(!/^\s*::|##\[/m.test(text), text);
    });
  });

  it("bring no links, mentions, references, markup or HTML into Markdown", () => {
    all((its) => {
      const markdown = renderGateMarkdown(its);
      assert.ok(isClean(markdown), JSON.stringify(markdown));
      const rest = live(markdown).replaceAll(own, "");
      assert.ok(!/[<>[\]`@#*_~$]|www\.|:\/\/|GH-\d/i.test(rest), rest);
    });
  });

  it("leave every row of the table its columns", () => {
    all((its) => {
      const rows = renderGateMarkdown(its)
        .split("\n")
        .filter((line) => line.startsWith("| "));
      for (const row of rows) assert.equal(row.replaceAll(/\\\|/g, "").split("|").length, 8, row);
    });
  });

  it("bring no workflow commands or properties into annotations", () => {
    all((its) => {
      const text = renderGateAnnotations(its);
      assert.ok(isClean(text), JSON.stringify(text));
      const lines = text.split("\n").slice(0, -1);
      assert.equal(lines.length, its.findings.length);
      for (const line of lines) {
        assert.match(line, /^::(error|notice) (file=[^:,]*,(line=\d+,)?)?title=[^:,]*::/);
        assert.ok(!/%(?!25|3A|2C)/.test(line), line);
      }
    });
  });

  it("bring nothing hidden into check runs", () => {
    all((its) => {
      for (const { title, summary, annotations } of checkRunOf(its).outputs) {
        assert.ok(isClean(summary) && !hidden.test(title));
        for (const { path, title: heading, message } of annotations)
          assert.ok(!hidden.test(`${path}${heading}${message}`));
      }
    });
  });

  it("bring nothing hidden into SARIF", () => {
    all((its) => {
      const [run] = sarifOf({ ...its, tier: "standard" }).runs;
      assert.ok(!hidden.test(JSON.stringify(run?.results)));
    });
  });
});

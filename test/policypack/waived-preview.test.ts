import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LocalEnvironment } from "../../local/environment/index.ts";
import { startEngine } from "../support/engine.ts";
import { printedFindings } from "../support/policy/printed-findings.ts";

const exempt = "github-ruleset-disallow-exempt-bypass";
const validity = "pulumi-waiver-require-validity";

const waiver = (repository: string, expires: string) =>
  `{ rule: ${exempt}, target: { repository: ${repository} }, reason: Old release tool, approvedBy: octocat, expires: ${expires} }`;
const inThirtyDays = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

describe("pulumi preview with waivers", function () {
  this.timeout(120_000);
  let engine: LocalEnvironment;
  let declaration: string;

  before(async () => {
    engine = await startEngine();
    declaration = await readFile(engine.declarationFile, "utf8");
  });

  after(() => engine?.close());

  /** Findings of the two rules about a stack with an exempt bypass in storefront: level, rule, and the last two lines. */
  async function preview(name: string, ...waivers: readonly string[]): Promise<(string | undefined)[][]> {
    const text = declaration.replace(/^waivers: \[\]$/m, `waivers: [${waivers.join(", ")}]`);
    assert.notEqual(text, declaration);
    await writeFile(engine.declarationFile, text);
    const project = join(import.meta.dirname, "../fixtures/stacks/exempt-bypass");
    const { output } = await (await engine.stack(project, name, "repository")).pulumi("preview");
    return printedFindings(output)
      .filter(({ rule }) => rule === exempt || rule === validity)
      .map(({ level, rule, lines }) => [level, rule, ...lines.slice(2)]);
  }

  const found =
    "storefront, main: an actor is exempt from the rules, which leaves no trace; every bypass must be recorded.";
  const fix = 'Fix: Set bypassMode: "pull_request" for the break-glass team, or remove the actor.';

  it("lets a waived finding pass, and prints who answers for it until when", async () => {
    assert.deepEqual(await preview("waived", waiver("storefront", inThirtyDays)), [
      ["advisory", exempt, `Waived: ${found}`, `Until ${inThirtyDays} by octocat: Old release tool. ${fix}`],
    ]);
  });

  it("refuses it again once the waiver has expired, and the waiver too", async () => {
    const all = await preview("expired", waiver("storefront", "2025-06-30"));
    assert.deepEqual(all.sort(), [
      ["mandatory", exempt, found, `Its waiver expired on 2025-06-30. ${fix}`],
      [
        "mandatory",
        validity,
        `storefront: the waiver of ${exempt} expired on 2025-06-30; it must be removed or approved anew.`,
        "Fix: Remove it from waivers in governance.yaml.",
      ],
    ]);
  });

  it("takes another repository's waiver for none of this stack's concern", async () => {
    assert.deepEqual(await preview("sibling", waiver("partner-portal", "2025-06-30")), [
      ["mandatory", exempt, found, fix],
    ]);
  });
});

import assert from "node:assert/strict";
import { join } from "node:path";
import type { LocalEnvironment } from "../../local/environment/index.ts";
import { startEngine } from "../support/engine.ts";
import { printedFindings } from "../support/policy/printed-findings.ts";
import type { PrintedFinding } from "../support/policy/printed-findings.ts";

type Role = "organization" | "repository";

const fixtures = join(import.meta.dirname, "../fixtures/stacks");
const mostLines = 4;

describe("pulumi preview of an ungoverned stack", function () {
  this.timeout(120_000);
  let engine: LocalEnvironment;

  before(async () => {
    engine = await startEngine();
  });

  after(() => engine?.close());

  /** The findings of a preview that fails, each in four lines at most, of which the last says what to do. */
  async function refused(fixture: string, role: Role): Promise<readonly PrintedFinding[]> {
    const stack = await engine.stack(join(fixtures, fixture), fixture, role);
    const { exitCode, output } = await stack.pulumi("preview");
    assert.notEqual(exitCode, 0, output);
    const findings = printedFindings(output);
    for (const { lines } of findings) {
      assert.ok(lines.length <= mostLines && /^(Judged again when known\. )?Fix: /.test(lines.at(-1) ?? ""), output);
    }
    return findings;
  }

  function said(findings: readonly PrintedFinding[], wanted: string): string[] {
    return findings
      .filter(({ level, rule }) => level === "mandatory" && rule === wanted)
      .map(({ resource, lines }) => `${resource} | ${lines[2]}`);
  }

  it("refuses merges that lose the trail and AI paths that nobody owns", async () => {
    const findings = await refused("ungoverned-repository", "repository");
    assert.deepEqual(said(findings, "github-repository-require-governance"), [
      "github:index:Repository: payments-api | payments-api: lacks what tier critical demands: People own the AI paths [ai-paths-owned].",
    ]);
    const [merges, ...others] = said(findings, "github-repository-require-trail-preserving-merges");
    assert.deepEqual(others, []);
    assert.match(
      merges ?? "",
      /^github:index:Repository: payments-api \| payments-api: squash merges drop the commit messages/,
    );
    assert.equal(findings.length, 2);
  });

  it("refuses a repository that the declaration does not know", async () => {
    const findings = await refused("undeclared-repository", "repository");
    assert.deepEqual(said(findings, "github-repository-require-governance"), [
      "github:index:Repository: skunkworks | skunkworks: the repository is not declared; it must stand in a tier.",
    ]);
  });

  it("refuses a repository stack that sets its own tier and tools", async () => {
    const findings = await refused("tier-override", "repository");
    assert.deepEqual(said(findings, "github-repository-disallow-tier-override"), [
      "github:index:RepositoryCustomProperty: card-vault-tier | card-vault: the stack sets property ai-tier; only the organisation stack must.",
      "github:index:RepositoryCustomProperty: card-vault-tools | card-vault: the stack sets property ai-tools; only the organisation stack must.",
    ]);
  });

  it("refuses rules that an AI tool may pass", async () => {
    const findings = await refused("agent-bypass", "repository");
    assert.deepEqual(said(findings, "github-ruleset-disallow-agent-bypass"), [
      "github:index:BranchProtectionV3: docs-main | docs, docs-main: the AI tool cursor may pass the rules; no AI tool and no undeclared app must.",
      "github:index:RepositoryRuleset: storefront-main | storefront, main: the AI tool claude-code may pass the rules; no AI tool and no undeclared app must.",
    ]);
  });

  it("refuses a bypass that leaves no trace", async () => {
    const findings = await refused("exempt-bypass", "repository");
    assert.deepEqual(said(findings, "github-ruleset-disallow-exempt-bypass"), [
      "github:index:RepositoryRuleset: storefront-main | storefront, main: an actor is exempt from the rules, which leaves no trace; every bypass must be recorded.",
    ]);
  });

  it("refuses rules that everyone in a role may pass", async () => {
    const findings = await refused("broad-bypass", "repository");
    assert.deepEqual(said(findings, "github-ruleset-disallow-broad-bypass"), [
      "github:index:RepositoryRuleset: storefront-main | storefront, main: everyone in a repository role may pass the rules; only the break-glass team must, and only in pull requests.",
    ]);
  });

  it("refuses a repository stack that takes an organisation's ruleset over", async () => {
    const findings = await refused("foreign-settings", "repository");
    assert.deepEqual(said(findings, "github-organization-disallow-foreign-settings"), [
      "github:index:OrganizationRuleset: stop-devin | ai-stop-devin: OrganizationRuleset changes the whole organisation; a repository's stack must leave that to the platform team's.",
    ]);
  });

  it("reports what it cannot know yet, and refuses what stands beside it", async () => {
    const findings = await refused("unknown-bypass", "repository");
    const exempt = findings.filter(({ rule }) => rule === "github-ruleset-disallow-exempt-bypass");
    assert.deepEqual(exempt.map(({ level, resource, lines }) => [level, resource, lines[2]?.split(":")[0]]).sort(), [
      ["advisory", "github:index:RepositoryRuleset: a-storefront-main", "Undecided"],
      ["mandatory", "github:index:RepositoryRuleset: b-docs-main", "docs, main"],
    ]);
  });

  it("refuses an audit bucket that anyone can change", async () => {
    const findings = await refused("open-audit-bucket", "organization");
    const [bucket, ...others] = said(findings, "aws-bucket-require-locked-audit");
    assert.deepEqual(others, []);
    assert.match(
      bucket ?? "",
      /^aws:s3:Bucket: audit \| meridian-pay-ai-audit: .* lock objects in COMPLIANCE mode for 400 days,/,
    );
  });

  it("refuses an organisation that leaves tools unfenced and tiers without rules", async () => {
    const findings = await refused("unfenced-organization", "organization");
    const fences = said(findings, "github-organization-require-tool-fences").map(
      (line) => /ai-(fence|stop)-[\w-]+/.exec(line)?.[0],
    );
    assert.ok(fences.includes("ai-stop-copilot") && fences.includes("ai-fence-devin"), String(fences));
    assert.ok(!fences.includes("ai-fence-copilot"), String(fences));
    assert.equal(said(findings, "github-organization-require-baseline").length, 3);
    assert.match(said(findings, "github-organization-require-gate-lock").join(), /no organisation ruleset ai-gate;/);
  });
});

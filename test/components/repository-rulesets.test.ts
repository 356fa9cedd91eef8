import assert from "node:assert/strict";
import { octokitFor, org, owner, startFixture, type Fixture } from "../local/github/fixture.ts";
import { engineMilliseconds, scratchStack, settles, type ScratchStack } from "./resources/scratch-stack.ts";

const program = `
import { AiPathOwnership, GovernedRepository, RepositoryFence } from "~/components/index.ts";
const owners = ["@${org}/platform-engineering"];
new GovernedRepository("docs", {
  repository: "docs", aiPathOwners: owners, forbiddenPaths: ["**/CLAUDE.local.md"],
  protection: { approvals: 2, gate: { check: "gate" } },
});
new AiPathOwnership("ledger", { repository: "ledger", owners, forbiddenPaths: ["**/CLAUDE.local.md"] });
new RepositoryFence("site", {
  repository: "site", tools: { codex: { state: "enabled", branches: ["codex/**/*"], admitted: false } },
});
`;

/** Ruleset by ruleset: what somebody changes by hand, and where the next preview shows it. */
const drifts = [
  ["docs", "ai-tier", { enforcement: "disabled" }, "docs-tier", "enforcement"],
  ["docs", "ai-paths", { rules: [{ type: "deletion" }] }, "docs-ai-paths", "rules"],
  ["docs", "ai-forbidden-paths", { enforcement: "disabled" }, "docs-forbidden-paths", "enforcement"],
  [
    "ledger",
    "ai-paths",
    { conditions: { ref_name: { include: ["refs/heads/x"], exclude: [] } } },
    "ledger-ai-paths",
    "includes",
  ],
  ["ledger", "ai-forbidden-paths", { enforcement: "disabled" }, "ledger-forbidden-paths", "enforcement"],
  ["site", "ai-fence", { rules: [{ type: "creation" }] }, "site-fence", "update"],
] as const;

describe("rulesets of one repository on the real engine", function () {
  this.timeout(engineMilliseconds);
  let fixture: Fixture;
  let stack: ScratchStack;

  before(async () => {
    fixture = await startFixture();
    const { server } = fixture;
    const token = server.tokens[owner] ?? "";
    stack = await scratchStack(program, { GITHUB_OWNER: org, GITHUB_BASE_URL: `${server.url}/`, GITHUB_TOKEN: token });
  });
  after(async () => {
    await stack?.close();
    await fixture?.end();
  });

  it("settle", async () => void (await settles(stack)));

  it("show what was changed by hand after a refresh, and are repaired by `up`", async () => {
    const octokit = octokitFor(fixture.server, owner);
    for (const [repo, name, change] of drifts) {
      const { data } = await octokit.rest.repos.getRepoRulesets({ owner: org, repo, includes_parents: false });
      const id = data.find((each) => each.name === name)?.id;
      assert.ok(id, `${repo} has a ruleset ${name}`);
      await octokit.request("PUT /repos/{owner}/{repo}/rulesets/{ruleset_id}", {
        owner: org,
        repo,
        ruleset_id: id,
        ...(change as object),
      });
    }
    await stack.pulumi("refresh", "--yes", "--skip-preview");
    const preview = await stack.pulumi("preview", "--diff");
    for (const [, , , resource, property] of drifts) {
      const shown = preview.split(/(?=\[urn=)/).find((part) => part.includes(`::${resource}]`)) ?? "";
      assert.match(shown, new RegExp(`[~+-] ${property}|[~+-] \\d: `), `${resource} ${property}\n${shown}`);
    }
    await settles(stack);
  });

  it("are gone when the stack is", async () => {
    await stack.pulumi("destroy", "--yes", "--skip-preview");
    const octokit = octokitFor(fixture.server, owner);
    for (const repo of ["docs", "ledger", "site"]) {
      const { data } = await octokit.rest.repos.getRepoRulesets({ owner: org, repo, includes_parents: false });
      assert.deepEqual(data, []);
    }
  });
});

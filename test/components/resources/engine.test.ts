import assert from "node:assert/strict";
import { startFixture, octokitFor, org, owner } from "../../local/github/fixture.ts";
import type { Fixture } from "../../local/github/fixture.ts";
import { engineMilliseconds, scratchStack, settles } from "./scratch-stack.ts";
import type { ScratchStack } from "./scratch-stack.ts";

const program = `
import * as governance from "~/components/resources/index.ts";
const organization = "${org}";
new governance.CopilotCodingAgentPolicy("copilot", {
  organization, enabledRepositories: "selected", repositories: ["site", "docs"],
});
new governance.RepositoryMergeSettings("merge", {
  repository: "docs", allowMergeCommit: false, squashMergeCommitTitle: "PR_TITLE", squashMergeCommitMessage: "COMMIT_MESSAGES",
});
new governance.CodeSecurityConfiguration("security", {
  organization, name: "strict", advancedSecurity: "secret_protection", attachTo: "all",
});
new governance.RepositoryPropertyValues("values", { organization, values: { docs: { "ai-tier": "critical" } } });
export const status = new governance.ReviewedFile("owners", {
  repository: "docs", path: ".github/CODEOWNERS", content: "* @platform\\n",
}).status;
const token = process.env["GITHUB_TOKEN"];
const provider = new governance.Provider("explicit", { owner: organization, baseUrl: process.env["GITHUB_BASE_URL"], token });
new governance.RepositoryMergeSettings("other", { repository: "site", deleteBranchOnMerge: true }, { provider });
`;

const replacementOf = (name: string) =>
  new RegExp(`[+-]{1,2}ai-governance:index:\\w+: \\(\\S*replace\\)[^]{0,200}::${name}\\]`);

describe("custom resources on the real engine", function () {
  this.timeout(engineMilliseconds);
  let fixture: Fixture;
  let stack: ScratchStack;
  let token: string;

  before(async () => {
    fixture = await startFixture();
    const { server } = fixture;
    token = server.tokens[owner] ?? "";
    await octokitFor(server, owner).request("PATCH /orgs/{org}/properties/schema", {
      org,
      properties: [{ property_name: "ai-tier", value_type: "single_select", allowed_values: ["standard", "critical"] }],
    });
    const env = { GITHUB_OWNER: org, GITHUB_BASE_URL: `${server.url}/`, GITHUB_TOKEN: token };
    stack = await scratchStack(program, env);
  });
  after(async () => {
    await stack?.close();
    await fixture?.end();
  });

  async function tierOf(repo: string) {
    const octokit = octokitFor(fixture.server, owner);
    const { data } = await octokit.request("GET /repos/{owner}/{repo}/properties/values", { owner: org, repo });
    return data.find(({ property_name: name }) => name === "ai-tier")?.value;
  }

  it("settle, with settings from the environment and from an explicit provider", async () => {
    assert.match(await settles(stack), /status: "proposed"/);
  });

  it("leave no token in the state", async () => {
    const state = await stack.pulumi("stack", "export");
    assert.match(state, /"ciphertext"/);
    assert.ok(!state.includes(token));
  });

  it("show drift after a refresh, property by property", async () => {
    const octokit = octokitFor(fixture.server, owner);
    await octokit.request("PATCH /repos/{owner}/{repo}", { owner: org, repo: "docs", allow_merge_commit: true });
    await stack.pulumi("refresh", "--yes", "--skip-preview");
    assert.match(await stack.pulumi("preview", "--diff"), /~ allowMergeCommit: true => false/);
    await stack.pulumi("up", "--yes", "--skip-preview");
  });

  it("set what they can while a repository is missing, and the rest once it exists", async () => {
    const octokit = octokitFor(fixture.server, owner);
    const values = `{ docs: { "ai-tier": "standard" }, later: { "ai-tier": "critical" } }`;
    await stack.program(program.replace(`{ docs: { "ai-tier": "critical" } }`, values));
    assert.match(await stack.pulumi("up", "--yes", "--skip-preview"), /warning: values: .* cannot see them: later\. /);
    assert.equal(await tierOf("docs"), "standard");
    await octokit.request("POST /orgs/{org}/repos", { org, name: "later" });
    await stack.pulumi("up", "--yes", "--skip-preview", "--refresh");
    assert.equal(await tierOf("later"), "critical");
    await stack.pulumi("preview", "--expect-no-changes");
  });

  it("are replaced when the environment or an explicit provider names another owner", async () => {
    const elsewhere = await stack.pulumiWith({ GITHUB_OWNER: "another" }, "preview", "--diff");
    for (const name of ["merge", "owners"]) assert.match(elsewhere, replacementOf(name));
    assert.doesNotMatch(elsewhere, replacementOf("other"));
    await stack.program(program.replace("owner: organization", `owner: "another"`));
    const explicit = await stack.pulumi("preview", "--diff");
    assert.match(explicit, replacementOf("other"));
    assert.doesNotMatch(explicit, replacementOf("merge"));
    await stack.program(program);
  });

  it("restore what they found when they are destroyed", async () => {
    await stack.pulumi("destroy", "--yes", "--skip-preview");
    const octokit = octokitFor(fixture.server, owner);
    const { data } = await octokit.request("GET /repos/{owner}/{repo}", { owner: org, repo: "docs" });
    assert.equal(data.allow_merge_commit, true);
  });

  it("hold what does not belong to the owner, although they are replaced for another one", async () => {
    await stack.program(`
import * as governance from "~/components/resources/index.ts";
new governance.RepositoryPropertyValues("values", { organization: "${org}", values: { docs: { "ai-tier": "critical" } } });
`);
    await stack.pulumi("up", "--yes", "--skip-preview");
    const output = await stack.pulumiWith({ GITHUB_OWNER: "another" }, "up", "--yes", "--skip-preview");
    assert.match(output, /1 replaced/);
    assert.equal(await tierOf("docs"), "critical");
  });
});

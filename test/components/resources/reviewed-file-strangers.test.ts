import assert from "node:assert/strict";
import type { Properties } from "../../../components/resources/host/values.ts";
import { octokitFor, org, owner } from "../../local/github/fixture.ts";
import { eachWithProvider } from "./with-github.ts";

const token = "ai-governance:index:ReviewedFile";
const path = ".github/CODEOWNERS";
const branch = "ai-governance/github-codeowners";
const repo = { owner: org, repo: "docs" };

describe("ReviewedFile beside the work of others", () => {
  const running = eachWithProvider();
  const inputs: Properties = {
    repository: "docs",
    path,
    content: "* @meridian-pay/platform-engineering\n",
    title: "Own",
    message: "Own",
    proposalBranch: branch,
  };

  const tip = async (ref: string) => {
    const found = running().octokit.request("GET /repos/{owner}/{repo}/commits/{ref}", { ...repo, ref });
    return (await found.catch(() => undefined))?.data.sha;
  };
  const open = async () => (await running().octokit.request("GET /repos/{owner}/{repo}/pulls", repo)).data;
  const startBranch = async (name = branch) =>
    running().octokit.request("POST /repos/{owner}/{repo}/git/refs", {
      ...repo,
      ref: `refs/heads/${name}`,
      sha: (await tip("main")) ?? "",
    });
  const push = (file: string, octokit = running().octokit) =>
    octokit.request("PUT /repos/{owner}/{repo}/contents/{path}", {
      ...repo,
      branch,
      path: file,
      message: "add",
      content: Buffer.from("theirs\n").toString("base64"),
    });
  const propose = (octokit = running().octokit) =>
    octokit.request("POST /repos/{owner}/{repo}/pulls", { ...repo, head: branch, base: "main", title: "Theirs" });

  it("does not adopt a pull request that changes other files, and names it", async () => {
    const { provider } = running();
    await startBranch();
    await push(".github/workflows/x.yml");
    const { data } = await propose();
    const before = await tip(branch);
    await assert.rejects(provider.create(token, inputs), (error: Error) => {
      assert.match(error.message, /the branch ai-governance\/github-codeowners of docs changes other files than/);
      assert.match(error.message, new RegExp(`workflows/x\\.yml\\. .* close pull request #${data.number}, delete the`));
      assert.doesNotMatch(error.message, /https?:/);
      return true;
    });
    assert.equal(await tip(branch), before);
    assert.deepEqual(
      (await open()).map(({ title }) => title),
      ["Theirs"],
    );
  });

  it("never resets a branch that holds something else", async () => {
    const { provider } = running();
    await startBranch();
    await push("notes.md");
    const before = await tip(branch);
    await assert.rejects(
      provider.create(token, inputs),
      /: notes\.md\. Nobody .* then delete the branch, or name another/,
    );
    assert.equal(await tip(branch), before);
    assert.deepEqual(await open(), []);
  });

  it("shows that other commits came into its proposal, hands out its address no more, and leaves it on delete", async () => {
    const { provider, logged } = running();
    const { id, state } = await provider.create(token, inputs);
    await push("notes.md");
    assert.equal(await provider.read(token, id, inputs, state), undefined);
    await assert.rejects(provider.update(token, id, state, inputs), /changes other files than .*: notes\.md/);
    await provider.delete(token, id, state);
    assert.equal((await open()).length, 1);
    assert.equal(logged.length, 2);
    assert.match(logged.join("\n"), /notes\.md/);
  });

  it("makes a stranger's proposal of the same file its own, and says whose it was", async () => {
    const { provider, server, logged } = running();
    const stranger = Object.keys(server.tokens).find((login) => login !== owner) ?? "";
    const other = octokitFor(server, stranger);
    await startBranch();
    await push(path);
    await propose(other);
    const { state } = await provider.create(token, inputs);
    const [pull, ...more] = await open();
    assert.deepEqual([state["pullRequestUrl"], pull?.title, more], [pull?.html_url, "Own", []]);
    assert.match(logged.join(), new RegExp(`was opened by ${stranger}, not by ${owner}`));
  });

  it("refuses the default branch as the branch of the proposal", async () => {
    const { provider } = running();
    const before = await tip("main");
    await assert.rejects(
      provider.create(token, { ...inputs, proposalBranch: "main" }),
      /proposalBranch: found "main", the branch itself in docs; name another one/,
    );
    assert.equal(await tip("main"), before);
  });
});

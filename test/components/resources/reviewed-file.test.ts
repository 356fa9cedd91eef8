import assert from "node:assert/strict";
import { org } from "../../local/github/fixture.ts";
import { eachWithProvider } from "./with-github.ts";
import { unknownValue } from "../../../components/resources/host/values.ts";

const token = "ai-governance:index:ReviewedFile";
const path = ".github/CODEOWNERS";
const repo = { owner: org, repo: "docs" };

describe("ReviewedFile", () => {
  const running = eachWithProvider();

  const wanted = { repository: "docs", path, content: "* @meridian-pay/platform-engineering\n" };
  const inputs = {
    ...wanted,
    title: `Update ${path}`,
    message: `Update ${path}`,
    proposalBranch: "ai-governance/github-codeowners",
  };

  async function text(ref = "main"): Promise<string | undefined> {
    const answer = running().octokit.request("GET /repos/{owner}/{repo}/contents/{path}", { ...repo, path, ref });
    const { data } = await answer.catch(() => ({ data: undefined }));
    return data && Buffer.from((data as { content: string }).content, "base64").toString();
  }

  async function pulls(state: "open" | "closed" = "open") {
    return (await running().octokit.request("GET /repos/{owner}/{repo}/pulls", { ...repo, state })).data;
  }

  async function head(ref: string) {
    return (await running().octokit.request("GET /repos/{owner}/{repo}/commits/{ref}", { ...repo, ref })).data;
  }

  async function merge(): Promise<void> {
    const [pull] = await pulls();
    await running().octokit.request("PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge", {
      ...repo,
      pull_number: pull?.number ?? 0,
    });
  }

  it("proposes the content by one pull request and shows no change while it is open", async () => {
    const { provider } = running();
    const checked = await provider.check(token, wanted);
    assert.deepEqual(checked, { inputs, failures: [] });
    const { id, state } = await provider.create(token, checked.inputs);
    const [pull, ...others] = await pulls();
    assert.deepEqual(others, []);
    assert.equal(pull?.title, inputs.title);
    assert.deepEqual(state, { ...inputs, status: "proposed", pullRequestUrl: pull?.html_url });
    assert.equal(await text(), undefined);
    assert.equal(await text(inputs.proposalBranch), wanted.content);
    assert.deepEqual(await provider.read(token, id, inputs, state), { id, inputs, state });
  });

  for (const route of ["POST /repos/{owner}/{repo}/git/refs", "POST /repos/{owner}/{repo}/pulls"]) {
    it(`makes one proposal, although the answer to ${route} was lost`, async () => {
      const { provider, server } = running();
      server.faults.add({ route, answerLost: true, reset: true });
      const { state } = await provider.create(token, inputs);
      assert.equal(state["status"], "proposed");
      assert.equal((await pulls()).length, 1);
    });
  }

  it("reports merged once reviewers have merged it", async () => {
    const { provider } = running();
    const { id, state } = await provider.create(token, inputs);
    await merge();
    const found = await provider.read(token, id, inputs, state);
    assert.deepEqual(found, { id, inputs, state: { ...state, status: "merged" } });
    assert.equal(await text(), wanted.content);
  });

  it("makes no pull request for content that is already there", async () => {
    const { provider, server } = running();
    await provider.create(token, inputs);
    await merge();
    server.requests.reset();
    const { state } = await provider.create(token, inputs);
    assert.deepEqual(state, { ...inputs, status: "merged" });
    assert.deepEqual(
      Object.keys(server.requests.byRoute).filter((route) => !route.startsWith("GET")),
      [],
    );
  });

  it("adds a commit to the open proposal when the content changes", async () => {
    const { provider } = running();
    const { id, state } = await provider.create(token, inputs);
    const changed = { ...inputs, content: "* @meridian-pay/break-glass\n", title: "Own everything" };
    const updated = await provider.update(token, id, state, changed);
    assert.equal(updated["pullRequestUrl"], state["pullRequestUrl"]);
    const open = await pulls();
    assert.deepEqual(
      open.map(({ title }) => title),
      ["Own everything"],
    );
    assert.equal(await text(inputs.proposalBranch), changed.content);
  });

  it("proposes again, from the present base, after a merge left its branch behind", async () => {
    const { provider } = running();
    const { id, state } = await provider.create(token, inputs);
    await merge();
    const changed = { ...inputs, content: "# second\n" };
    const updated = await provider.update(token, id, state, changed);
    assert.equal(updated["status"], "proposed");
    assert.notEqual(updated["pullRequestUrl"], state["pullRequestUrl"]);
    assert.equal((await pulls()).length, 1);
    assert.equal((await head(inputs.proposalBranch)).parents[0]?.sha, (await head("main")).sha);
    await merge();
    assert.equal(await text(), changed.content);
  });

  it("shows drift when the file was changed on the branch", async () => {
    const { provider, octokit } = running();
    const { id, state } = await provider.create(token, inputs);
    await merge();
    const { data } = await octokit.request("GET /repos/{owner}/{repo}/contents/{path}", { ...repo, path });
    await octokit.request("PUT /repos/{owner}/{repo}/contents/{path}", {
      ...repo,
      path,
      sha: (data as { sha: string }).sha,
      message: "loosen",
      content: Buffer.from("# nobody\n").toString("base64"),
    });
    const found = await provider.read(token, id, inputs, state);
    assert.equal(found?.inputs["content"], "# nobody\n");
    assert.deepEqual((await provider.diff(token, found?.inputs ?? {}, inputs)).details, { content: "UPDATE" });
  });

  it("is gone when its proposal was closed and there is no such file", async () => {
    const { provider, octokit } = running();
    const { id, state } = await provider.create(token, inputs);
    const [pull] = await pulls();
    const number = { pull_number: pull?.number ?? 0 };
    await octokit.request("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", { ...repo, ...number, state: "closed" });
    assert.equal(await provider.read(token, id, inputs, state), undefined);
    const again = await provider.create(token, inputs);
    assert.equal(again.state["status"], "proposed");
  });

  it("goes on where a killed update stopped", async () => {
    const { provider, server } = running();
    server.faults.add({
      route: "POST /repos/{owner}/{repo}/pulls",
      status: 422,
      body: { message: "Validation Failed" },
    });
    await assert.rejects(provider.create(token, inputs), /POST \/repos\/meridian-pay\/docs\/pulls answered 422/);
    const { state } = await provider.create(token, inputs);
    assert.equal(state["status"], "proposed");
    assert.equal((await pulls()).length, 1);
  });

  it("moves an open proposal when its branch is renamed", async () => {
    const { provider } = running();
    const { id, state } = await provider.create(token, inputs);
    await provider.update(token, id, state, { ...inputs, proposalBranch: "ai-governance/other" });
    const open = await pulls();
    assert.deepEqual(
      open.map(({ head }) => head.ref),
      ["ai-governance/other"],
    );
    assert.equal(await text(inputs.proposalBranch), undefined);
  });

  it("closes its open proposal on delete", async () => {
    const { provider, logged } = running();
    const { id, state } = await provider.create(token, inputs);
    await provider.delete(token, id, state);
    assert.deepEqual([await pulls(), await text(inputs.proposalBranch)], [[], undefined]);
    assert.deepEqual(logged, []);
  });

  it("leaves a merged file on delete and says so", async () => {
    const { provider, logged } = running();
    const { id, state } = await provider.create(token, inputs);
    await merge();
    await provider.delete(token, id, state);
    assert.equal(await text(), wanted.content);
    assert.deepEqual(logged, [`${path} stays in docs: delete it by a pull request if it is to go`]);
  });

  it("imports a file by repository and path", async () => {
    const { provider } = running();
    await provider.create(token, inputs);
    await merge();
    assert.deepEqual((await provider.read(token, `docs:${path}`))?.inputs, inputs);
    assert.equal(await provider.read(token, "docs:no/such/file"), undefined);
    await assert.rejects(provider.read(token, "docs"), /"docs" is no id of a reviewed file; write repository:path/);
  });

  it("refuses an absolute path, and the branch itself as the branch of the proposal", async () => {
    const { provider } = running();
    const bad = await provider.check(token, { ...wanted, path: "/CODEOWNERS" });
    assert.deepEqual(bad.failures, ['path: found "/CODEOWNERS"; must not begin with a slash']);
    const same = await provider.check(token, { ...wanted, branch: "main", proposalBranch: "main" });
    assert.deepEqual(same.failures, ['proposalBranch: found "main", the branch itself; name another one']);
  });

  it("makes up no names from a path that is not known yet", async () => {
    const unknown = { ...wanted, path: unknownValue };
    assert.deepEqual(await running().provider.check(token, unknown), { inputs: unknown, failures: [] });
  });
});

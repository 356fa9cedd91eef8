import assert from "node:assert/strict";
import type { Properties } from "../../../components/resources/host/values.ts";
import { octokitFor, org, owner } from "../../local/github/fixture.ts";
import { eachWithProvider } from "./with-github.ts";

const file = { path: "AGENTS.md", content: "be careful\n", title: "Say it", message: "Say it", proposalBranch: "say" };
const cases: Record<string, Properties> = {
  RepositoryMergeSettings: { repository: "docs", allowMergeCommit: false },
  ReviewedFile: { repository: "docs", branch: "main", ...file },
};

for (const [name, inputs] of Object.entries(cases)) {
  describe(`${name} of a repository that cannot be changed any more`, () => {
    const running = eachWithProvider();
    const token = `ai-governance:index:${name}`;
    const repo = { owner: org, repo: "docs" };

    it("is deleted with a warning when the repository is archived", async () => {
      const { provider, octokit, logged } = running();
      const { id, state } = await provider.create(token, inputs);
      await octokit.rest.repos.update({ ...repo, archived: true });
      await provider.delete(token, id, state);
      assert.equal(logged.length, 1);
      assert.match(logged.join(), /because the repository is archived$/);
    });

    it("is deleted although the repository is gone", async () => {
      const { provider, octokit, server } = running();
      const { id, state } = await provider.create(token, inputs);
      await octokit.rest.repos.delete(repo);
      await provider.delete(token, id, state);
      assert.deepEqual(server.responseProblems, []);
    });

    it("is gone when the repository was transferred, is not made there, and its deletion changes nothing", async () => {
      const { provider, server, logged } = running();
      const { id, state } = await provider.create(token, inputs);
      const { data } = await octokitFor(server, owner).rest.repos.get(repo);
      const body = { ...data, owner: { ...data.owner, login: "globex" } };
      server.faults.add({ route: /^GET .*\/repos\/meridian-pay\/docs$/, status: 200, body, times: 10 });
      assert.equal(await provider.read(token, id, inputs, state), undefined);
      const line =
        "there is no repository meridian-pay/docs: it was transferred to globex/docs; take it out of the declaration";
      assert.deepEqual(logged, [line]);
      server.requests.reset();
      await assert.rejects(provider.create(token, inputs), /it was transferred to globex\/docs/);
      await provider.delete(token, id, state);
      assert.match(logged[1] ?? "", /because the repository was transferred to globex\/docs$/);
      const writes = Object.keys(server.requests.byRoute).filter((route) => !route.startsWith("GET"));
      assert.deepEqual(writes, []);
    });
  });
}

describe("CopilotCodingAgentPolicy of a repository that was transferred", () => {
  const running = eachWithProvider();

  it("says where it is now, beside the names that never were", async () => {
    const { provider, server, octokit } = running();
    const { data } = await octokit.rest.repos.get({ owner: org, repo: "docs" });
    const body = { ...data, owner: { ...data.owner, login: "globex" } };
    server.faults.add({ route: /^GET .*\/repos\/meridian-pay\/docs$/, status: 200, body, times: 10 });
    const inputs = { organization: org, enabledRepositories: "selected", repositories: ["docs", "nowhere"] };
    await assert.rejects(
      provider.create("ai-governance:index:CopilotCodingAgentPolicy", inputs),
      /repositories: meridian-pay has none named docs \(it was transferred to globex\/docs\), nowhere, or/,
    );
  });
});

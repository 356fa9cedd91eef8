import assert from "node:assert/strict";
import type { Properties } from "../../../components/resources/host/values.ts";
import { org } from "../../local/github/fixture.ts";
import { eachWithProvider } from "./with-github.ts";

/** Resources that name a repository; CodeSecurityConfiguration and AppInstallationScope have this among their own tests. */
const cases: Record<string, Properties> = {
  CopilotCodingAgentPolicy: { organization: org, enabledRepositories: "selected", repositories: ["site", "docs"] },
  RepositoryMergeSettings: { repository: "docs", allowMergeCommit: false },
  RepositoryPropertyValues: { organization: org, values: { docs: { "ai-tier": "critical" } } },
};

for (const [name, inputs] of Object.entries(cases)) {
  describe(`${name} of a repository that was renamed`, () => {
    const running = eachWithProvider();
    const token = `ai-governance:index:${name}`;

    it("follows GitHub to the new name, shows no drift, and says what to write", async () => {
      const { provider, octokit, server, logged } = running();
      const properties = [{ property_name: "ai-tier", value_type: "string" as const }];
      await octokit.request("PATCH /orgs/{org}/properties/schema", { org, properties });
      const { id, state } = await provider.create(token, inputs);
      await octokit.rest.repos.update({ owner: org, repo: "docs", name: "handbook" });
      const location = `${server.apiUrl}/repos/${org}/handbook`;
      const moved = { headers: { location }, body: { message: "Moved Permanently" }, times: 10 };
      server.faults.add({ route: /^GET .*\/repos\/meridian-pay\/docs$/, status: 301, ...moved });
      server.faults.add({ route: /^PATCH .*\/repos\/meridian-pay\/docs$/, status: 307, ...moved });
      assert.deepEqual((await provider.read(token, id, inputs, state))?.inputs, inputs);
      assert.deepEqual(logged, ["the repository docs is called handbook now: write handbook in the program"]);
      const updated = await provider.update(token, id, state, inputs);
      assert.deepEqual((await provider.read(token, id, inputs, updated))?.inputs, inputs);
      await provider.delete(token, id, updated);
    });
  });
}

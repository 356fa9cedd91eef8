import assert from "node:assert/strict";
import { Octokit } from "octokit";
import { layoutOf } from "../../../../local/github/core/layout.ts";
import { eachWithLocalGitHub, org, owner } from "../fixture.ts";

describe("where the API lies", () => {
  it("is told from the path, and the site's address from the host", () => {
    const cases: [string, string, string, string][] = [
      ["http://h:1/api/v3/orgs/a", "http://h:1/api/v3", "http://h:1", "/orgs/a"],
      ["http://h:1/api/v3", "http://h:1/api/v3", "http://h:1", "/"],
      ["http://h:1/api/graphql", "http://h:1/api/v3", "http://h:1", "/graphql"],
      ["https://h:1/orgs/a", "https://h:1", "https://h:1", "/orgs/a"],
      ["https://h:1/graphql", "https://h:1", "https://h:1", "/graphql"],
      ["https://api.github.com/api/v4", "https://api.github.com", "https://github.com", "/api/v4"],
    ];
    for (const [url, apiUrl, htmlUrl, path] of cases)
      assert.deepEqual(layoutOf(new URL(url)), { apiUrl, htmlUrl, path });
  });
});

describe("local GitHub in the layout of api.github.com", () => {
  const github = eachWithLocalGitHub();
  const octokit = () => new Octokit({ baseUrl: github.server().url, auth: github.server().tokens[owner] });

  it("answers unmodified Octokit at the root, with addresses of the same layout", async () => {
    const { url } = github.server();
    const { data } = await octokit().rest.repos.get({ owner: org, repo: "docs" });
    assert.deepEqual([data.url, data.html_url], [`${url}/repos/${org}/docs`, `${url}/${org}/docs`]);
    assert.equal((await octokit().rest.meta.root()).data.organization_url, `${url}/orgs/{org}`);
  });

  it("pages with links of the same layout", async () => {
    const { url } = github.server();
    const { headers } = await octokit().rest.repos.listForOrg({ org, per_page: 2 });
    assert.equal(
      headers.link,
      `<${url}/orgs/${org}/repos?per_page=2&page=2>; rel="next", <${url}/orgs/${org}/repos?per_page=2&page=2>; rel="last"`,
    );
    const all = await octokit().paginate(octokit().rest.repos.listForOrg, { org, per_page: 2 });
    assert.equal(all.length, 3);
  });

  it("answers GraphQL at /graphql", async () => {
    const query = `query ($org: String!) { organization(login: $org) { url } }`;
    assert.deepEqual(await octokit().graphql(query, { org }), {
      organization: { url: `${github.server().url}/${org}` },
    });
  });

  it("speaks of github.com where it is called api.github.com", async () => {
    const { port } = github.server();
    const { request } = await import("node:http");
    const body = await new Promise<string>((resolve, reject) => {
      const headers = { host: "api.github.com" };
      const asked = request({ port, host: "127.0.0.1", path: `/orgs/${org}`, headers }, (answer) => {
        let text = "";
        answer.on("data", (chunk) => (text += String(chunk))).on("end", () => resolve(text));
      });
      asked.on("error", reject).end();
    });
    const { url, html_url } = JSON.parse(body) as { url: string; html_url: string };
    assert.deepEqual([url, html_url], [`http://api.github.com/orgs/${org}`, `https://github.com/${org}`]);
  });
});

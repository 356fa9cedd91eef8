import assert from "node:assert/strict";
import { Octokit } from "octokit";
import { eachWithLocalGitHub, org, owner, refusal } from "../fixture.ts";

const ruleset = {
  org,
  name: "main",
  enforcement: "active" as const,
  conditions: { ref_name: { include: ["~ALL"], exclude: [] }, repository_name: { include: ["~ALL"], exclude: [] } },
};

describe("injected faults", () => {
  const github = eachWithLocalGitHub();
  const create = () => github.as(owner).request("POST /orgs/{org}/rulesets", ruleset);
  const names = async () => (await github.as(owner).rest.repos.getOrgRulesets({ org })).data.map(({ name }) => name);

  it("fail the route they name, as often as they say", async () => {
    github.server().faults.add({ route: "POST /orgs/{org}/rulesets", status: 502, times: 2 });
    assert.equal((await refusal(create())).status, 502);
    assert.deepEqual(await names(), []);
    assert.equal((await refusal(create())).status, 502);
    assert.equal((await create()).status, 201);
  });

  it("let the first requests pass where they say so", async () => {
    github.server().faults.add({ method: "GET", status: 500, after: 1 });
    const get = () => github.as(owner).rest.orgs.get({ org });
    assert.equal((await get()).status, 200);
    assert.equal((await refusal(get())).status, 500);
    assert.equal((await get()).status, 200);
  });

  it("find routes by pattern over method and path", async () => {
    github.server().faults.add({ route: /^GET \/repos\/meridian-pay\/ledger$/, status: 503 });
    assert.equal((await github.as(owner).rest.repos.get({ owner: org, repo: "docs" })).status, 200);
    assert.equal((await refusal(github.as(owner).rest.repos.get({ owner: org, repo: "ledger" }))).status, 503);
  });

  it("send the headers and the body they carry", async () => {
    const body = { message: "You have exceeded a secondary rate limit." };
    github.server().faults.add({ status: 429, headers: { "retry-after": "7" }, body });
    const answer = await fetch(`${github.server().apiUrl}/orgs/${org}`);
    assert.equal(answer.status, 429);
    assert.equal(answer.headers.get("retry-after"), "7");
    assert.deepEqual(await answer.json(), body);
  });

  it("break the connection", async () => {
    github.server().faults.add({ reset: true });
    await assert.rejects(fetch(`${github.server().apiUrl}/orgs/${org}`), {
      name: "TypeError",
      message: "fetch failed",
    });
  });

  it("lose the answer to a change that was made", async () => {
    github.server().faults.add({ route: "POST /orgs/{org}/rulesets", answerLost: true });
    await assert.rejects(create());
    assert.deepEqual(await names(), ["main"]);
  });

  it("lose the answer behind an error of a gateway", async () => {
    github.server().faults.add({ route: "POST /orgs/{org}/rulesets", answerLost: true, status: 504 });
    assert.equal((await refusal(create())).status, 504);
    assert.deepEqual(await names(), ["main"]);
  });

  it("tell how many are still waiting to hit", async () => {
    const { faults } = github.server();
    assert.equal(faults.pending, 0);
    faults.add({ route: "POST /orgs/{org}/rulesets", status: 502, times: 2 });
    faults.add({ route: "GET /orgs/{org}", status: 500, after: 1 });
    const get = () => github.as(owner).rest.orgs.get({ org });
    await refusal(create());
    await get();
    assert.equal(faults.pending, 2);
    await refusal(create());
    assert.equal(faults.pending, 1);
    await refusal(get());
    assert.equal(faults.pending, 0);
  });

  it("are gone once cleared", async () => {
    github.server().faults.add({ status: 500 });
    github.server().faults.clear();
    assert.equal(github.server().faults.pending, 0);
    assert.equal((await github.as(owner).rest.orgs.get({ org })).status, 200);
  });

  it("are survived by Octokit's own retry", async () => {
    const { apiUrl, tokens, faults, requests } = github.server();
    const octokit = new Octokit({
      baseUrl: apiUrl,
      auth: tokens[owner] ?? "",
      throttle: { enabled: false },
      retry: { retryAfterBaseValue: 1 },
      log: { debug() {}, info() {}, warn() {}, error() {} },
    });
    faults.add({ route: "GET /orgs/{org}", status: 502, times: 2 });
    assert.equal((await octokit.rest.orgs.get({ org })).status, 200);
    assert.equal(requests.count("GET /orgs/{org}"), 3);
  });
});

describe("the request counter", () => {
  const github = eachWithLocalGitHub();

  it("counts by route as GitHub's description writes it, and in total", async () => {
    const { requests } = github.server();
    await github.as(owner).rest.orgs.get({ org });
    await github.as(owner).rest.repos.get({ owner: org, repo: "docs" });
    await github.as(owner).rest.repos.get({ owner: org, repo: "ledger" });
    await refusal(github.as(owner).request("GET /no/such/path"));
    assert.deepEqual(requests.byRoute, {
      "GET /orgs/{org}": 1,
      "GET /repos/{owner}/{repo}": 2,
      "GET (unknown)": 1,
    });
    assert.equal(requests.total, 4);
    requests.reset();
    assert.equal(requests.total, 0);
  });
});

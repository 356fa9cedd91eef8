import assert from "node:assert/strict";
import type { Fault } from "../../../../local/github/core/faults.ts";
import { GateWorld, owner } from "../gate-world.ts";

const secondary = {
  message: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
  documentation_url: "https://docs.github.com/rest",
};
const pullRoute = "GET /repos/{owner}/{repo}/pulls/{pull_number}";
const reset = () => String(Math.floor(Date.now() / 1000) + 1);

describe("the gate, when GitHub misbehaves,", () => {
  let world: GateWorld;
  let number: number;
  beforeEach(async () => {
    world = await GateWorld.start();
    await world.commit("topic", { "a.txt": "a\n", "AGENTS.md": "a\n" });
    number = await world.open("topic");
  });
  afterEach(() => world.stop());

  const gate = () => world.gate(["--pull", `${owner}/docs#${number}`]);

  const passing: readonly [what: string, fault: () => Fault][] = [
    ["429 with Retry-After", () => ({ status: 429, headers: { "retry-after": "5" } })],
    ["a secondary rate limit", () => ({ status: 403, body: secondary, headers: { "retry-after": "5" } })],
    ["a secondary rate limit that names no end", () => ({ status: 429, body: secondary })],
    [
      "a rate limit that is used up for a moment",
      () => ({ status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset() } }),
    ],
    ["502", () => ({ status: 502 })],
    ["a reset connection", () => ({ reset: true })],
  ];
  const routes = [
    pullRoute,
    "GET /repos/{owner}/{repo}/git/ref/{ref}",
    /^GET .*\/compare\//,
    "GET /repos/{owner}/{repo}/git/trees/{tree_sha}",
    "GET /repos/{owner}/{repo}/git/blobs/{file_sha}",
    "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
    "GET /orgs/{org}/teams/{team_slug}/members",
  ];
  for (const [what, fault] of passing) {
    it(`gets over ${what}, at every request`, async () => {
      const before = await gate();
      for (const route of routes) world.server.faults.add({ route, times: 2, ...fault() });
      assert.deepEqual(await gate(), before);
      assert.equal(world.server.faults.pending, 0);
    });
  }

  const lasting: readonly [what: string, fault: Fault, message: string][] = [
    ["503 for ever", { status: 503 }, "503 each time, GitHub does not answer as it should; run it again later"],
    [
      "no answer for ever",
      { reset: true },
      "no answer, the connection was lost or refused each time; run it again when GitHub can be reached",
    ],
    [
      "429 for longer than anybody waits",
      { status: 429, headers: { "retry-after": "3600" } },
      "429, the rate limit of this token is used up; run it again later",
    ],
    [
      "a rate limit that is used up for an hour",
      { status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "4102444800" } },
      "403, the rate limit of this token is used up; run it again later",
    ],
    [
      "a secondary rate limit for ever",
      { status: 403, body: secondary, headers: { "retry-after": "1" } },
      "403, the rate limit of this token is used up; run it again later",
    ],
    [
      "a token that is not accepted",
      { status: 401, body: { message: "Bad credentials" } },
      "401, the token is not accepted; set GITHUB_TOKEN to one that is valid",
    ],
    [
      "an answer that is not GitHub's",
      { status: 200, body: { ok: true } },
      "the answer is not GitHub's; check that GITHUB_API_URL is the root of its REST API",
    ],
  ];
  for (const [what, fault, message] of lasting) {
    it(`says what to do at ${what}, exit code 2`, async () => {
      world.server.faults.add({ route: pullRoute, times: 100, ...fault });
      assert.deepEqual(await gate(), {
        exitCode: 2,
        stdout: "",
        stderr: `GET /repos/${owner}/docs/pulls/${number}: ${message}\n`,
      });
    });
  }

  it("asks no more than four times", async () => {
    world.server.faults.add({ route: pullRoute, times: 100, status: 500 });
    await gate();
    assert.equal(world.server.requests.count(pullRoute), 4);
  });

  it("does not judge what a server error hides: reviews of a second page", async () => {
    const { rest } = world.as("maya-platform");
    for (let index = 0; index < 101; index++) {
      await rest.pulls.createReview({ ...world.name, pull_number: number, event: "COMMENT", body: "b" });
    }
    const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews";
    world.server.faults.add({ route, after: 1, times: 100, status: 502 });
    const { exitCode, stderr } = await gate();
    assert.equal(exitCode, 2);
    assert.match(stderr, /reviews: 502 each time/);
  }).timeout(20_000);

  it("tells apart a token that may not read the repository", async () => {
    const { exitCode, stderr } = await world.gate(["--pull", `${owner}/docs#${number}`], "workflow:storefront");
    assert.equal(exitCode, 2);
    assert.match(
      stderr,
      /^GET \/repos\/meridian-pay\/docs\/pulls\/1: 404, it is not there or the token may not see it;/,
    );
  });
});

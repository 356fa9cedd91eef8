import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { connectGitHub } from "../../../components/resources/github/client.ts";
import type { GitHub, GitHubSettings } from "../../../components/resources/github/client.ts";
import { pacingFor } from "../../../components/resources/github/pacing.ts";
import { org, owner, startFixture } from "../../local/github/fixture.ts";

const purpose = () => ({ needs: '"Metadata" (read)', signal: AbortSignal.timeout(60_000) });
const anything = z.unknown();

describe("a connection to GitHub", () => {
  /** Methods of the requests as they came; how many of them are being answered; the most at one time. */
  let requests: string[];
  let atOnce: { now: number; most: number };
  let status: number;
  let url: string;
  let close: () => void;

  beforeEach(async () => {
    [requests, atOnce, status] = [[], { now: 0, most: 0 }, 200];
    const server = createServer((request, response) => {
      requests.push(`${request.method} ${request.url}`);
      atOnce.most = Math.max(atOnce.most, ++atOnce.now);
      setTimeout(() => {
        atOnce.now -= 1;
        response.writeHead(status, { "content-type": "application/json" }).end("[]");
      }, 20);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    close = () => void server.close().closeAllConnections();
  });
  afterEach(() => close());

  const connected = (settings: GitHubSettings): GitHub =>
    connectGitHub({ owner: org, baseUrl: url, token: "t", ...settings }, 5);
  const send = (github: GitHub, method: string) => github.call(anything, `${method} /user`, {}, purpose());

  for (const [settings, failing, expected] of [
    [{}, 502, 4],
    [{ maxRetries: 1 }, 502, 2],
    [{ maxRetries: 0 }, 502, 1],
    [{ retryableErrors: [503] }, 502, 1],
    [{ retryableErrors: [503, 404], maxRetries: 2 }, 404, 3],
  ] as const) {
    it(`with ${JSON.stringify(settings)} tries ${expected} times while it gets ${failing}`, async () => {
      status = failing;
      await assert.rejects(send(connected(settings), "GET"), new RegExp(`answered ${failing}`));
      assert.equal(requests.length, expected);
    });
  }

  it("sends its requests side by side, or one by one where it must", async () => {
    const all = (github: GitHub) => Promise.all(Array.from({ length: 5 }, () => send(github, "GET")));
    await all(connected({}));
    assert.equal(atOnce.most, 5);
    atOnce.most = 0;
    await all(connected({ parallelRequests: false }));
    assert.equal(atOnce.most, 1);
  });

  it("lets a read go first while a write keeps its distance, and the other way round", async () => {
    const order = async (settings: GitHubSettings, twice: string, once: string) => {
      requests = [];
      const github = connected(settings);
      const [first, second] = [send(github, twice), send(github, twice)];
      await first;
      await Promise.all([second, send(github, once)]);
      return requests.map((request) => request.split(" ")[0]);
    };
    assert.deepEqual(await order({ writeDelayMs: 200_000 }, "POST", "GET"), ["POST", "GET", "POST"]);
    assert.deepEqual(await order({ readDelayMs: 200_000 }, "GET", "POST"), ["GET", "POST", "GET"]);
    assert.deepEqual(await order({}, "POST", "GET"), ["POST", "POST", "GET"]);
  });

  it("asks for pages of the size it is told", async () => {
    await connected({ maxPerPage: 7 }).list(z.array(anything), "GET /user/repos", {}, purpose());
    await connected({}).list(z.array(anything), "GET /user/repos", {}, purpose());
    assert.deepEqual(requests, ["GET /api/v3/user/repos?per_page=7", "GET /api/v3/user/repos?per_page=100"]);
  });
});

describe("the pace of requests", () => {
  const cloud = "https://api.github.com";
  const server = "https://github.example.com/api/v3";

  it("is what GitHub's own cloud wants, and free elsewhere, unless it is given", () => {
    assert.deepEqual(pacingFor({}, cloud), { betweenReads: 0, betweenWrites: undefined, sideBySide: 10 });
    assert.deepEqual(pacingFor({}, "https://api.acme.ghe.com").betweenWrites, undefined);
    assert.deepEqual(pacingFor({}, server), { betweenReads: 0, betweenWrites: 0, sideBySide: 10 });
    const given = { readDelayMs: 5, writeDelayMs: 7, parallelRequests: false };
    assert.deepEqual(pacingFor(given, cloud), { betweenReads: 5, betweenWrites: 7, sideBySide: 1 });
  });
});

describe("a connection to a GitHub whose certificate nobody vouches for", () => {
  it("is refused, unless the settings say insecure", async () => {
    const fixture = await startFixture({ https: true });
    const { url: baseUrl, tokens } = fixture.server;
    const name = (settings: GitHubSettings) =>
      connectGitHub({ baseUrl, token: tokens[owner], maxRetries: 0, ...settings }).call(
        z.object({ name: z.string() }),
        "GET /repos/{owner}/{repo}",
        { owner: org, repo: "docs" },
        purpose(),
      );
    try {
      await assert.rejects(name({}), /got no answer: .*certificate/);
      assert.deepEqual(await name({ insecure: true }), { name: "docs" });
    } finally {
      await fixture.end();
    }
  });
});

import assert from "node:assert/strict";
import { mock } from "node:test";
import { z } from "zod";
import { connectGitHub } from "../../../components/resources/github/client.ts";
import type { GitHub, GitHubSettings } from "../../../components/resources/github/client.ts";
import { effective } from "../../../components/resources/settings.ts";
import { accesses } from "../../../components/resources/handlers/accesses.ts";
import type { LocalGitHub } from "../../../local/github/server.ts";
import { org, startFixture } from "../../local/github/fixture.ts";
import type { Fixture } from "../../local/github/fixture.ts";
import { appAuth, otherKey, seedWithApp } from "./app-key.ts";

const mint = "POST /app/installations/{installation_id}/access_tokens";
const purpose = () => ({ needs: '"Metadata" (read)', signal: AbortSignal.timeout(60_000) });

describe("an app as the credential", () => {
  let fixture: Fixture;
  let server: LocalGitHub;
  beforeEach(async () => {
    fixture = await startFixture({ seed: seedWithApp });
    ({ server } = fixture);
  });
  afterEach(async () => {
    mock.timers.reset();
    await fixture.end();
  });

  const connected = (auth: Partial<typeof appAuth> = {}, more: GitHubSettings = {}): GitHub =>
    connectGitHub({ ...effective({ appAuth: { ...appAuth, ...auth }, baseUrl: server.url }, {}), ...more }, 5);
  const look = (github: GitHub) =>
    github.call(z.object({ name: z.string() }), "GET /repos/{owner}/{repo}", { owner: org, repo: "docs" }, purpose());

  it("has one token made for all requests, and another one an hour later", async () => {
    const github = connected();
    assert.deepEqual(await Promise.all([look(github), look(github), look(github)]), Array(3).fill({ name: "docs" }));
    assert.equal(server.requests.count(mint), 1);
    mock.timers.enable({ apis: ["Date"], now: Date.now() + 3_600_000 });
    await look(github);
    assert.equal(server.requests.count(mint), 2);
  });

  it("makes its token also where requests go one by one, and when the first one writes", async () => {
    const github = connected({}, { parallelRequests: false, writeDelayMs: 1 });
    const topic = { owner: org, repo: "docs", description: "By the app" };
    await github.call(z.object({}), "PATCH /repos/{owner}/{repo}", topic, purpose());
    assert.equal(server.state.repositories.find(({ name }) => name === "docs")?.description, "By the app");
  });

  it("takes a key in one line", async () => {
    assert.deepEqual(await look(connected({ pemFile: appAuth.pemFile.replaceAll("\n", "\\n") })), { name: "docs" });
  });

  for (const [what, auth, says] of [
    [
      "a key of another app",
      { pemFile: otherKey.privateKey },
      /answered 401: .*pemFile is a key of the app 4711, and this/,
    ],
    ["an unknown app", { id: "1" }, /answered 404: Integration not found\. Check ai-governance:appAuth: the app 1 has/],
    [
      "another installation",
      { installationId: "98" },
      /installations\/98\/access_tokens answered 404: .*no installation 98/,
    ],
  ] as const) {
    it(`says what to do about ${what}, without the key`, async () => {
      await assert.rejects(look(connected(auth)), (error: Error) => {
        assert.match(error.message, says);
        assert.doesNotMatch(error.message, /PRIVATE KEY|eyJ|ghs_/);
        return true;
      });
    });
  }

  for (const [what, fault] of Object.entries({
    "502 twice": { status: 502, times: 2 },
    "429 with Retry-After": { status: 429, headers: { "retry-after": "1" }, body: { message: "Too many requests" } },
    "a reset connection": { reset: true },
  })) {
    it(`gets its token through ${what}`, async () => {
      server.faults.add({ route: mint, ...fault });
      assert.deepEqual(await look(connected()), { name: "docs" });
      assert.equal(server.faults.pending, 0);
    });
  }

  it("gives up after as many retries as it is told", async () => {
    server.faults.add({ route: mint, status: 502, times: 100 });
    await assert.rejects(look(connected({}, { maxRetries: 2 })), /access_tokens answered 502: .*Tried several times/);
    assert.equal(server.requests.count(mint), 3);
  });

  it("is refused before anything changes where an app is not accepted, and admitted elsewhere", async () => {
    const github = connected();
    await assert.rejects(github.admit(accesses.appScopeOfOwner, purpose().signal), {
      message: /^the token is an app's, which is not accepted here; it needs ownership .* Nothing was changed\.$/,
    });
    await github.admit(accesses.propertyValues, purpose().signal);
  });

  it("ends at once when the user cancels while the token is made", async () => {
    server.faults.add({ route: mint, delayMs: 60_000 });
    const cancellation = new AbortController();
    const call = connected().call(z.object({}), "GET /", {}, { needs: "", signal: cancellation.signal });
    while (server.requests.count(mint) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    cancellation.abort(new Error("cancelled by the user"));
    await assert.rejects(call, /cancelled by the user/);
  });
});

import assert from "node:assert/strict";
import { createSign } from "node:crypto";
import { Octokit } from "octokit";
import { appId, appKey, installationId, otherKey, seedWithApp } from "../../../components/resources/app-key.ts";
import { eachWithLocalGitHub, refusal } from "../fixture.ts";

const seconds = () => Math.floor(Date.now() / 1000);
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** What an app signs, with other claims where a test wants them. */
function jwt(claims: object = {}, key = appKey.privateKey): string {
  const body = { iss: String(appId), iat: seconds() - 60, exp: seconds() + 300, ...claims };
  const signed = `${part({ alg: "RS256", typ: "JWT" })}.${part(body)}`;
  return `${signed}.${createSign("sha256").update(signed).sign(key, "base64url")}`;
}

describe("installation tokens of local GitHub", () => {
  const { server } = eachWithLocalGitHub({ seed: seedWithApp });
  const make = (token: string, installation = installationId) =>
    new Octokit({ baseUrl: server().apiUrl, auth: token, retry: { enabled: false } }).request(
      "POST /app/installations/{installation_id}/access_tokens",
      { installation_id: installation },
    );

  it("are made for whoever signs with the app's key, and work", async () => {
    const { status, data } = await make(jwt());
    assert.deepEqual([status, data.repository_selection, data.permissions?.["administration"]], [201, "all", "write"]);
    const { data: seen } = await new Octokit({ baseUrl: server().apiUrl, auth: data.token }).request(
      "GET /installation/repositories",
    );
    assert.equal(seen.total_count, 3);
  });

  for (const [what, token, status, message] of [
    ["another key", () => jwt({}, otherKey.privateKey), 401, /could not be decoded/],
    ["no JWT", () => "ghs_local-app-platform-stacks", 401, /could not be decoded/],
    ["a token of the past", () => jwt({ exp: seconds() - 1 }), 401, /must be a numeric value representing the future/],
    ["a token for too long", () => jwt({ exp: seconds() + 700 }), 401, /too far in the future/],
    ["a token of the future", () => jwt({ iat: seconds() + 60 }), 401, /'Issued at' claim/],
    ["an unknown app", () => jwt({ iss: "1" }), 404, /Integration not found/],
    ["an app without a key here", () => jwt({ iss: "1236702" }), 401, /could not be decoded/],
  ] as const) {
    it(`are refused for ${what}`, async () => {
      const refused = await refusal(make(token()));
      assert.equal(refused.status, status);
      assert.match(refused.message, message);
    });
  }

  it("are refused for another installation, and while it is suspended", async () => {
    assert.equal((await refusal(make(jwt(), 98))).status, 404);
    await server().change((state) => {
      for (const one of state.organizations[0]?.installations ?? []) one.suspendedAt = one.createdAt;
    });
    assert.equal((await refusal(make(jwt()))).status, 403);
  });
});

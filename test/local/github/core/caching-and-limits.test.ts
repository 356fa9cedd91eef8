import assert from "node:assert/strict";
import { eachWithLocalGitHub, org, owner, refusal, startFixture } from "../fixture.ts";

describe("conditional requests", () => {
  const github = eachWithLocalGitHub();
  const get = (etag: string) =>
    github.as(owner).request("GET /orgs/{org}", { org, headers: { "if-none-match": etag } });

  it("answers 304 to those who have the answer already", async () => {
    const { headers } = await github.as(owner).rest.orgs.get({ org });
    assert.match(headers.etag ?? "", /^W\/"[0-9a-f]{64}"$/);
    assert.equal((await refusal(get(headers.etag ?? ""))).status, 304);
  });

  it("answers anew once the answer has changed", async () => {
    const { headers } = await github.as(owner).rest.orgs.get({ org });
    await github.as(owner).rest.repos.createInOrg({ org, name: "another", visibility: "public" });
    const { data } = await get(headers.etag ?? "");
    assert.equal(data.public_repos, 2);
  });

  it("counts no 304 against the rate limit", async () => {
    const { headers } = await github.as(owner).rest.orgs.get({ org });
    await refusal(get(headers.etag ?? ""));
    await refusal(get(headers.etag ?? ""));
    const { data } = await github.as(owner).rest.rateLimit.get();
    assert.equal(data.rate.used, 1);
  });
});

describe("the rate limit", () => {
  const start = new Date("2026-01-05T10:00:00Z");

  it("is told with every answer", async () => {
    const fixture = await startFixture({ rateLimit: 100, clock: () => start });
    try {
      const { headers } = await fixture.as(owner).rest.orgs.get({ org });
      assert.deepEqual(
        ["limit", "remaining", "used", "reset", "resource"].map((name) => headers[`x-ratelimit-${name}`]),
        ["100", "99", "1", String(start.getTime() / 1000 + 3600), "core"],
      );
    } finally {
      await fixture.end();
    }
  });

  it("refuses with 403 when it is used up, and only that token, until the hour is over", async () => {
    let now = start;
    const fixture = await startFixture({ rateLimit: 2, clock: () => now });
    try {
      const get = () => fixture.as(owner).rest.orgs.get({ org });
      await get();
      await get();
      const { status, message } = await refusal(get());
      assert.equal(status, 403);
      assert.match(message, /^API rate limit exceeded for user ID \d+\.$/);
      assert.equal((await fixture.as("dev-dana").rest.orgs.get({ org })).status, 200);
      now = new Date(start.getTime() + 3_600_001);
      assert.equal((await get()).status, 200);
    } finally {
      await fixture.end();
    }
  });

  it("is asked for without being used", async () => {
    const fixture = await startFixture({ clock: () => start });
    try {
      const { data } = await fixture.as(owner).rest.rateLimit.get();
      assert.deepEqual(data.rate, { limit: 5000, used: 0, remaining: 5000, reset: start.getTime() / 1000 + 3600 });
      assert.equal((await fixture.as(owner).rest.rateLimit.get()).data.rate.used, 0);
    } finally {
      await fixture.end();
    }
  });

  it("allows anonymous callers 60 requests", async () => {
    const fixture = await startFixture({ clock: () => start });
    try {
      assert.equal((await fixture.as().rest.rateLimit.get()).data.rate.limit, 60);
    } finally {
      await fixture.end();
    }
  });
});

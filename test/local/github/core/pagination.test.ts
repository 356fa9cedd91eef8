import assert from "node:assert/strict";
import fc from "fast-check";
import { pageOf } from "../../../../local/github/core/pagination.ts";
import type { Call } from "../../../../local/github/core/contract.ts";
import { octokitFor, org, owner, seed, startFixture } from "../fixture.ts";

const url = "http://127.0.0.1:1/api/v3/orgs/o/repos";
const callFor = (query: string): Call => ({ query: new URLSearchParams(query), url }) as Call;

function relations(link: string | undefined): Record<string, string> {
  const found = [...(link ?? "").matchAll(/<([^>]+)>; rel="(\w+)"/g)];
  return Object.fromEntries(found.map(([, address = "", rel = ""]) => [rel, address]));
}

describe("pagination", () => {
  it("covers each item exactly once when next is followed, whatever the sizes", () => {
    fc.assert(
      fc.property(fc.nat(350), fc.integer({ min: 1, max: 150 }), (count, size) => {
        const items = Array.from({ length: count }, (_, index) => index);
        const seen: number[] = [];
        let next: string | undefined = `${url}?per_page=${String(size)}`;
        while (next !== undefined) {
          const page: { items: number[]; headers: Readonly<Record<string, string>> } = pageOf(
            callFor(new URL(next).search),
            items,
          );
          assert.ok(page.items.length <= Math.min(size, 100));
          seen.push(...page.items);
          next = relations(page.headers["link"])["next"];
        }
        assert.deepEqual(seen, items);
      }),
    );
  });

  it("gives 30 items where the call names no number, and at most 100", () => {
    const items = Array.from({ length: 200 }, (_, index) => index);
    assert.equal(pageOf(callFor(""), items).items.length, 30);
    assert.equal(pageOf(callFor("per_page=500"), items).items.length, 100);
    assert.equal(pageOf(callFor("per_page=0"), items).items.length, 30);
  });

  it("links a middle page to its neighbours and both ends, keeping the other parameters", () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    const { headers } = pageOf(callFor("type=all&per_page=10&page=3"), items);
    assert.deepEqual(relations(headers["link"]), {
      prev: `${url}?type=all&per_page=10&page=2`,
      next: `${url}?type=all&per_page=10&page=4`,
      last: `${url}?type=all&per_page=10&page=5`,
      first: `${url}?type=all&per_page=10&page=1`,
    });
  });

  it("sends no Link where everything fits one page", () => {
    assert.deepEqual(pageOf(callFor(""), [1, 2, 3]), { items: [1, 2, 3], headers: {} });
  });

  it("lets Octokit collect all repositories of an organisation", async () => {
    const repositories = Array.from({ length: 45 }, (_, index) => ({ name: `service-${String(index)}` }));
    const fixture = await startFixture({ seed: { organization: seed.organization, users: seed.users, repositories } });
    try {
      const octokit = octokitFor(fixture.server, owner);
      const found = await octokit.paginate(octokit.rest.repos.listForOrg, { org, per_page: 20 });
      assert.deepEqual(
        found.map(({ name }) => name),
        repositories.map(({ name }) => name),
      );
      assert.equal(fixture.server.requests.count("GET /orgs/{org}/repos"), 3);
    } finally {
      await fixture.end();
    }
  });
});

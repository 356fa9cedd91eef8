import assert from "node:assert/strict";
import { compareCommits } from "../../../../cli/gate/github/commits.ts";
import { fakeGitHub } from "./fake-git-hub.ts";

const name = { owner: "acme", repo: "shop" };
const commit = (sha: string) => ({
  sha,
  parents: [{ sha: `parent of ${sha}` }],
  commit: { author: { name: "Ada", email: "ada@example.com" }, committer: null, message: sha },
});

/** GitHub's comparison of so many commits, told page by page. */
const comparing = (total: number, page: (ids: string[], number: number) => string[] = (ids) => ids) =>
  fakeGitHub((_route, { page: number, per_page: size }) => {
    const all = Array.from({ length: total }, (_, index) => `c${index}`);
    const ids = all.slice((Number(number) - 1) * Number(size), Number(number) * Number(size));
    const commits = page(ids, Number(number)).map(commit);
    return { total_commits: total, merge_base_commit: { sha: "base" }, commits };
  });
const compared = async ({ gitHub }: ReturnType<typeof fakeGitHub>, head = "c249") =>
  (await compareCommits(gitHub, name, "main", head)).commits;

describe("the commits of a comparison", () => {
  it("are read to the last page, and keep what git has", async () => {
    const fake = comparing(250);
    const commits = await compared(fake);
    assert.ok(!("missing" in commits));
    assert.equal(commits.length, 250);
    assert.deepEqual(commits[249], {
      id: "c249",
      parents: ["parent of c249"],
      author: { name: "Ada", email: "ada@example.com" },
      committer: { name: "", email: "" },
      message: "c249",
      verified: false,
    });
    assert.equal(fake.asked(), 3);
  });

  it("are none where the base has them all", async () => assert.deepEqual(await compared(comparing(0)), []));

  const incomplete: readonly [what: string, page: (ids: string[], number: number) => string[], listed: number][] = [
    ["a page lacks one", (ids, number) => (number === 2 ? ids.slice(1) : ids), 249],
    ["a page is empty", (ids, number) => (number === 3 ? [] : ids), 200],
    ["a page came twice", (ids, number) => (number === 2 ? ids.map((_, index) => `c${index}`) : ids), 150],
    ["the head is not among them", (ids) => ids.map((id) => (id === "c249" ? "other" : id)), 250],
  ];
  for (const [what, page, listed] of incomplete) {
    it(`are missing where ${what}`, async () => {
      assert.deepEqual(await compared(comparing(250, page)), {
        missing: `GitHub listed ${listed} of 250 commits, not all of them; run the check again`,
      });
    });
  }

  it("are not read where they are more than anybody reviews", async () => {
    const fake = comparing(10_001);
    assert.deepEqual(await compared(fake), {
      missing: "10001 commits are more than the 10000 that are read; split it",
    });
    assert.equal(fake.asked(), 1);
  });
});

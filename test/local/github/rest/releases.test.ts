import assert from "node:assert/strict";
import { eachWithLocalGitHub, org, owner, refusal, seed, stranger } from "../fixture.ts";

const site = { owner: org, repo: "site" };

describe("releases", () => {
  const github = eachWithLocalGitHub();
  beforeEach(() =>
    github.server().change((state) => {
      const authorId = state.users.find(({ login }) => login === owner)?.id ?? 0;
      const made = { name: null, body: null, target: "main", authorId };
      for (const repository of state.repositories) {
        repository.releases = [
          { ...made, id: 1, tag: "v1", prerelease: false, createdAt: "2026-01-01T00:00:00Z" },
          { ...made, id: 2, tag: "v2", prerelease: false, createdAt: "2026-01-02T00:00:00Z" },
          { ...made, id: 3, tag: "v3-rc", prerelease: true, createdAt: "2026-01-03T00:00:00Z" },
        ];
      }
    }),
  );

  it("are listed from the newest on, to everybody who sees the repository", async () => {
    const { data } = await github.as().rest.repos.listReleases(site);
    assert.deepEqual(
      data.map(({ tag_name }) => tag_name),
      ["v3-rc", "v2", "v1"],
    );
    const docs = github.as(stranger).rest.repos.listReleases({ owner: org, repo: "docs" });
    assert.equal((await refusal(docs)).status, 404);
  });

  it("are found by number, by tag, and as the latest that is no pre-release", async () => {
    const { repos } = github.as(owner).rest;
    assert.equal((await repos.getLatestRelease(site)).data.tag_name, "v2");
    assert.equal((await repos.getRelease({ ...site, release_id: 1 })).data.tag_name, "v1");
    assert.equal((await repos.getReleaseByTag({ ...site, tag: "v3-rc" })).data.id, 3);
    assert.equal((await refusal(repos.getReleaseByTag({ ...site, tag: "v4" }))).status, 404);
  });
});

describe("releases of a seed", () => {
  const github = eachWithLocalGitHub({ seed: { ...seed, repositories: [{ name: "docs", releases: ["v1", "v2"] }] } });
  const docs = { owner: org, repo: "docs" };

  it("are of the first commit, and their tags are there", async () => {
    const { data } = await github.as(owner).rest.repos.listReleases(docs);
    assert.deepEqual(
      data.map(({ tag_name, author }) => [tag_name, author.login]),
      [
        ["v2", owner],
        ["v1", owner],
      ],
    );
    const { data: tag } = await github.as(owner).rest.git.getRef({ ...docs, ref: "tags/v1" });
    const { data: branch } = await github.as(owner).rest.git.getRef({ ...docs, ref: "heads/main" });
    assert.equal(tag.object.sha, branch.object.sha);
  });
});

import assert from "node:assert/strict";
import { startLocalGitHub } from "../../../../local/github/server.ts";
import type { LocalGitHub } from "../../../../local/github/server.ts";
import { octokitFor } from "../fixture.ts";
import { seed, shop } from "../world.ts";

const limits = {
  ...{ treeEntries: 4, files: 5, pullCommits: 3 },
  ...{ comparedCommits: 4, comparedFiles: 2, filesOfCommit: 2 },
};

/** Six commits on a branch, each of one file of its own. */
describe("long lists", () => {
  let server: LocalGitHub;
  let commits: string[];
  const as = (login = "dev") => octokitFor(server, login).rest;

  before(async () => {
    server = await startLocalGitHub({ seed, limits });
    const { git } = as();
    const tip = (await git.getRef({ ...shop, ref: "heads/main" })).data.object.sha;
    commits = [tip];
    for (const name of ["a", "b", "c", "d", "e", "f"]) {
      const parent = commits.at(-1) ?? "";
      const file = { path: `long/${name}`, mode: "100644" as const, type: "blob" as const, content: name };
      const { data: tree } = await git.createTree({ ...shop, base_tree: parent, tree: [file] });
      const wish = { message: name, tree: tree.sha, parents: [parent] };
      commits.push((await git.createCommit({ ...shop, ...wish })).data.sha);
    }
    await git.createRef({ ...shop, ref: "refs/heads/long", sha: commits.at(-1) ?? "" });
    commits.shift();
  });
  after(async () => {
    await server.close();
    assert.deepEqual(server.responseProblems, []);
  });

  const compare = async (page: { page?: number; per_page?: number }) => {
    const { data, headers } = await as().repos.compareCommitsWithBasehead({
      ...shop,
      basehead: "main...long",
      ...page,
    });
    return {
      commits: data.commits.map(({ sha }) => commits.indexOf(sha)),
      files: data.files?.map(({ filename }) => filename),
      total: data.total_commits,
      next: /rel="next"/.test(headers.link ?? ""),
    };
  };

  it('of a comparison: unpaged "the last commit in the list is the most recent of the entire comparison"', async () => {
    const files = ["long/a", "long/b"];
    assert.deepEqual(await compare({}), { commits: [2, 3, 4, 5], files, total: 6, next: false });
  });

  it('of a comparison: paged from the oldest on, files "only shown on the first page"', async () => {
    const files = ["long/a", "long/b"];
    assert.deepEqual(await compare({ per_page: 4 }), { commits: [0, 1, 2, 3], files, total: 6, next: true });
    assert.deepEqual(await compare({ per_page: 4, page: 2 }), { commits: [4, 5], files: [], total: 6, next: false });
  });

  it("of a tree are cut, and say so", async () => {
    const get = async (recursive?: "1") => {
      const wish = recursive === undefined ? {} : { recursive };
      const { data } = await as().git.getTree({ ...shop, tree_sha: "long", ...wish });
      return [data.tree.map(({ path }) => path), data.truncated];
    };
    assert.deepEqual(await get("1"), [["README.md", "long", "long/a", "long/b"], true]);
    assert.deepEqual(await get(), [["README.md", "long", "src"], false]);
    assert.equal((await as().git.getTree({ ...shop, tree_sha: "main", recursive: "1" })).data.truncated, false);
  });

  it("of a pull request's commits and files are cut", async () => {
    const wish = { ...shop, head: "long", base: "main", title: "Long" };
    const { number: pull_number, changed_files } = (await as().pulls.create(wish)).data;
    const { data: shown } = await as().pulls.listCommits({ ...shop, pull_number });
    const { data: files } = await as().pulls.listFiles({ ...shop, pull_number });
    assert.deepEqual([changed_files, shown.length, files.length], [6, 3, 5]);
  });

  it("of a commit's files come by pages, up to a limit", async () => {
    const parents = [commits[0] ?? ""];
    const tree = (await as().git.getCommit({ ...shop, commit_sha: commits.at(-1) ?? "" })).data.tree.sha;
    const { data } = await as().git.createCommit({ ...shop, message: "All", tree, parents });
    const names = async (page: number) => {
      const { data: commit, headers } = await as().repos.getCommit({ ...shop, ref: data.sha, page });
      return [
        commit.files?.map(({ filename }) => filename),
        commit.stats?.additions,
        /rel="next"/.test(headers.link ?? ""),
      ];
    };
    assert.deepEqual(await names(1), [["long/b", "long/c"], 5, true]);
    assert.deepEqual(await names(3), [["long/f"], 5, false]);
  });
});

describe("a pull request of ten thousand files", () => {
  it("is made in one tree, opened, and read page by page", async () => {
    const server = await startLocalGitHub({ seed });
    const { rest } = octokitFor(server, "dev");
    const main = (await rest.git.getRef({ ...shop, ref: "heads/main" })).data.object.sha;
    const tree = Array.from({ length: 10_000 }, (_, index) => {
      const path = `made/${String(index % 100)}/${String(index)}.txt`;
      return { path, mode: "100644" as const, type: "blob" as const, content: `${String(index)}\n` };
    });
    const { data: made } = await rest.git.createTree({ ...shop, base_tree: main, tree });
    const commit = await rest.git.createCommit({ ...shop, message: "Make", tree: made.sha, parents: [main] });
    await rest.git.createRef({ ...shop, ref: "refs/heads/big", sha: commit.data.sha });
    const { data: pull } = await rest.pulls.create({ ...shop, head: "big", base: "main", title: "Make" });
    const last = { ...shop, pull_number: pull.number, per_page: 100, page: 30 };
    const { data: files, headers } = await rest.pulls.listFiles(last);
    await server.close();
    assert.deepEqual([pull.changed_files, pull.additions, files.length], [10_000, 10_000, 100]);
    assert.deepEqual([/rel="next"/.test(headers.link ?? ""), server.responseProblems], [false, []]);
  }).timeout(30_000);
});

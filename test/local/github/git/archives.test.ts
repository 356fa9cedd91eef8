import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { startLocalGitHub, type LocalGitHub } from "../../../../local/github/server.ts";
import { refusal, seed, shop, startWorld, type World } from "../world.ts";

describe("archives of a repository", () => {
  let world: World;
  let folder: string;
  before(async () => {
    world = await startWorld();
    folder = await mkdtemp(path.join(tmpdir(), "local-github-archive-"));
  });
  after(async () => {
    await world.stop();
    await rm(folder, { recursive: true });
  });

  /** Where the API sends a client, which does not follow. */
  async function locationOf(login: string, repo: string, ref: string): Promise<string> {
    const headers = { authorization: `Bearer ${world.server.tokens[login] ?? ""}` };
    const url = `${world.server.apiUrl}/repos/acme/${repo}/tarball/${ref}`;
    const answer = await fetch(url, { headers, redirect: "manual" });
    assert.equal(answer.status, 302, await answer.text());
    return answer.headers.get("location") ?? "";
  }

  async function unpacked(archive: ArrayBuffer): Promise<string> {
    const file = path.join(folder, "archive.tar.gz");
    await writeFile(file, Buffer.from(archive));
    await promisify(execFile)("tar", ["-xzf", file, "-C", folder]);
    return path.join(folder, `acme-shop-${world.tip().slice(0, 7)}`);
  }

  it("unpack by tar to the files of the commit, links and executables included", async () => {
    const { rest } = world.as("dev");
    const tree = [
      { path: "run.sh", mode: "100755", type: "blob", content: "#!/bin/sh\n" },
      { path: "link", mode: "120000", type: "blob", content: "src/a.txt" },
    ] as const;
    const { data: made } = await rest.git.createTree({ ...shop, base_tree: world.tip(), tree: [...tree] });
    const message = "Add a script and a link";
    const { data: commit } = await rest.git.createCommit({ ...shop, message, tree: made.sha, parents: [world.tip()] });
    await rest.git.updateRef({ ...shop, ref: "heads/main", sha: commit.sha });
    const { data } = await rest.repos.downloadTarballArchive({ ...shop, ref: "main" });
    const home = await unpacked(data as ArrayBuffer);
    assert.equal(await readFile(path.join(home, "README.md"), "utf8"), "# shop\n");
    assert.equal(await readFile(path.join(home, "link"), "utf8"), "a\n");
    assert.equal((await stat(path.join(home, "run.sh"))).mode & 0o111, 0o111);
  });

  it("are of the default branch where no other is named, with a slash at the end or without", async () => {
    const place = await locationOf("reader", "shop", "");
    assert.match(
      place,
      /^http:\/\/127\.0\.0\.1:\d+\/_codeload\/acme\/shop\/legacy\.tar\.gz\/main\?token=[0-9a-f]{64}$/,
    );
    assert.deepEqual((await locationOf("reader", "open", "main")).split("/").slice(3), [
      ...["_codeload", "acme", "open", "legacy.tar.gz", "main"],
    ]);
  });

  it("open to whoever has the link, which is good for its own repository and ref", async () => {
    const place = new URL(await locationOf("dev", "shop", "main"));
    assert.equal((await fetch(place)).headers.get("content-type"), "application/x-gzip");
    const token = place.searchParams.get("token") ?? "";
    place.searchParams.delete("token");
    assert.equal((await fetch(place)).status, 404);
    const otherRef = place.href.replace("/main", `/${world.tip()}`);
    assert.equal((await fetch(`${otherRef}?token=${token}`)).status, 404);
    const other = new URL(await locationOf("olivia", "governance", "main"));
    other.searchParams.set("token", token);
    assert.equal((await fetch(other)).status, 404);
    assert.equal((await fetch(await locationOf("dev", "open", "main"))).status, 200);
  });

  it("are refused to those who cannot read the repository, and of what is not there", async () => {
    const { rest } = world.as("dev");
    const missing = rest.repos.downloadTarballArchive({ ...shop, ref: "none" });
    assert.deepEqual(await refusal(missing), [404, "Not Found"]);
    const anonymous = await fetch(`${world.server.apiUrl}/repos/acme/shop/tarball/main`);
    assert.equal(anonymous.status, 404);
  });
});

describe("links to archives", () => {
  let now = new Date("2026-03-04T05:06:07Z");
  let server: LocalGitHub;
  before(async () => void (server = await startLocalGitHub({ seed, clock: () => now })));
  after(() => server.close());

  it("expire", async () => {
    const headers = { authorization: `Bearer ${server.tokens["dev"] ?? ""}` };
    const answer = await fetch(`${server.url}/repos/acme/shop/tarball/main`, { headers, redirect: "manual" });
    const place = answer.headers.get("location") ?? "";
    now = new Date("2026-03-04T05:09:00Z");
    assert.equal((await fetch(place)).status, 200);
    now = new Date("2026-03-04T05:16:08Z");
    assert.equal((await fetch(place)).status, 404);
  });
});

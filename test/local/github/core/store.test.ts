import assert from "node:assert/strict";
import { mkdtemp, readFile, rename, rm, writeFile, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Store } from "../../../../local/github/core/store.ts";
import type { State } from "../../../../local/github/core/state.ts";
import { org, owner, refusal, startFixture } from "../fixture.ts";

describe("the state of local GitHub", () => {
  let folder: string;
  let stateFile: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "local-github-"));
    stateFile = path.join(folder, "data", "state.json");
    await mkdir(path.dirname(stateFile));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const create = (fixture: Awaited<ReturnType<typeof startFixture>>, name: string) =>
    fixture.as(owner).rest.repos.createInOrg({ org, name });
  const saved = async () => JSON.parse(await readFile(stateFile, "utf8")) as State;

  it("survives a restart, which needs no seed", async () => {
    const first = await startFixture({ stateFile });
    const { data: before } = await create(first, "kept");
    await first.end();
    const { startLocalGitHub } = await import("../../../../local/github/server.ts");
    const second = await startLocalGitHub({ stateFile });
    try {
      assert.deepEqual(second.state.repositories.map(({ name, id }) => [name, id]).at(-1), ["kept", before.id]);
      assert.ok(second.tokens[owner]);
    } finally {
      await second.close();
    }
  });

  it("reads what an earlier release wrote, which lacks what was added since", async () => {
    const first = await startFixture({ stateFile });
    await first.end();
    const { organizations, repositories, ...rest } = await saved();
    const older = {
      ...rest,
      organizations: organizations.map(({ secrets: _, ...organization }) => organization),
      repositories: repositories.map(({ secrets: _, ...repository }) => ({ ...repository, description: "kept" })),
    };
    await writeFile(stateFile, JSON.stringify(older));
    const second = await startFixture({ stateFile });
    try {
      assert.equal((await second.as(owner).rest.actions.listOrgSecrets({ org })).data.total_count, 0);
      assert.equal(second.server.state.repositories[0]?.description, "kept");
    } finally {
      await second.end();
    }
  });

  it("takes runs of workflows that were recorded without their progress as over", async () => {
    const first = await startFixture({ stateFile });
    const headSha = first.server.state.repositories[0]?.git.refs["refs/heads/main"] ?? "";
    const source = { workflowRepository: `${org}/docs`, path: ".github/workflows/gate.yml", ref: "main" };
    await first.server.recordWorkflowRun({ ...source, repository: `${org}/docs`, headSha, conclusion: "success" });
    await first.end();
    const { repositories, ...rest } = await saved();
    const older = repositories.map(({ git, ...repository }) => {
      const workflowRuns = git.workflowRuns.map(({ status: _s, checkRunIds: _c, updatedAt: _u, ...run }) => run);
      return { ...repository, git: { ...git, workflowRuns } };
    });
    await writeFile(stateFile, JSON.stringify({ ...rest, repositories: older }));
    const second = await startFixture({ stateFile });
    await second.end();
    const [run] = second.server.state.repositories[0]?.git.workflowRuns ?? [];
    assert.deepEqual([run?.status, run?.checkRunIds, run?.updatedAt], ["completed", [], run?.createdAt]);
  });

  it("keeps the old state in memory and on disk where the new one cannot be written", async () => {
    const fixture = await startFixture({ stateFile });
    const before = await saved();
    await rename(path.dirname(stateFile), path.join(folder, "away"));
    const { status, message } = await refusal(create(fixture, "lost"));
    assert.equal(status, 500);
    assert.match(message, /^Local GitHub failed: ENOENT/);
    await rename(path.join(folder, "away"), path.dirname(stateFile));
    assert.deepEqual(await saved(), before);
    assert.equal((await refusal(fixture.as(owner).rest.repos.get({ owner: org, repo: "lost" }))).status, 404);
    await create(fixture, "found");
    assert.deepEqual((await saved()).repositories.at(-1)?.name, "found");
    await fixture.end();
  });

  it("is written after every change that succeeded, and only then", async () => {
    const fixture = await startFixture({ stateFile });
    const before = await readFile(stateFile, "utf8");
    await fixture.as(owner).rest.repos.get({ owner: org, repo: "docs" });
    await refusal(create(fixture, "docs"));
    assert.equal(await readFile(stateFile, "utf8"), before);
    await create(fixture, "new");
    assert.notEqual(await readFile(stateFile, "utf8"), before);
    await fixture.end();
  });

  it("is refused by name where the file holds something else", async () => {
    for (const text of ["", "{", "{}", '{"version":2}', "null"]) {
      await writeFile(stateFile, text);
      await assert.rejects(startFixture({ stateFile }), {
        message: `${stateFile}: found no state of local GitHub (version 1) in it. Delete the file to start again from the seed, or name another one.`,
      });
    }
  });
});

describe("the store", () => {
  const initial = (): State => ({ version: 1, nextId: 1, users: [], apps: [], organizations: [], repositories: [] });

  it("undoes a change that throws", async () => {
    const store = new Store(initial());
    const failing = store.change((draft) => {
      draft.nextId = 99;
      throw new Error("no");
    });
    await assert.rejects(failing, { message: "no" });
    assert.equal(store.state.nextId, 1);
  });

  it("runs changes one after the other, and goes on after one that failed", async () => {
    const store = new Store(initial());
    const slow = store.change(async (draft) => {
      const seen = draft.nextId;
      await new Promise((resolve) => setImmediate(resolve));
      draft.nextId = seen + 1;
    });
    const failing = store.change(() => Promise.reject(new Error("no")));
    const last = store.change((draft) => {
      draft.nextId += 1;
    });
    await Promise.allSettled([slow, failing, last]);
    assert.equal(store.state.nextId, 3);
  });

  it("writes nothing where a change changes nothing", async () => {
    const store = new Store(initial(), path.join(tmpdir(), "no-such-folder", "state.json"));
    assert.equal(await store.change((draft) => draft.nextId), 1);
    await assert.rejects(
      store.change((draft) => void (draft.nextId = 2)),
      { code: "ENOENT" },
    );
    assert.equal(store.state.nextId, 1);
  });

  it("lets nobody change what was committed", () => {
    const store = new Store(initial());
    assert.throws(() => {
      store.state.nextId = 5;
    }, TypeError);
  });
});

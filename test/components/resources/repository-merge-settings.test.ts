import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { ServiceError } from "@grpc/grpc-js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import statusProto from "@pulumi/pulumi/proto/status_pb.js";
import { propertiesOf } from "../../../components/resources/host/struct.ts";
import type { Properties } from "../../../components/resources/host/values.ts";
import { org } from "../../local/github/fixture.ts";
import { eachWithProvider } from "./with-github.ts";

const token = "ai-governance:index:RepositoryMergeSettings";
const route = "PATCH /repos/{owner}/{repo}";

const inputs = {
  repository: "docs",
  allowMergeCommit: false,
  squashMergeCommitTitle: "PR_TITLE",
  squashMergeCommitMessage: "COMMIT_MESSAGES",
  deleteBranchOnMerge: true,
};

describe("RepositoryMergeSettings", () => {
  const running = eachWithProvider();

  async function live(): Promise<Record<string, unknown>> {
    const { data } = await running().octokit.request("GET /repos/{owner}/{repo}", { owner: org, repo: "docs" });
    return data as Record<string, unknown>;
  }

  it("changes only what is declared, shows no change afterwards and restores what it found", async () => {
    const { provider } = running();
    const before = await live();
    const { id, state } = await provider.create(token, inputs);
    const after = await live();
    assert.equal(after["allow_merge_commit"], false);
    assert.equal(after["squash_merge_commit_message"], "COMMIT_MESSAGES");
    assert.equal(after["allow_rebase_merge"], before["allow_rebase_merge"]);
    assert.deepEqual(await provider.read(token, id, inputs, state), { id, inputs, state });
    await provider.delete(token, id, state);
    const { updated_at: _before, pushed_at: _pushed, ...restored } = await live();
    const { updated_at: _was, pushed_at: _wasPushed, ...expected } = before;
    assert.deepEqual(restored, expected);
  });

  it("finds drift and corrects it", async () => {
    const { provider, octokit } = running();
    const { id, state } = await provider.create(token, inputs);
    await octokit.request(route, { owner: org, repo: "docs", allow_merge_commit: true });
    const found = await provider.read(token, id, inputs, state);
    assert.deepEqual(found?.inputs, { ...inputs, allowMergeCommit: true });
    await provider.update(token, id, found?.state ?? {}, inputs);
    assert.equal((await live())["allow_merge_commit"], false);
  });

  it("gives a setting that is no longer declared what it had before", async () => {
    const { provider } = running();
    const before = await live();
    const { id, state } = await provider.create(token, inputs);
    const { allowMergeCommit: _, ...fewer } = inputs;
    const updated = await provider.update(token, id, state, { ...fewer, allowAutoMerge: true });
    const after = await live();
    assert.equal(after["allow_merge_commit"], before["allow_merge_commit"]);
    assert.equal(after["allow_auto_merge"], true);
    await provider.delete(token, id, updated);
    assert.equal((await live())["allow_auto_merge"], before["allow_auto_merge"]);
  });

  it("sends title and text of squash commits together", async () => {
    const { provider, octokit } = running();
    const pair = { squash_merge_commit_title: "PR_TITLE", squash_merge_commit_message: "PR_BODY" } as const;
    await octokit.request(route, { owner: org, repo: "docs", ...pair });
    await provider.create(token, { repository: "docs", squashMergeCommitMessage: "BLANK" });
    const after = await live();
    assert.deepEqual([after["squash_merge_commit_title"], after["squash_merge_commit_message"]], ["PR_TITLE", "BLANK"]);
  });

  it("makes no request to change what is already so", async () => {
    const { provider, server } = running();
    const { id, state } = await provider.create(token, inputs);
    server.requests.reset();
    await provider.update(token, id, state, inputs);
    assert.equal(server.requests.count(route), 0);
  });

  it("imports every setting by the repository's name, and says so on delete", async () => {
    const { provider, logged } = running();
    const found = await provider.read(token, "docs");
    assert.equal(found?.inputs["repository"], "docs");
    assert.equal(typeof found?.inputs["allowUpdateBranch"], "boolean");
    await provider.delete(token, "docs", found?.state ?? {});
    assert.deepEqual(logged, ["the merge settings of docs were imported and stay as they are"]);
  });

  it("is gone with its repository", async () => {
    const { provider, octokit } = running();
    const { id, state } = await provider.create(token, inputs);
    await octokit.request("DELETE /repos/{owner}/{repo}", { owner: org, repo: "docs" });
    assert.equal(await provider.read(token, id, inputs, state), undefined);
    await provider.delete(token, id, state);
  });

  it("refuses to turn off every way to merge", async () => {
    const all = { repository: "docs", allowMergeCommit: false, allowSquashMerge: false, allowRebaseMerge: false };
    const { failures } = await running().provider.check(token, all);
    assert.deepEqual(failures, ["allowMergeCommit: all three ways to merge are off; allow at least one"]);
  });

  it("refuses combinations of title and text that GitHub refuses", async () => {
    const { failures } = await running().provider.check(token, {
      repository: "docs",
      squashMergeCommitTitle: "COMMIT_OR_PR_TITLE",
      squashMergeCommitMessage: "BLANK",
      mergeCommitTitle: "PR_TITLE",
      mergeCommitMessage: "PR_TITLE",
    });
    assert.deepEqual(failures, [
      'squashMergeCommitMessage: found "BLANK"; with title COMMIT_OR_PR_TITLE allowed: COMMIT_MESSAGES',
      'mergeCommitMessage: found "PR_TITLE"; with title PR_TITLE allowed: PR_BODY, BLANK',
    ]);
  });

  it("names the request and the way out when the repository does not exist", async () => {
    const create = running().provider.create(token, { ...inputs, repository: "nowhere" });
    await assert.rejects(create, {
      details:
        "GET /repos/meridian-pay/nowhere answered 404: Not Found. Either it does not exist or the token cannot see it: check the " +
        'name; the token needs administration of the repository: repo, or the fine-grained permission "Administration" (write).',
    });
  });

  describe("when GitHub misbehaves", () => {
    const faults = {
      "502 twice": { route, status: 502, times: 2 },
      "429 with Retry-After": {
        route,
        status: 429,
        headers: { "retry-after": "1" },
        body: { message: "Too many requests" },
      },
      "a secondary rate limit": {
        route,
        status: 403,
        headers: { "retry-after": "1" },
        body: { message: "You have exceeded a secondary rate limit. Please wait." },
      },
      "a reset connection": { route, reset: true },
      "a lost answer": { route, answerLost: true, reset: true },
    };
    for (const [name, fault] of Object.entries(faults)) {
      it(`gets through ${name}`, async () => {
        const { provider, server } = running();
        server.faults.add(fault);
        await provider.create(token, inputs);
        assert.equal((await live())["allow_merge_commit"], false);
      });
    }

    it("gives up in the end and says what to do", async () => {
      const { provider, server } = running();
      server.faults.add({ route, status: 502, times: 100 });
      await assert.rejects(provider.create(token, inputs), /PATCH .*docs answered 502: .*Tried several times/);
    });

    it("neither waits for a rate limit that lasts longer than its budget nor retries before its end", async () => {
      const { provider, server } = running();
      server.faults.add({ route, status: 429, headers: { "retry-after": "3600" }, body: { message: "Slow down" } });
      const message = /answered 429: Slow down\. The rate limit was not lifted within the time allowed for retries/;
      await assert.rejects(provider.create(token, inputs), message);
      server.faults.add({
        route,
        status: 403,
        headers: { "retry-after": "3600" },
        body: { message: "You have exceeded a secondary rate limit." },
      });
      await assert.rejects(provider.create(token, inputs), /answered 403: .* The rate limit was not lifted/);
    });

    it("ends at once when the user cancels", async () => {
      const { provider, server } = running();
      const delayMs = 5000;
      server.faults.add({ route, delayMs });
      const started = performance.now();
      const create = assert.rejects(provider.create(token, inputs), { details: "cancelled by the user" });
      while (server.requests.count(route) === 0) await sleep(5);
      await provider.cancel();
      await create;
      assert.ok(performance.now() - started < delayMs);
    });

    const stateIn = (failed: unknown): Properties => {
      const [bytes] = (failed as ServiceError).metadata.get("grpc-status-details-bin");
      const [any] = statusProto.Status.deserializeBinary(bytes as Buffer).getDetailsList();
      const detail = pb.ErrorResourceInitFailed.deserializeBinary(any?.getValue_asU8() ?? new Uint8Array());
      return propertiesOf(detail.getProperties());
    };
    const lost = { route, answerLost: true, reset: true, times: 100 };

    it("restores on delete what a creation changed whose answer was lost for good", async () => {
      const { provider, server } = running();
      const { updated_at: _was, ...before } = await live();
      server.faults.add(lost);
      const state = stateIn(await provider.create(token, inputs).catch((error: unknown) => error));
      assert.equal((await live())["allow_merge_commit"], false);
      server.faults.clear();
      await provider.delete(token, "docs", state);
      const { updated_at: _now, ...after } = await live();
      assert.deepEqual(after, before);
    });

    it("restores on delete what an update changed whose answer was lost for good", async () => {
      const { provider, server } = running();
      const { updated_at: _was, ...before } = await live();
      const { id, state } = await provider.create(token, inputs);
      server.faults.add(lost);
      const { allowMergeCommit: _, ...fewer } = inputs;
      const news = { ...fewer, allowAutoMerge: true };
      const kept = stateIn(await provider.update(token, id, state, news).catch((error: unknown) => error));
      assert.equal((await live())["allow_auto_merge"], true);
      server.faults.clear();
      await provider.delete(token, id, kept);
      const { updated_at: _now, ...after } = await live();
      assert.deepEqual(after, before);
    });
  });
});

import assert from "node:assert/strict";
import { addAgentTask } from "../../../../local/github/git/new-agent-task.ts";
import type { NewAgentTask } from "../../../../local/github/git/new-agent-task.ts";
import { at, openPull, refusal, repository, shop, startWorld } from "../world.ts";
import type { World } from "../world.ts";

interface Task {
  readonly id: string;
  readonly state: string;
  readonly artifacts: readonly { readonly type: string; readonly data: Record<string, unknown> }[];
  readonly sessions?: readonly Record<string, unknown>[];
}

describe("tasks of Copilot's cloud agent", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  const add = (wish: Partial<NewAgentTask> = {}, now = at) =>
    world.server.change((state) => {
      const whole = { creatorLogin: "dev", prompt: "Fix it", headRef: "copilot/fix-1", ...wish };
      return addAgentTask(state, repository(state, "shop"), whole, now).id;
    });

  const path = "/agents/repos/{owner}/{repo}/tasks";

  async function list(query: Record<string, string> = {}, login = "reader"): Promise<string[]> {
    const { data } = await world.as(login).request(`GET ${path}`, { ...shop, ...query });
    return (data as { tasks: Task[] }).tasks.map(({ id }) => id);
  }

  async function get(task_id: string, login = "reader"): Promise<Task> {
    return (await world.as(login).request(`GET ${path}/{task_id}`, { ...shop, task_id })).data as Task;
  }

  it("tell who asked for what, with which model, and what came of it", async () => {
    const pullNumber = await openPull(world, "dev", "copilot/fix-1");
    const task = await get(await add({ taskId: "t1", sessionId: "s1", model: "claude-sonnet-4.6", pullNumber }));
    const { data: pull } = await world.as("dev").rest.pulls.get({ ...shop, pull_number: pullNumber });
    const [session] = task.sessions ?? [];
    assert.deepEqual(
      [task.id, task.state, session?.["id"], session?.["model"]],
      ["t1", "completed", "s1", "claude-sonnet-4.6"],
    );
    assert.deepEqual([session?.["head_ref"], session?.["base_ref"]], ["copilot/fix-1", "main"]);
    assert.deepEqual(task.artifacts, [
      { provider: "github", type: "pull", data: { id: pull.id, global_id: pull.node_id } },
      { provider: "github", type: "branch", data: { head_ref: "copilot/fix-1", base_ref: "main" } },
    ]);
  });

  it("say nothing of a model that GitHub does not know", async () => {
    const task = await get(await add());
    assert.equal("model" in (task.sessions?.[0] ?? {}), false);
  });

  it("are listed without their sessions, the last first, by state and time", async () => {
    const later = new Date(at.getTime() + 60_000);
    const [one, two] = [await add({ taskId: "one" }), await add({ taskId: "two", state: "in_progress" }, later)];
    assert.deepEqual(await list(), [two, one]);
    assert.deepEqual(await list({ direction: "asc" }), [one, two]);
    assert.deepEqual(await list({ state: "failed,in_progress" }), [two]);
    assert.deepEqual(await list({ since: later.toISOString() }), [two]);
    assert.deepEqual(await list({ is_archived: "true" }), []);
    const { data } = await world.as("dev").request(`GET ${path}`, shop);
    assert.equal("sessions" in ((data as { tasks: Task[] }).tasks[0] ?? {}), false);
  });

  it("are found by who asked for them", async () => {
    const [one, two] = [await add({ creatorLogin: "dev" }), await add({ creatorLogin: "rex" })];
    const idOf = async (login: string) =>
      String((await world.as("dev").rest.users.getByUsername({ username: login })).data.id);
    const ids = [await idOf("dev"), await idOf("rex")] as const;
    assert.deepEqual(await list({ creator_id: ids[1] }), [two]);
    assert.deepEqual(new Set(await list({ creator_id: ids.join(",") })), new Set([one, two]));
  });

  it('are for people: "GitHub App installation access tokens are not supported"', async () => {
    const id = await add();
    const refused = [403, "Resource not accessible by integration"];
    for (const login of ["claude[bot]", "workflow:shop"]) {
      assert.deepEqual([await refusal(list({}, login)), await refusal(get(id, login))], [refused, refused]);
    }
    assert.deepEqual(await refusal(get("none")), [404, "Not Found"]);
  });
});

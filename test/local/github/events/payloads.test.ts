import assert from "node:assert/strict";
import { checkOf } from "../../../../local/github/core/schema.ts";
import type { GitHubEvent } from "../../../../local/github/events/feed.ts";
import { QueueWorld } from "../pulls/queue-world.ts";
import { commitFile, shop } from "../world.ts";
import type { World } from "../world.ts";
import { Recorded } from "./recorded.ts";

/** e.g. `webhook-pull-request-ready-for-review` */
function schemaOf({ name, action }: GitHubEvent): string {
  return ["webhook", name, action]
    .filter((part) => part !== "")
    .join("-")
    .replaceAll("_", "-");
}

/** Those that are not spelled out again for their action: each of these others takes a second to compile. */
const described = new Set([
  "webhook-push",
  "webhook-pull-request-opened",
  "webhook-pull-request-edited",
  "webhook-pull-request-closed",
  "webhook-merge-group-checks-requested",
  "webhook-merge-group-destroyed",
]);

function problems(event: GitHubEvent): string[] {
  const name = schemaOf(event);
  if (!described.has(name)) return [];
  const found = checkOf({ $ref: `#/components/schemas/${name}` })(JSON.parse(JSON.stringify(event.payload)));
  // The addresses of bots have brackets, which the format does not know.
  return found
    .filter(({ params }) => params["format"] !== "email")
    .map(({ instancePath, message = "", params }) => `${name} ${instancePath} ${message} ${JSON.stringify(params)}`);
}

describe("the payloads of events", () => {
  let queue: QueueWorld;
  let world: World;
  let feed: Recorded;
  beforeEach(async () => {
    queue = await QueueWorld.start();
    ({ world } = queue);
    feed = new Recorded(world.server);
  });
  afterEach(() => world.stop());

  const payloads = (name: GitHubEvent["name"], action: string) =>
    feed.events
      .filter((event) => event.name === name && event.action === action)
      .map((event) => event.payload as Record<string, unknown>);

  it("fit GitHub's description", async () => {
    const pull_number = await queue.greenPull("one");
    await world.as("dev").rest.pulls.update({ ...shop, pull_number, title: "Other" });
    await queue.enqueue(pull_number);
    await queue.judge(pull_number, "success");
    assert.deepEqual(feed.events.flatMap(problems), []);
    assert.deepEqual(new Set(feed.events.map(schemaOf)), described);
  });

  it("say what a pull request was and what it is", async () => {
    const before = await commitFile(world, "dev", "feature", "b.txt", "b");
    const { rest } = world.as("dev");
    const { data } = await rest.pulls.create({
      ...shop,
      head: "feature",
      base: "main",
      title: "Add b",
      body: "As asked.",
    });
    const after = await commitFile(world, "dev", "feature", "c.txt", "c");
    await rest.pulls.update({ ...shop, pull_number: data.number, title: "Add b and c", body: "More." });
    const [moved] = payloads("pull_request", "synchronize");
    assert.deepEqual([moved?.["before"], moved?.["after"], moved?.["number"]], [before, after, data.number]);
    const [edited] = payloads("pull_request", "edited");
    assert.deepEqual(edited?.["changes"], { title: { from: "Add b" }, body: { from: "As asked." } });
  });

  it("list what was pushed, oldest first, and whether it was forced", async () => {
    const first = await commitFile(world, "dev", "feature", "b.txt", "b");
    const second = await commitFile(world, "dev", "feature", "c.txt", "c");
    const { rest } = world.as("dev");
    await rest.git.createRef({ ...shop, ref: "refs/tags/v1", sha: second });
    await rest.git.updateRef({ ...shop, ref: "heads/feature", sha: first, force: true });
    await rest.git.updateRef({ ...shop, ref: "heads/feature", sha: second });
    await rest.git.deleteRef({ ...shop, ref: "heads/feature" });
    const seen = payloads("push", "").map(({ ref, created, forced, deleted, commits }) => {
      const shas = (commits as { id: string }[]).map(({ id }) => [first, second].indexOf(id) + 1);
      return [ref, { created, forced, deleted }, shas];
    });
    const branch = "refs/heads/feature";
    const plain = { created: false, forced: false, deleted: false };
    assert.deepEqual(seen, [
      [branch, { ...plain, created: true }, []],
      [branch, plain, [1]],
      [branch, plain, [2]],
      ["refs/tags/v1", { ...plain, created: true }, []],
      [branch, { ...plain, forced: true }, []],
      [branch, plain, [2]],
      [branch, { ...plain, deleted: true }, []],
    ]);
  });
});

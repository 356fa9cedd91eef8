import assert from "node:assert/strict";
import type { GateReport } from "../../../governance/gate/index.ts";
import type { Seed } from "../../../local/github/core/seed.ts";
import { GateWorld, owner } from "./gate-world.ts";

const outsider = "otto-outside";

/** The repository is public, and somebody outside the organisation has an account. */
const opened = (seed: Seed): Seed => ({
  ...seed,
  users: [...(seed.users ?? []), { login: outsider, role: "none" }],
  repositories: (seed.repositories ?? []).map((each) =>
    each.name === "docs" ? { ...each, visibility: "public" } : each,
  ),
});

describe("the gate, of a pull request from a fork,", () => {
  let world: GateWorld;
  beforeEach(async () => void (world = await GateWorld.start("docs", opened)));
  afterEach(() => world.stop());

  it("judges its commits and files with a token that reads only", async () => {
    const { rest } = world.as(outsider);
    await rest.repos.createFork(world.name);
    const fork = { owner: outsider, repo: "docs" };
    const content = Buffer.from("Obey.\n").toString("base64");
    const message = "Tell agents\n\nCo-authored-by: openhands <openhands@all-hands.dev>\n";
    await rest.repos.createOrUpdateFileContents({ ...fork, path: "AGENTS.md", message, content, branch: "main" });
    const { data: pull } = await rest.pulls.create({
      ...world.name,
      head: `${outsider}:main`,
      base: "main",
      title: "T",
    });
    const event = await world.write("event.json", {
      action: "opened",
      pull_request: { number: pull.number, head: { sha: pull.head.sha } },
      repository: { name: "docs", owner: { login: owner } },
    });
    const job = world.server.startJob({
      ...{ repository: `${owner}/docs`, fromFork: true, permissions: { contents: "read", "pull-requests": "read" } },
    });
    const { exitCode, stdout, stderr } = await world.gateBy(job.token, [
      ...["--event", event, "--event-name", "pull_request", "--json", "-"],
    ]);
    assert.deepEqual([exitCode, stderr], [1, ""]);
    const { tools, aiPaths, head } = JSON.parse(stdout) as GateReport;
    assert.deepEqual(
      [tools.map(({ tool }) => tool), aiPaths.map(({ path }) => path), head],
      [["openhands"], ["AGENTS.md"], pull.head.sha],
    );
    job.end();
  });
});

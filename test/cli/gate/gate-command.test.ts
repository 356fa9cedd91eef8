import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { GateReport } from "../../../governance/gate/index.ts";
import { exampleText } from "../../governance/example.ts";
import { developer, gateWith, GateWorld, owner } from "./gate-world.ts";

const secret = /gh[a-z]_|ghs_|token-of/;

describe("ai-governance gate", () => {
  let world: GateWorld;
  let number: number;
  let head: string;
  beforeEach(async () => {
    world = await GateWorld.start();
    head = await world.commit("topic", { "a.txt": "a\n" }, "Add a");
    number = await world.open("topic");
  });
  afterEach(() => world.stop());

  const pullEvent = (action = "opened", sha = head) => ({
    action,
    number,
    pull_request: { number, head: { sha } },
    repository: { name: "docs", owner: { login: owner } },
  });
  const byEvent = async (event: object | string, name = "pull_request", login = developer) =>
    world.gate(["--event", await world.write("event.json", event), "--event-name", name], login);
  const report = async (words: readonly string[]): Promise<GateReport> => {
    const { stdout, stderr } = await world.gate([...words, "--json", "-"]);
    assert.equal(stderr, "");
    return JSON.parse(stdout) as GateReport;
  };

  it("passes what a person did, and says by which document", async () => {
    const { exitCode, stdout, stderr } = await byEvent(pullEvent());
    assert.deepEqual([exitCode, stderr], [0, ""]);
    assert.match(stdout, /^docs#1 passes \(tier standard, 1 commit, head [0-9a-f]+\)\.\n/);
    const digest = createHash("sha256").update(exampleText).digest("hex");
    assert.match(stdout, new RegExp(`governance document sha256:${digest}`));
  });

  it("judges by the job's own token, which reads only", async () => {
    assert.deepEqual((await byEvent(pullEvent(), "pull_request", "workflow:docs")).exitCode, 0);
  });

  it("takes a pull request by its short name or by its page's address", async () => {
    const page = `${world.server.url}/${owner}/docs/pull/${number}/files`;
    for (const name of [`${owner}/docs#${number}`, page]) {
      const { trigger, pull, head: judged } = await report(["--pull", name]);
      assert.deepEqual([trigger, pull, judged], ["ask", number, head]);
    }
  });

  it("writes the report to a file, and prints the text all the same", async () => {
    const file = world.file("report.json");
    const { stdout } = await world.gate(["--pull", `${owner}/docs#${number}`, "--json", file]);
    assert.match(stdout, /^docs#1 /);
    assert.equal((JSON.parse(await readFile(file, "utf8")) as GateReport).head, head);
  });

  describe("cannot tell (exit code 2), and says what must be,", () => {
    const refused = async (result: Promise<{ exitCode: number; stdout: string; stderr: string }>, message: string) => {
      const { exitCode, stdout, stderr } = await result;
      assert.deepEqual([exitCode, stdout, stderr], [2, "", `${message}\n`]);
      assert.doesNotMatch(stderr, secret);
    };
    const mine = () => ["--pull", `${owner}/docs#${number}`];

    it("without a subject and a document", () =>
      refused(
        gateWith({}, ["--event-name", "pull_request"]),
        "--declaration is missing; name the governance.yaml to judge by\n" +
          "found 0 of --pull, --event and --range; give one of them\n" +
          "--event and --event-name belong together",
      ));

    it("with two subjects", () =>
      refused(
        world.gate([...mine(), "--event", "e", "--event-name", "merge_group"]),
        "found 2 of --pull, --event and --range; give one of them",
      ));

    it("without a token", () =>
      refused(
        gateWith({ GITHUB_API_URL: world.server.apiUrl }, ["--declaration", world.file("governance.yaml"), ...mine()]),
        "GITHUB_TOKEN is not set; give it a token that may read contents and pull requests of the repository",
      ));

    it("where the token would travel unencrypted", () =>
      refused(
        gateWith({ GITHUB_API_URL: "http://github.example.com/api/v3", GITHUB_TOKEN: "token-of-mine" }, [
          ...["--declaration", world.file("governance.yaml")],
          ...mine(),
        ]),
        "GITHUB_API_URL must be an https URL, such as https://github.example.com/api/v3",
      ));

    it("of a pull request on another GitHub", () =>
      refused(
        world.gate(["--pull", `https://github.com/${owner}/docs/pull/1`]),
        `--pull is on github.com, and the API that is asked belongs to ${new URL(world.server.url).host}; set GITHUB_API_URL to that of github.com`,
      ));

    it("of what is no pull request", () =>
      refused(
        world.gate(["--pull", "docs/1"]),
        "--pull names no pull request; write owner/repository#7, or https://github.com/owner/repository/pull/7",
      ));

    it("of another organisation's repository", () =>
      refused(
        world.gate(["--pull", "acme/docs#1"]),
        "the governance document is of the organisation meridian-pay, and the repository belongs to acme; judge by the document of that organisation",
      ));

    it("by a document that is none", async () => {
      await world.write("governance.yaml", "version: 2\n");
      const { exitCode, stderr } = await world.gate(mine());
      assert.equal(exitCode, 2);
      assert.match(stderr, /governance\.yaml:1:10: at version: found 2, allowed: 1/);
    });

    it("by a document that is not there", () =>
      refused(
        gateWith({ GITHUB_TOKEN: "token-of-mine" }, ["--declaration", world.file("none.yaml"), ...mine()]),
        `${world.file("none.yaml")} cannot be read: there is no such file`,
      ));

    it("of a pull request that is not there", () =>
      refused(
        world.gate(["--pull", `${owner}/docs#99`]),
        `GET /repos/${owner}/docs/pulls/99: 404, it is not there or the token may not see it; check the name, and give the token ` +
          "`contents: read` and `pull-requests: read` of that repository",
      ));

    it("of events of another kind", async () => {
      await refused(
        byEvent(pullEvent(), "push"),
        'found the event "push"; the gate judges pull_request, pull_request_target, merge_group',
      );
      const file = world.file("event.json");
      const none = (name: string) =>
        `${file} is no event ${name}; give the event as GitHub Actions writes it, with its name`;
      await refused(byEvent(pullEvent(), "merge_group"), none("merge_group"));
      await refused(byEvent({ action: "opened" }), none("pull_request"));
      await refused(byEvent("null"), none("pull_request"));
      await refused(
        byEvent("{"),
        `${file} is no JSON; give the event as GitHub Actions writes it to GITHUB_EVENT_PATH`,
      );
      await refused(byEvent(pullEvent("closed")), `${file} says that the pull request was closed: nothing to judge`);
      const destroyed = {
        action: "destroyed",
        merge_group: { head_sha: head, head_ref: `refs/heads/gh-readonly-queue/main/pr-1-${head}` },
        repository: { name: "docs", owner: { login: owner } },
      };
      await refused(byEvent(destroyed, "merge_group"), none("merge_group"));
    });

    it("where two outputs would be printed into one", () =>
      refused(
        world.gate([...mine(), "--json", "-", "--annotations"]),
        "--json - and --annotations print to the same place; give --json a file",
      ));

    it("with flags that it does not have", async () => {
      const { exitCode, stderr } = await world.gate(["--token", "x"]);
      assert.equal(exitCode, 2);
      assert.match(stderr, /unknown option '--token'/);
    });
  });
});

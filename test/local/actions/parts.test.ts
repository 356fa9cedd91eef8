import assert from "node:assert/strict";
import { concurrencyOf, displaced } from "../../../local/actions/concurrency.ts";
import { evaluate, holds, type Scope } from "../../../local/actions/expression.ts";
import { assignmentsIn } from "../../../local/actions/file-commands.ts";
import { permissionsOf } from "../../../local/actions/permissions.ts";
import { Expression } from "../../../local/actions/value.ts";
import { InvalidWorkflow, NotKnownHere, readWorkflow } from "../../../local/actions/workflow.ts";
import { stateFromSeed } from "../../../local/github/core/seed.ts";
import { at, organization, seed } from "../github/world.ts";

const scope: Scope = {
  status: "success",
  contexts: { github: { event: { pull_request: { draft: false } }, ref: "r" } },
};
const jobs = 'jobs: { a: { runs-on: x, steps: [{ run: "true" }] } }\n';

describe("expressions", () => {
  it("see contexts, functions and how what came before has ended", () => {
    assert.equal(evaluate("github.event.pull_request.draft == false && format('{0}!', github.ref)", scope), "r!");
    assert.deepEqual(evaluate("fromJSON('[1, {\"a\": null}]')", scope), [1, { a: null }]);
    assert.equal(evaluate("github.event.nothing", scope), null);
    for (const status of ["success", "failure", "cancelled"] as const) {
      const held = ["success()", "failure()", "cancelled()", "always()"].filter((one) =>
        holds(one, { ...scope, status }),
      );
      assert.deepEqual(held, [`${status}()`, "always()"]);
    }
  });

  it("hold unless they come to false, 0, an empty text or nothing", () => {
    const held = ["false", "0", "''", "null", "github.event.nothing"].filter((one) => holds(one, scope));
    assert.deepEqual(held, []);
    assert.deepEqual(
      ["'false'", "1", "github.event"].map((one) => holds(one, scope)),
      [true, true, true],
    );
  });

  it("are refused where they name what is not there", () =>
    assert.throws(() => evaluate("matrix.os", scope), /matrix/));
});

describe("a workflow file", () => {
  it("is refused as invalid where GitHub would refuse it", async () => {
    for (const text of [
      "on: pull_request\n",
      "on: nonsense\n" + jobs,
      "on: push\njobs: { a: { needs: b } }\n",
      ": :",
    ]) {
      await assert.rejects(readWorkflow("ci.yml", text), InvalidWorkflow, text);
    }
  });

  it("is refused with the names of everything that is not known here", () =>
    assert.rejects(
      readWorkflow(
        "ci.yml",
        "on: push\ndefaults: { run: { shell: bash } }\njobs: { a: { uses: ./.github/workflows/b.yml } }\n",
      ),
      new NotKnownHere("ci.yml", ["defaults", "uses"]),
    ));
});

describe("a job's permissions", () => {
  const read = async (text: string, level: "read" | "write" = "read") => {
    const state = stateFromSeed(seed, at);
    organization(state).workflowPermissions.defaultWorkflowPermissions = level;
    const workflow = await readWorkflow("ci.yml", text);
    return workflow.jobs.map((job) => permissionsOf(state, "acme/shop", workflow, job));
  };
  const job = (permissions: string) =>
    `on: push\njobs: { a: { runs-on: x, permissions: ${permissions}, steps: [{ run: "true" }] } }\n`;

  it("are the defaults of the organisation where nothing asks for others", async () => {
    assert.deepEqual(await read("on: push\n" + jobs), [{ contents: "read", packages: "read" }]);
    const [wide] = await read("on: push\n" + jobs, "write");
    assert.deepEqual([wide?.["contents"], wide?.["checks"]], ["write", "write"]);
  });

  it("are exactly what the job asks for, else what the workflow asks for", async () => {
    assert.deepEqual(await read("on: push\npermissions: { contents: read, checks: none }\n" + jobs, "write"), [
      { contents: "read" },
    ]);
    const both = job("{ checks: write }").replace("on: push", "on: push\npermissions: read-all");
    assert.deepEqual(await read(both), [{ checks: "write" }]);
    assert.deepEqual(await read(job("{}"), "write"), [{}]);
    const [all] = await read(job("write-all"));
    assert.equal(all?.["pull-requests"], "write");
  });
});

describe("concurrency", () => {
  it("is a group, and cancels what runs where it says so", () => {
    assert.equal(concurrencyOf(undefined, scope), undefined);
    assert.deepEqual(concurrencyOf(new Expression("github.ref"), scope), { group: "r", cancelInProgress: false });
    const cancelling = { group: "g", "cancel-in-progress": new Expression("github.ref == 'r'") };
    assert.deepEqual(concurrencyOf(cancelling, scope), { group: "g", cancelInProgress: true });
    const runs = ["first", "waiting"];
    assert.deepEqual(displaced(runs, { group: "g", cancelInProgress: false }), ["waiting"]);
    assert.deepEqual(displaced(runs, { group: "g", cancelInProgress: true }), runs);
  });
});

describe("files of assignments", () => {
  it("hold one a line, or lines up to an end", () =>
    assert.deepEqual(assignmentsIn("a=1=2\nb<<END\nx=1\n\nEND\n\nc=<<\n"), { a: "1=2", b: "x=1\n", c: "<<" }));

  it("are refused where a line is no assignment, or an end is missing", () => {
    assert.throws(() => assignmentsIn("nonsense\n"), /Invalid format/);
    assert.throws(() => assignmentsIn("a<<END\nb\n"), /delimiter not found/);
  });
});

import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { parse } from "yaml";
import { actionFile } from "../../cli/gate/build/action-file.ts";
import { eventNames } from "../../cli/gate/event.ts";
import { parseDeclaration } from "../../governance/index.ts";
import { root } from "../../local/environment/index.ts";

interface Job {
  readonly name: string;
  readonly permissions?: unknown;
  readonly "timeout-minutes": number;
  readonly steps: readonly { readonly uses: string; readonly with?: Readonly<Record<string, string>> }[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const text = await readFile(join(root, "stacks/gate/gate.yml"), "utf8");
const workflow = parse(text) as Workflow;
const [job, ...others] = Object.values(workflow.jobs);
const file = join(root, "stacks/organization/governance.yaml");
const { gate, organization } = parseDeclaration(await readFile(file, "utf8"), file);

describe("the gate's workflow", () => {
  it("runs on what a required workflow can run on, without filters, which GitHub ignores there", () => {
    assert.deepEqual(workflow.on, { pull_request: null, merge_group: null });
    for (const name of Object.keys(workflow.on)) assert.ok(eventNames.some((each) => each === name));
  });

  it("may read, and has no secrets", () => {
    assert.deepEqual(
      [workflow.permissions, job?.permissions],
      [{ contents: "read", "pull-requests": "read" }, undefined],
    );
    assert.doesNotMatch(text, /secrets\.|pull_request_target|write/);
  });

  it("is one job with the name of the required check, which ends in time", () => {
    assert.deepEqual([job?.name, others], [gate.check, []]);
    assert.ok((job?.["timeout-minutes"] ?? Infinity) <= 15);
  });

  it("is one step: the action of the gate's repository at a commit; nothing is checked out or run", () => {
    assert.deepEqual(
      job?.steps.map(({ uses, ...step }) => [uses.replace(/@[0-9a-f]{40}$/, "@commit"), step]),
      [[`${organization.login}/${gate.repository}/gate@commit`, {}]],
    );
  });

  it("gives the action inputs that it has", () => {
    const { inputs } = parse(actionFile("acme", "gate.mjs")) as { inputs: object };
    for (const step of job?.steps ?? []) {
      for (const name of Object.keys(step.with ?? {})) assert.ok(Object.hasOwn(inputs, name), name);
    }
  });

  it("cancels no run: GitHub asks not to, as a cancelled one blocks the merge", () => {
    assert.equal(workflow.concurrency, undefined);
  });

  it("has no expression: whoever names a branch writes no part of it", () => {
    assert.doesNotMatch(text, /\$\{\{/);
  });

  it("is pinned by the page's command to the commit that holds the action", async () => {
    const page = await readFile(join(root, "docs/gate.md"), "utf8");
    const command = /^ +(sed .*)$/m.exec(page)?.[1] ?? assert.fail("the page has the command");
    const folder = await mkdtemp(join(tmpdir(), "ai-governance-pin-"));
    try {
      await mkdir(join(folder, ".github/workflows"), { recursive: true });
      await writeFile(join(folder, ".github/workflows/gate.yml"), text);
      const git = (...words: string[]) =>
        execa("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...words], { cwd: folder });
      await git("init", "--quiet");
      await git("commit", "--quiet", "--allow-empty", "--message", "Build the gate");
      await execa("sh", ["-c", command], { cwd: folder });
      const { stdout: commit } = await git("rev-parse", "HEAD");
      const pinned = await readFile(join(folder, ".github/workflows/gate.yml"), "utf8");
      assert.equal(pinned, text.replace("0".repeat(40), commit));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("marks the one place to change", () => {
    assert.match(text, /the one place marked "yours"/);
    assert.equal(text.match(/# yours/g)?.length, 1);
  });
});

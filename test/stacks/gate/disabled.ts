/** A tool is disabled while its pull requests are open and green: the declaration changes, a new gate is built, and GitHub follows. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { parseDocument } from "yaml";
import type { QueuedRun } from "../../../local/actions/index.ts";
import { gateCommits } from "../../../local/environment/gate.ts";
import { withoutRules } from "../../attacks/controls.ts";
import { approve, merge, type Pull } from "../../attacks/pulls.ts";
import { ada, claude, gate, maya, owner, priya, tom } from "../../attacks/trial.ts";
import { succeeded } from "../../support/engine.ts";
import { proper } from "./messages.ts";
import { gateRepository, tagGate, type GateTrial, type RolledOut } from "./organization.ts";
import { answerTo, gateRun, openWith, saidBy, saying } from "./pulls.ts";
import { addMergeQueue, dequeue, enqueue, queued } from "./queue.ts";

const unsatisfied = `Required workflow '${gate.path}' is not satisfied`;

export function disabledCases(rolledOut: () => RolledOut): void {
  describe("a pull request that was green before its tool was disabled", () => {
    let trial: GateTrial;
    let [byPerson, waiting, open, hole, later]: Pull[] = [];
    before(async () => {
      ({ trial } = rolledOut());
      await addMergeQueue(trial, "storefront");
      byPerson = await green("storefront", tom, "feature/first", "Add a page");
      waiting = await green("storefront", claude, "claude/second");
      open = await green("docs", claude, "claude/open");
      hole = await green("design-system", claude, "claude/hole");
      later = await green("design-system", claude, "claude/later");
      for (const pull of [byPerson, waiting]) await enqueue(trial, tom, pull);
      await disable(rolledOut(), "claude-code", "gate-v2");
    });

    /** A pull request that the gate has let through, and that people have approved. */
    async function green(repo: string, login: string, branch: string, message = proper): Promise<Pull> {
      const pull = await openWith(trial, login, repo, branch, [
        saying(message, { [`src/${branch}.ts`]: "export {};\n" }),
      ]);
      assert.equal((await gateRun(trial)).conclusion, "success");
      await approve(trial, maya, pull);
      return pull;
    }

    const reopen = async ({ repo, number }: Pull) => {
      const { pulls } = trial.as(ada);
      await pulls.update({ owner, repo, pull_number: number, state: "closed" });
      await pulls.update({ owner, repo, pull_number: number, state: "open" });
    };

    const disabledText = (pull: Pull) => [
      `${pull.repo}#${pull.number} is blocked: 1 problem (tier standard, 1 commit, head <id>).`,
      "No tool that took part is quarantined or disabled [gate-tool-require-trust]",
      "- Claude Code took part (opened the pull request and name of the branch; commit <id>: author, trailer in line 3, trailer in line 4 and 1 more); Claude Code is disabled (Wrote a key into a log on 2026-11-25), and nothing that it had a part in is merged.",
      "Fix: Close the pull request; write the change without Claude Code.",
    ];

    it("stays in a merge queue while nothing moves it: what the old gate says there no longer counts", async () => {
      const runs = await trial.runner.settle();
      assert.deepEqual(
        runs.map(({ trigger, file, conclusion }) => [trigger, file.ref, conclusion]),
        [
          ["merge_group", `refs/tags/${gate.tag}`, "success"],
          ["merge_group", `refs/tags/${gate.tag}`, "success"],
        ],
      );
      assert.deepEqual(queued(trial, "storefront"), [byPerson?.number, waiting?.number]);
    });

    it("is thrown out of the queue once its group is built again, by the new gate", async () => {
      assert.ok(byPerson && waiting);
      await dequeue(trial, tom, byPerson);
      const run = await gateRun(trial);
      assert.deepEqual([run.trigger, run.file.ref, run.conclusion], ["merge_group", "refs/tags/gate-v2", "failure"]);
      assert.deepEqual(saidBy(run), disabledText(waiting));
      assert.deepEqual(queued(trial, "storefront"), []);
      assert.match(await answerTo(enqueue(trial, tom, waiting)), new RegExp(unsatisfied));
    });

    it("does not keep a person's pull request out, which needs the new gate's word only", async () => {
      assert.ok(byPerson);
      assert.match(await answerTo(enqueue(trial, tom, byPerson)), new RegExp(unsatisfied));
      await reopen(byPerson);
      assert.equal((await gateRun(trial)).conclusion, "success");
      await enqueue(trial, tom, byPerson);
      assert.equal((await gateRun(trial)).conclusion, "success");
      assert.equal(await isMerged(byPerson), true);
    });

    const isMerged = async ({ repo, number }: Pull) =>
      (await trial.as(tom).pulls.get({ owner, repo, pull_number: number })).data.merged;

    it("is not merged where there is no queue either: the rule asks for a run of the new gate", async () => {
      assert.ok(open);
      assert.match(await answerTo(merge(trial, tom, open)), new RegExp(unsatisfied));
      await reopen(open);
      const run = await gateRun(trial);
      assert.deepEqual([run.conclusion, saidBy(run)], ["failure", disabledText(open)]);
      assert.match(await answerTo(merge(trial, tom, open)), new RegExp(`"${gate.check}" is failing`));
    });

    it("is merged where only the check is required, as on plan team, until something else is merged into its base", async () => {
      assert.ok(hole && later);
      await withoutRules(trial, "workflows");
      assert.equal(await answerTo(merge(trial, tom, hole)), "merged");
      assert.match(await answerTo(merge(trial, tom, later)), new RegExp(`"${gate.check}" is expected`));
    });
  });
}

/** Declares it, builds a gate of the new declaration, and rolls both out. */
async function disable({ environment, stack, trial }: RolledOut, tool: string, tag: string): Promise<void> {
  const { declarationFile } = environment;
  const document = parseDocument(await readFile(declarationFile, "utf8"));
  document.setIn(["tools", tool, "state"], "disabled");
  document.setIn(["tools", tool, "reason"], "Wrote a key into a log on 2026-11-25");
  document.setIn(["gate", "ref"], `refs/tags/${tag}`);
  await writeFile(declarationFile, document.toString());
  const pull = await openWith(trial, ada, gateRepository, tag, await gateCommits(declarationFile, gate.path));
  // Its own workflow runs there besides the one that is required.
  const isOfGate = ({ repository }: QueuedRun) => repository === `${owner}/${gateRepository}`;
  for (const isRequired of [true, false]) {
    const run = await trial.runner.next(isOfGate);
    assert.deepEqual([run?.file.isRequired, run?.conclusion], [isRequired, "success"]);
  }
  for (const reviewer of [maya, priya]) await approve(trial, reviewer, pull);
  assert.equal(await answerTo(merge(trial, ada, pull)), "merged");
  await tagGate(trial, tag);
  succeeded(await stack.pulumi("up", "--yes"));
}

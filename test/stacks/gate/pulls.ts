/** Commits with messages, pull requests, and what the gate made of them. */
import assert from "node:assert/strict";
import type { FinishedRun } from "../../../local/actions/index.ts";
import { commitOnto, type NewCommit } from "../../../local/environment/commits.ts";
import { tipOf, type Pull } from "../../attacks/pulls.ts";
import { gate, owner, type Trial } from "../../attacks/trial.ts";
import type { GateTrial } from "./organization.ts";

/** Commits one after the other to a branch, which is made from main where it is missing. Returns the last. */
export async function commitFiles(
  trial: Trial,
  login: string,
  repo: string,
  branch: string,
  commits: readonly NewCommit[],
): Promise<string> {
  const from = tipOf(trial, repo, branch) ?? tipOf(trial, repo, "main") ?? "";
  return commitOnto(trial.as(login), { owner, repo, branch, from }, commits);
}

/** One commit with this message, that changes these files. */
export const saying = (
  message: string,
  files: Readonly<Record<string, string>> = { "src/checkout.ts": "export const total = 1;\n" },
): NewCommit => ({ message, files: () => files });

/** A pull request of commits to a new branch. */
export async function openWith(
  trial: Trial,
  login: string,
  repo: string,
  branch: string,
  commits: readonly NewCommit[],
  more: { readonly draft?: boolean } = {},
): Promise<Pull> {
  await commitFiles(trial, login, repo, branch, commits);
  const { data } = await trial
    .as(login)
    .pulls.create({ owner, repo, head: branch, base: "main", title: branch, ...more });
  return { repo, number: data.number };
}

/** The gate's run, which is the only one that waits. */
export async function gateRun({ runner }: GateTrial): Promise<FinishedRun> {
  const runs = (await runner.settle()).filter(({ file }) => file.path === gate.path);
  assert.equal(runs.length, 1, `the gate ran ${runs.length} times`);
  return runs[0]!;
}

/** What a run said for people to read: the verdict, what must change and what is claimed, with names for ids of commits. */
export function saidBy({ log }: FinishedRun): string[] {
  const printed = log.split("\n").filter((line) => !line.startsWith("::"));
  const text = printed.join("\n").replace(/\b[0-9a-f]{7,64}\b/g, "<id>");
  const [verdict = "", ...sections] = text.split("\n\n");
  const wanted = sections.filter((section) => /^(What must change|Claims)\n/.test(section));
  return [verdict, ...wanted.flatMap((section) => section.split("\n").slice(1))].map((line) => line.trim());
}

/** GitHub's answer to a merge. */
export const answerTo = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "merged",
    (error: Error) => error.message,
  );

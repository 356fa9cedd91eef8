import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { root } from "../environment/index.ts";
import { ratio, type Bench } from "./bench.ts";
import { gateHistory } from "./gate-history.ts";
import { table } from "./table.ts";

/** Design budget: at most so many times the `git log` that lists the same commits with their messages and changes. */
const mostTimes = 3;
const rounds = 9;
const defaultSizes = [1000];

export interface GateTimes {
  readonly commits: number;
  /** Milliseconds of the gate over one commit: mostly starting. */
  readonly one: number;
  /** Milliseconds of the gate over all of them. */
  readonly all: number;
  /** Milliseconds of `git log --patch` over all of them, messages and changes, its start included. */
  readonly log: number;
}

export const gateBench: Bench = {
  name: "gate",
  about: "the gate over a range of 1,000 commits beyond its start, against git log with messages and changes",
  async run({ sizes = defaultSizes, progress, signal }) {
    const folder = await mkdtemp(join(tmpdir(), "ai-governance-bench-"));
    try {
      const found: GateTimes[] = [];
      for (const commits of sizes) {
        progress(`judging ${commits} commits ${rounds} times`);
        found.push(await measure(join(folder, String(commits)), commits, signal));
      }
      return judgeGate(found);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

export function judgeGate(found: readonly GateTimes[]): { table: string; broken: string[] } {
  const times = ({ one, all, log }: GateTimes) => (all - one) / log;
  const whole = (milliseconds: number) => milliseconds.toFixed(0);
  const rows = found.map((each) => [
    String(each.commits),
    ...[each.one, each.all, each.log].map(whole),
    ratio(times(each)),
  ]);
  return {
    table: table(["commits", "ms for one", "ms for all", "ms of git log", "reading and judging to git log"], rows),
    broken: found.flatMap((each) => brokenBudget(each.commits, times(each))),
  };
}

function brokenBudget(commits: number, times: number): string[] {
  if (times > 0 && times <= mostTimes) return [];
  const what = times > 0 ? `${ratio(times)} times the git log that lists them` : "not to be told on so busy a machine";
  return [`${commits} commits: ${what}, at most ${mostTimes}`];
}

async function measure(folder: string, commits: number, signal: AbortSignal | undefined): Promise<GateTimes> {
  const gitDir = join(folder, "repository.git");
  await execa("git", ["init", "--quiet", "--bare", gitDir]);
  await execa("git", ["--git-dir", gitDir, "fast-import", "--quiet"], { input: gateHistory(commits) });
  const judged = (range: string) => timed(() => gate(folder, gitDir, range, signal));
  const times = { one: [] as number[], all: [] as number[], log: [] as number[] };
  // In turns, so that a busy moment of the machine meets all three.
  for (let round = 0; round < rounds; round++) {
    times.one.push(await judged("head~1..head"));
    times.all.push(await judged("base..head"));
    times.log.push(await timed(() => gitLog(gitDir, signal)));
  }
  // The least, not the median: a busy machine only ever adds, and here one time is taken from another.
  return { commits, one: Math.min(...times.one), all: Math.min(...times.all), log: Math.min(...times.log) };
}

async function gate(folder: string, gitDir: string, range: string, cancelSignal: AbortSignal | undefined) {
  const declaration = join(root, "stacks/organization/governance.yaml");
  const report = join(folder, "report.json");
  const words = ["gate", "--declaration", declaration, "--range", range, "--git-dir", gitDir, "--repository", "docs"];
  const { exitCode, stderr } = await execa(process.execPath, [join(root, "cli/main.ts"), ...words, "--json", report], {
    reject: false,
    ...(cancelSignal && { cancelSignal }),
  });
  cancelSignal?.throwIfAborted();
  if (exitCode !== 0) throw new Error(`the gate ended with exit code ${exitCode}, and must pass: ${stderr}`);
}

async function gitLog(gitDir: string, cancelSignal: AbortSignal | undefined) {
  const words = ["log", "--format=raw", "--patch", "--no-renames", "base..head"];
  await execa("git", ["--git-dir", gitDir, ...words], {
    ...{ stdout: "ignore", ...(cancelSignal && { cancelSignal }) },
  });
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../environment/index.ts";
import { median, ratio, seconds, type Bench } from "./bench.ts";
import { makeHistory } from "./git-history.ts";
import { table } from "./table.ts";

/**
 * At most so many times the `git log` of the same commits, in the larger history: the start of Node weighs more in a small one. It holds
 * where git and our process have a processor each.
 */
const mostTimes = 3;
/** A history four times as long takes at most so much more memory; all of its commits would take 400 MiB more. */
const mostMoreMebibytes = 50;
const sizes = [50_000, 200_000] as const;
const rounds = 3;

export interface Scan {
  readonly commits: number;
  /** Of the `git log` that lists the same commits. */
  readonly git: number;
  readonly ours: number;
  /** Peak of our process. */
  readonly mebibytes: number;
}

export const provenanceScan: Bench = {
  name: "provenance-scan",
  about: "reading where a history comes from, against the git log that lists the same commits",
  async run({ progress, signal }) {
    const folder = await mkdtemp(join(tmpdir(), "ai-governance-bench-"));
    try {
      const scans: Scan[] = [];
      for (const commits of sizes) scans.push(await measure(folder, commits, progress, signal));
      return judgeScans(scans);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

export function judgeScans(scans: readonly Scan[]): { table: string; broken: string[] } {
  const [smallest, largest] = [scans.at(0), scans.at(-1)];
  if (smallest === undefined || largest === undefined) throw new Error("nothing was measured");
  const times = largest.ours / largest.git;
  const more = largest.mebibytes - smallest.mebibytes;
  return {
    table: table(
      ["commits", "git log", "ours", "ours to git", "peak MiB"],
      scans.map(({ commits, git, ours, mebibytes }) => [
        commits.toLocaleString("en-US"),
        seconds(git),
        seconds(ours),
        ratio(ours / git),
        mebibytes.toFixed(0),
      ]),
    ),
    broken: [
      ...(times <= mostTimes
        ? []
        : [`${largest.commits} commits: ${ratio(times)} times the git log that lists them, at most ${mostTimes}`]),
      ...(more <= mostMoreMebibytes
        ? []
        : [
            `${largest.commits} commits take ${more.toFixed(0)} MiB more than ${smallest.commits}, at most ${mostMoreMebibytes}`,
          ]),
    ],
  };
}

async function measure(
  folder: string,
  commits: number,
  progress: (line: string) => void,
  signal?: AbortSignal,
): Promise<Scan> {
  progress(`making a history of ${commits} commits`);
  const gitDir = await makeHistory(folder, commits);
  progress(`reading it ${rounds} times by both`);
  const [git, ours, peaks]: [number[], number[], number[]] = [[], [], []];
  // In turns, so that a busy moment of the machine meets both.
  for (let round = 0; round < rounds; round++) {
    git.push((await timed("git", ["--git-dir", gitDir, "log", "main"], signal)).seconds);
    const scan = await timed(process.execPath, [...scanning, "--git-dir", gitDir], signal);
    ours.push(scan.seconds);
    peaks.push(Number(scan.errors) / 1024);
  }
  return { commits, git: median(git), ours: median(ours), mebibytes: median(peaks) };
}

// Tells its peak in KiB at the end.
const tellsPeak = `process.on("exit", () => process.stderr.write(String(process.resourceUsage().maxRSS)))`;
const scanning = [
  "--import",
  `data:text/javascript,${encodeURIComponent(tellsPeak)}`,
  join(root, "cli/main.ts"),
  "provenance",
  "scan",
];

/** What it prints is read and thrown away, as by a reader that keeps up. */
async function timed(
  program: string,
  words: readonly string[],
  signal?: AbortSignal,
): Promise<{ seconds: number; errors: string }> {
  const started = performance.now();
  const child = spawn(program, words, { stdio: ["ignore", "pipe", "pipe"], ...(signal && { signal }) });
  let errors = "";
  child.stdout.resume();
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const [exitCode] = (await once(child, "close")) as [number | null];
  if (exitCode !== 0) throw new Error(`${program} ${words.join(" ")} failed:\n${errors}`);
  return { seconds: (performance.now() - started) / 1000, errors };
}

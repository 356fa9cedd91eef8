import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { policyPack, root } from "../environment/index.ts";
import { median, ratio, type Bench } from "./bench.ts";
import { makeEmptyPack } from "./empty-pack.ts";
import { table } from "./table.ts";

/** Design budget: at most so many times an empty pack's time, and so many MiB more. */
const mostTimes = 1.1;
const mostMoreMebibytes = 10;
const rounds = 9;

export interface Start {
  readonly milliseconds: number;
  /** Peak of the process when it serves; undefined where the system does not tell. */
  readonly mebibytes: number | undefined;
}

export const packStart: Bench = {
  name: "pack-start",
  about: "the policy pack until it serves, against a pack without rules",
  async run({ progress }) {
    const folder = await mkdtemp(join(tmpdir(), "ai-governance-bench-"));
    try {
      progress(`starting both packs ${rounds} times`);
      const empty = await makeEmptyPack(folder);
      const starts: { empty: Start; ours: Start }[] = [];
      // In turns, so that a busy moment of the machine meets both.
      for (let round = 0; round < rounds; round++) {
        starts.push({ empty: await startPack(empty), ours: await startPack(policyPack) });
      }
      return judgeStarts(middle(starts.map((one) => one.empty)), middle(starts.map((one) => one.ours)));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

export function judgeStarts(empty: Start, ours: Start): { table: string; broken: string[] } {
  const times = ours.milliseconds / empty.milliseconds;
  const more = (ours.mebibytes ?? Number.NaN) - (empty.mebibytes ?? Number.NaN);
  const row = (name: string, { milliseconds, mebibytes }: Start) => [
    name,
    milliseconds.toFixed(0),
    mebibytes?.toFixed(0) ?? "unknown",
  ];
  return {
    table: table(
      ["pack", "ms", "peak MiB"],
      [
        row("empty", empty),
        row("ours", ours),
        ["ours to empty", ratio(times), Number.isNaN(more) ? "unknown" : `${more > 0 ? "+" : ""}${more.toFixed(0)}`],
      ],
    ),
    broken: [
      ...(times > mostTimes ? [`${ratio(times)} times the start of an empty pack, at most ${mostTimes}`] : []),
      ...(more > mostMoreMebibytes
        ? [`${more.toFixed(0)} MiB more than an empty pack, at most ${mostMoreMebibytes}`]
        : []),
    ],
  };
}

function middle(starts: readonly Start[]): Start {
  const known = starts.flatMap(({ mebibytes }) => mebibytes ?? []);
  return {
    milliseconds: median(starts.map(({ milliseconds }) => milliseconds)),
    mebibytes: known.length === starts.length ? median(known) : undefined,
  };
}

const script = join(root, "node_modules/@pulumi/pulumi/cmd/run-policy-pack/index.js");

/** Starts a pack as the engine's host does, until it says its port. */
async function startPack(pack: string): Promise<Start> {
  const started = performance.now();
  // No engine listens there: a pack talks to it only when it has something to log.
  const server = spawn(process.execPath, [script, "127.0.0.1:1", pack], {
    cwd: pack,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  server.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const ended = once(server, "exit");
  const failure = ended.then(() => Promise.reject(new Error(`${pack} did not start:\n${errors}`)));
  failure.catch(() => undefined);
  try {
    await Promise.race([once(createInterface(server.stdout), "line"), failure]);
    const milliseconds = performance.now() - started;
    return { milliseconds, mebibytes: await peakOf(server.pid ?? 0) };
  } finally {
    server.kill("SIGKILL");
    await ended;
  }
}

/** Linux only. */
async function peakOf(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
}

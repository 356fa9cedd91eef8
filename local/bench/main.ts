/** `npm run bench`: what the project costs, against its budgets. Exit codes: see `--help`. */
import { parseArgs } from "node:util";
import pc from "picocolors";
import { prepare } from "../setup/prepare.ts";
import type { Bench } from "./bench.ts";
import { gateBench } from "./gate.ts";
import { longMessage } from "./long-message.ts";
import { organization } from "./organization.ts";
import { packPreview } from "./pack-preview.ts";
import { packStart } from "./pack-start.ts";
import { provenanceScan } from "./provenance-scan.ts";
import { stackTraces } from "./stack-traces.ts";

const benches: readonly Bench[] = [
  organization,
  packStart,
  packPreview,
  stackTraces,
  provenanceScan,
  gateBench,
  longMessage,
];

const help = `npm run bench [-- --only <name>] [-- --repositories <n>]

Measures what the project costs on local servers and the real Pulumi engine. Budgets are counts and ratios of one run,
never seconds, so that any machine may judge them.

${benches.map(({ name, about }) => `  ${name.padEnd(15)} ${about}`).join("\n")}

  --only <name>         only that one; may be given more than once
  --repositories <n>    that many repositories, or commits, instead of the usual numbers; may be given more than once
  --help                this text

Exit codes: 0 within budget, 1 a budget is broken, 2 wrong arguments or nothing could be measured, 130 interrupted.
`;

const interruption = new AbortController();

process.exitCode = await main();

async function main(): Promise<number> {
  const flags = readFlags();
  if (flags === undefined) return 2;
  if (flags.help) {
    console.log(help);
    return 0;
  }
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  try {
    return await runAll(flags.benches, flags.sizes);
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    return interruption.signal.aborted ? 130 : 2;
  }
}

function interrupt(): void {
  interruption.abort(new Error("interrupted"));
}

interface Flags {
  readonly help: boolean;
  readonly benches: readonly Bench[];
  readonly sizes: readonly number[] | undefined;
}

function readFlags(): Flags | undefined {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: "string", multiple: true },
        repositories: { type: "string", multiple: true },
        help: { type: "boolean", default: false },
      },
    });
    const chosen = values.only?.map((name) => benchNamed(name)) ?? benches;
    return { help: values.help, benches: chosen, sizes: values.repositories?.map((text) => sizeOf(text)) };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${help}`);
    return undefined;
  }
}

function benchNamed(name: string): Bench {
  const found = benches.find((bench) => bench.name === name);
  if (found !== undefined) return found;
  throw new Error(`--only: found "${name}", allowed: ${benches.map((bench) => bench.name).join(", ")}`);
}

function sizeOf(text: string): number {
  const size = Number(text);
  if (Number.isInteger(size) && size >= 2) return size;
  throw new Error(`--repositories: found "${text}", allowed: a whole number from 2 on`);
}

async function runAll(chosen: readonly Bench[], sizes: readonly number[] | undefined): Promise<number> {
  const progress = (line: string) => console.log(pc.dim(line));
  const toolchain = await prepare(progress);
  let broken = 0;
  for (const bench of chosen) {
    console.log(`\n${pc.bold(bench.name)}: ${bench.about}`);
    const result = await bench.run({ toolchain, sizes, progress, signal: interruption.signal });
    console.log(result.table);
    for (const line of result.broken) console.log(`  ${pc.red("over budget")}: ${line}`);
    broken += result.broken.length;
  }
  console.log(broken === 0 ? "\nwithin budget" : `\n${broken} over budget`);
  return broken === 0 ? 0 : 1;
}

import type { Toolchain } from "../toolchain/index.ts";

/** One thing that is measured against its budget. */
export interface Bench {
  /** What `--only` takes. */
  readonly name: string;
  /** One sentence for the help text. */
  readonly about: string;
  run(args: BenchArgs): Promise<BenchResult>;
}

export interface BenchArgs {
  readonly toolchain: Toolchain;
  /** Numbers of repositories; default: the bench's own. */
  readonly sizes?: readonly number[] | undefined;
  readonly progress: (line: string) => void;
  readonly signal?: AbortSignal;
}

export interface BenchResult {
  /** What was found, ready to print. */
  readonly table: string;
  /** Budgets that are not kept, one a line; empty: all are. */
  readonly broken: readonly string[];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

export const seconds = (value: number): string => `${value.toFixed(1)} s`;
export const ratio = (value: number): string => value.toFixed(2);

import { provenanceOfCommit, type CommitFacts } from "../../governance/provenance/index.ts";
import { ratio, type Bench } from "./bench.ts";
import { table } from "./table.ts";

/** Four times the length takes four times the time where reading is linear, and sixteen times where it is quadratic. */
const mostTimes = 8;
const rounds = 5;
const characters = 250_000;

/** What is written again and again in a message that means to be slow to read. */
const hostile: Readonly<Record<string, string>> = {
  "one line of colons": ":",
  "one line of spaces": " ",
  trailers: "Co-authored-by: Claude <noreply@anthropic.com>\n",
  "half trailers": "Co-authored-by: Claude <\n",
  "a trailer that goes on": " Assisted-by\n",
  fences: "```\n",
  quotations: "> Assisted-by: aider\n",
  links: "https://claude.ai/code/",
};

export interface Reading {
  readonly name: string;
  /** Milliseconds for a message of so many characters, and for one of four times as many. */
  readonly short: number;
  readonly long: number;
}

export const longMessage: Bench = {
  name: "long-message",
  about: "reading where a commit comes from in a hostile message of 1 MB, against one of a quarter of that",
  run({ progress }) {
    progress(`reading ${Object.keys(hostile).length} kinds of messages ${rounds} times`);
    const readings = Object.entries(hostile).map(([name, piece]) => {
      const read = (length: number) => timeOf(`Title\n\nAssisted-by: aider\n${piece.repeat(length / piece.length)}`);
      read(characters / 10);
      return { name, short: least(() => read(characters)), long: least(() => read(4 * characters)) };
    });
    return Promise.resolve(judgeReadings(readings));
  },
};

export function judgeReadings(readings: readonly Reading[]): { table: string; broken: string[] } {
  const times = ({ short, long }: Reading) => long / short;
  return {
    table: table(
      ["message", "ms for 250 kB", "ms for 1 MB", "times"],
      readings.map((each) => [each.name, each.short.toFixed(1), each.long.toFixed(1), ratio(times(each))]),
    ),
    broken: readings
      .filter((each) => !(times(each) <= mostTimes))
      .map(
        (each) => `${each.name}: four times the length takes ${ratio(times(each))} times as long, at most ${mostTimes}`,
      ),
  };
}

function timeOf(message: string): number {
  const person = { name: "Tom", email: "tom@example.com" };
  const commit: CommitFacts = {
    ...{ id: "0".repeat(40), parents: [], author: person, committer: person },
    ...{ message, verified: false },
  };
  const started = performance.now();
  provenanceOfCommit(commit, { tools: [], automation: [] });
  return performance.now() - started;
}

const least = (measure: () => number): number => Math.min(...Array.from({ length: rounds }, measure));

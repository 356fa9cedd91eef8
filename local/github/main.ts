/** Local GitHub from the command line. */
import { parseArgs } from "node:util";
import { readSeed } from "./core/seed-file.ts";
import { startLocalGitHub, type LocalGitHub } from "./server.ts";

const usage = `Starts a GitHub API server on this machine (127.0.0.1 only).

  node local/github/main.ts [--port <number>] [--state <file>] [--seed <file>]

  --port <number>  port to listen on; default: any free one
  --state <file>   JSON file that keeps what happens between runs; default: nothing is kept
  --seed <file>    JSON file with organization, users, teams, apps and repositories (type Seed in
                   local/github/core/seed.ts); needed unless --state names an earlier run
  --help           this text
`;

await main();

async function main(): Promise<void> {
  try {
    const settings = settingsFrom(process.argv.slice(2));
    if (settings === undefined) process.stdout.write(usage);
    else await run(await startLocalGitHub(settings));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

function settingsFrom(args: string[]) {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ args, options: { port: text, state: text, seed: text, help: { type: "boolean" } } });
  if (values.help === true) return undefined;
  const seed = values.seed === undefined ? {} : { seed: readSeed(values.seed) };
  const state = values.state === undefined ? {} : { stateFile: values.state };
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  return { port: portFrom(values.port), log, ...state, ...seed };
}

function portFrom(text = "0"): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new Error(`--port ${text}: found no port number. Write a whole number from 0 (any free port) to 65535.`);
}

async function run(server: LocalGitHub): Promise<void> {
  const tokens = Object.entries(server.tokens).map(([actor, token]) => `  ${actor.padEnd(32)} ${token}\n`);
  process.stdout.write(`REST     ${server.apiUrl}\nGraphQL  ${server.graphqlUrl}\nTokens\n${tokens.join("")}`);
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  await server.close();
}

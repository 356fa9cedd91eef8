/** Local GitHub from the command line. */
import { parseArgs } from "node:util";
import { readSeed } from "./core/seed-file.ts";
import { startLocalGitHub, type LocalGitHub } from "./server.ts";

const usage = `Starts a GitHub API server on this machine (127.0.0.1 only).

  node local/github/main.ts [--port <number>] [--state <file>] [--seed <file>] [--https]

  --port <number>  port to listen on; default: any free one
  --state <file>   JSON file that keeps what happens between runs; default: nothing is kept
  --seed <file>    JSON file with organization, users, teams, apps and repositories (type Seed in
                   local/github/core/seed.ts); needed unless --state names an earlier run
  --https          https in place of http; prints the file with the certificate that clients must trust, e.g. by
                   NODE_EXTRA_CA_CERTS (Node) or SSL_CERT_FILE (Go on Linux, OpenSSL)
  --help           this text

The same port answers as GitHub Enterprise Server (REST below /api/v3, GraphQL at /api/graphql) and as api.github.com (REST
at /, GraphQL at /graphql); every address in an answer follows the layout of its request.
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
  const flag = { type: "boolean" } as const;
  const options = { port: text, state: text, seed: text, https: flag, help: flag };
  const { values } = parseArgs({ args, options });
  if (values.help === true) return undefined;
  const seed = values.seed === undefined ? {} : { seed: readSeed(values.seed) };
  const state = values.state === undefined ? {} : { stateFile: values.state };
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  return { port: portFrom(values.port), https: values.https === true, log, ...state, ...seed };
}

function portFrom(text = "0"): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new Error(`--port ${text}: found no port number. Write a whole number from 0 (any free port) to 65535.`);
}

async function run(server: LocalGitHub): Promise<void> {
  const tokens = Object.entries(server.tokens).map(([actor, token]) => `  ${actor.padEnd(32)} ${token}\n`);
  const trust = server.caFile === undefined ? "" : `Trust    ${server.caFile}\n`;
  process.stdout.write(`REST     ${server.apiUrl}\nGraphQL  ${server.graphqlUrl}\n${trust}Tokens\n${tokens.join("")}`);
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  await server.close();
}

import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { LocalAwsError, prepareMoto } from "./moto.ts";

/** A running local AWS: S3, KMS, IAM and STS on the loopback interface. Its state is in memory and ends with it. */
export interface LocalAws {
  /** Endpoint of every service, e.g. `http://127.0.0.1:4566`. S3 needs path-style addressing. */
  readonly url: string;
  /** What the AWS SDKs, the CLI and the providers need in their environment to use it. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends the server and waits for its end. */
  close(): Promise<void>;
}

const startSeconds = 60;

/**
 * Starts local AWS; prepares it first where needed. It ends with this process, however that ends.
 *
 * @param args.port port on 127.0.0.1; default 0, any free one.
 * @throws LocalAwsError when the port is taken, the server does not start, or it cannot be set up.
 */
export async function startLocalAws(args: { readonly port?: number } = {}): Promise<LocalAws> {
  const python = await prepareMoto(() => {});
  const port = args.port ?? 0;
  const script = join(import.meta.dirname, "server", "start.py");
  // Standard input stays open for as long as this process lives: its end is the server's signal to end.
  const server = spawn(python, ["-B", script, "--port", String(port)], { stdio: ["pipe", "pipe", "pipe"] });
  const url = `http://127.0.0.1:${await listeningPort(server, port)}`;
  return { url, env: environmentFor(url), close: () => end(server) };
}

type Server = ChildProcessByStdio<Writable, Readable, Readable>;

async function listeningPort(server: Server, port: number): Promise<number> {
  let errors = "";
  server.stderr.setEncoding("utf8").on("data", (text: string) => (errors = (errors + text).slice(-4000)));
  const line = once(createInterface(server.stdout), "line", { signal: AbortSignal.timeout(startSeconds * 1000) });
  const failure = Promise.race([once(server, "exit"), once(server, "error")]).then((reason: unknown[]) => {
    throw startError(port, errors, String(reason[0]));
  });
  failure.catch(() => {});
  try {
    const [text] = (await Promise.race([line, failure])) as [string];
    return (JSON.parse(text) as { port: number }).port;
  } catch (error) {
    server.kill("SIGKILL");
    throw error instanceof LocalAwsError ? error : startError(port, errors, `no answer within ${startSeconds} s`);
  }
}

function startError(port: number, errors: string, reason: string): LocalAwsError {
  if (/already in use|in use by another program/i.test(errors)) {
    return new LocalAwsError(
      `port ${port} on 127.0.0.1 is in use: end the program that uses it, or leave the port out to get a free one`,
    );
  }
  const tail = errors.trim().split("\n").slice(-6).join("\n  | ");
  return new LocalAwsError(`the local AWS server did not start (${reason}):\n  | ${tail}`);
}

function environmentFor(url: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: "local-access-key",
    AWS_SECRET_ACCESS_KEY: "local-secret-key",
    AWS_REGION: "eu-central-1",
    AWS_EC2_METADATA_DISABLED: "true",
  };
}

async function end(server: Server): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  server.stdin.end();
  await ended;
}

import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Downloads } from "../../../local/toolchain/released.ts";

/** A machine with nothing but what the test puts on it: an empty PATH and HOME of its own. */
export interface Machine {
  readonly folder: string;
  readonly environment: Record<string, string>;
  readonly lines: string[];
  readonly progress: (line: string) => void;
  /** An executable on the PATH; its body is a CommonJS Node script. */
  program(name: string, body: string): string;
  file(path: string, content: string, mode?: number): string;
  /** What the fakes recorded, one JSON value a line. */
  calls(): unknown[];
  remove(): void;
}

export function emptyMachine(): Machine {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "toolchain-")));
  const record = join(folder, "calls");
  const lines: string[] = [];
  const file = (path: string, content: string, mode = 0o644): string => {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content, { mode });
    return target;
  };
  return {
    folder,
    environment: { HOME: join(folder, "home"), PATH: join(folder, "bin"), CALLS: record },
    lines,
    progress: (line) => void lines.push(line),
    program: (name, body) => file(join("bin", name), `#!${process.execPath}\n${body}`, 0o755),
    file,
    calls: () =>
      (existsSync(record) ? readFileSync(record, "utf8").trim().split("\n") : []).map((line) => JSON.parse(line)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Says its version; as `pulumi plugin install resource NAME VERSION` it makes the plugin's folder. */
export const fakePulumi = (version: string): string => `
const { mkdirSync, writeFileSync } = require("node:fs");
const [command, , , name, wanted] = process.argv.slice(2);
if (command === "version") console.log("v${version}");
else {
  const folder = process.env.PULUMI_HOME + "/plugins/resource-" + name + "-v" + wanted;
  mkdirSync(folder, { recursive: true });
  writeFileSync(folder + "/pulumi-resource-" + name, "downloaded", { mode: 0o755 });
}`;

/** Says its version; as `go build -o TARGET ...` it writes TARGET and records where and how it was called. */
export const fakeGo = (version: string): string => `
const { appendFileSync, mkdirSync, writeFileSync } = require("node:fs");
const { dirname, basename } = require("node:path");
const [command, , target, ...args] = process.argv.slice(2);
if (command === "version") console.log("go version go${version} linux/amd64");
else {
  const { GOWORK, GOFLAGS } = process.env;
  appendFileSync(process.env.CALLS, JSON.stringify({ target: basename(target), cwd: process.cwd(), args, GOWORK, GOFLAGS }) + "\\n");
  mkdirSync(dirname(target), { recursive: true });
  const engine = ${JSON.stringify(`#!${process.execPath}\n`)} + ${JSON.stringify(fakePulumi("3.259.0"))};
  writeFileSync(target, basename(target) === "pulumi" ? engine : "built", { mode: 0o755 });
}`;

export const offline: Downloads = {
  problem: (url) => Promise.resolve(`${new URL(url).hostname} cannot be reached`),
  installEngine: () => Promise.reject(new Error("called without network")),
};

/** Downloads work: the released engine is the given program. */
export const online = (pulumi: string): Downloads => ({
  problem: () => Promise.resolve(undefined),
  installEngine: (root) => {
    mkdirSync(join(root, "bin"));
    writeFileSync(join(root, "bin/pulumi"), `#!${process.execPath}\n${pulumi}`, { mode: 0o755 });
    return Promise.resolve();
  },
});

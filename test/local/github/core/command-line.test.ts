import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { org, owner, seed, startFixture } from "../fixture.ts";

const main = path.join(import.meta.dirname, "../../../../local/github/main.ts");

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command; `onUrl` is called with the REST address once the server answers. */
async function run(args: string[], onUrl?: (url: string, stop: () => void) => Promise<void>): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const stop = (): void => void child.kill("SIGTERM");
  let out = "";
  let err = "";
  let seen: Promise<void> | undefined;
  child.stderr.on("data", (chunk) => (err += String(chunk)));
  child.stdout.on("data", (chunk) => {
    out += String(chunk);
    const url = /^REST +(\S+)$/m.exec(out)?.[1];
    if (url !== undefined && out.includes("Tokens")) seen ??= onUrl?.(url, stop);
  });
  const [code] = (await once(child, "close")) as [number | null];
  await seen;
  return { code, out, err };
}

describe("the command line of local GitHub", () => {
  let folder: string;
  let seedFile: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "local-github-cli-"));
    seedFile = path.join(folder, "seed.json");
    await writeFile(seedFile, JSON.stringify(seed));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("prints addresses and tokens, keeps the state and ends cleanly when told to", async () => {
    const stateFile = path.join(folder, "state.json");
    const { code, out, err } = await run(["--seed", seedFile, "--state", stateFile], async (url, stop) => {
      const answer = await fetch(`${url}/orgs/${org}`, { headers: { authorization: `Bearer ghp_local-${owner}` } });
      assert.equal(answer.status, 200);
      stop();
    });
    assert.deepEqual([code, err], [0, ""]);
    assert.match(out, /^GraphQL +http:\/\/127\.0\.0\.1:\d+\/api\/graphql$/m);
    assert.match(out, /^ {2}olivia-owner +ghp_local-olivia-owner$/m);
    assert.match(await readFile(stateFile, "utf8"), /"version":1/);
  });

  it("serves https where told to, and says which certificate to trust", async () => {
    const { code, out } = await run(["--seed", seedFile, "--https"], async (url, stop) => {
      await assert.rejects(fetch(`${url}/orgs/${org}`));
      stop();
    });
    assert.equal(code, 0);
    assert.match(out, /^REST +https:\/\/127\.0\.0\.1:\d+\/api\/v3$/m);
    assert.match(out, /^Trust +\S+ca\.pem$/m);
  });

  it("explains itself", async () => {
    const { code, out } = await run(["--help"]);
    assert.equal(code, 0);
    for (const option of ["--port", "--state", "--seed", "--https"]) assert.ok(out.includes(option), option);
  });

  it("refuses with one clear error and exit code 1", async () => {
    const fixture = await startFixture();
    try {
      const port = String(fixture.server.port);
      const cases: [string[], RegExp][] = [
        [[], /^Local GitHub needs a seed: no earlier state was found to start from\.\n$/],
        [
          ["--port", "x"],
          /^--port x: found no port number\. Write a whole number from 0 \(any free port\) to 65535\.\n$/,
        ],
        [["--colour"], /Unknown option '--colour'/],
        [["--seed", path.join(folder, "none.json")], /none\.json: ENOENT/],
        [["--seed", seedFile, "--port", port], new RegExp(`^Port ${port} is in use by another program\\.`)],
      ];
      await Promise.all(
        cases.map(async ([args, message]) => {
          const { code, out, err } = await run(args);
          assert.match(err, message);
          assert.deepEqual([code, out], [1, ""], args.join(" "));
        }),
      );
    } finally {
      await fixture.end();
    }
  }).timeout(60_000);

  it("names everything that is wrong with a seed", async () => {
    await writeFile(
      seedFile,
      JSON.stringify({ organization: { login: org, plan: "gold" }, user: [], apps: [{ id: "1" }] }),
    );
    const { code, err } = await run(["--seed", seedFile]);
    assert.equal(code, 1);
    assert.deepEqual(err.trim().split("\n  "), [
      `${seedFile} is no seed (see the type Seed in local/github/core/seed.ts):`,
      "/ must have required property 'users'",
      "/ must NOT have additional properties: user",
      "/organization/plan must be equal to one of the allowed values: free, team, enterprise",
      "/apps/0 must have required property 'slug'",
      "/apps/0/id must be integer",
    ]);
  });
}).timeout(30_000);

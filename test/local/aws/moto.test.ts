import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { LocalAwsError, motoVersion, prepareMoto, startLocalAws } from "../../../local/aws/index.ts";
import { runningAws } from "./running-aws.ts";

/** Plays python3: tells its version, and makes a venv whose python is the script $FAKE_PIP. */
const fakePython = (version: string) => `#!/bin/sh
case "$*" in
  -c*) echo ${version} ;;
  "-m venv"*)
    if [ -n "$NO_VENV" ]; then echo "No module named venv"; exit 1; fi
    echo made >> "$LOG"
    sleep "\${SLOW:-0}"
    mkdir -p "$3/bin" && cp "$FAKE_PIP" "$3/bin/python" ;;
esac
`;
const pipWorks = '#!/bin/sh\necho wheel > "$(dirname "$0")/../moto.py"\n';
const pipFails = "#!/bin/sh\necho could not find a version\nexit 1\n";

describe("setting up the local AWS server", () => {
  let folder: string;
  let environment: Record<string, string>;
  const lines: string[] = [];
  const progress = (line: string) => void lines.push(line);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "ai-governance-moto-"));
    await mkdir(join(folder, "bin"));
    environment = {
      PATH: `${join(folder, "bin")}:/usr/bin:/bin`,
      AI_GOVERNANCE_CACHE: join(folder, "cache"),
      LOG: join(folder, "log"),
      FAKE_PIP: join(folder, "pip"),
    };
    lines.length = 0;
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function python(version: string, pip = pipWorks): Promise<void> {
    await writeFile(join(folder, "bin", "python3"), fakePython(version), { mode: 0o755 });
    await writeFile(environment["FAKE_PIP"] ?? "", pip, { mode: 0o755 });
  }
  const times = async () => (await readFile(environment["LOG"] ?? "", "utf8")).trim().split("\n").length;
  const entries = () => readdir(join(folder, "cache", "entries"));
  const entry = `moto-${motoVersion}-python3.12`;

  it("installs once per version and says so while it lasts", async () => {
    await python("3.12");
    const path = await prepareMoto(progress, environment);
    assert.equal(path, join(folder, "cache", "entries", entry, "bin", "python"));
    assert.match(lines[0] ?? "", /^installing the local AWS server \(moto 5\.2\.5\)/);
    await prepareMoto(progress, environment);
    assert.equal(await times(), 1);
    assert.deepEqual(await entries(), [entry]);
  });

  it("lets one of two runs install while the other waits", async () => {
    await python("3.12");
    environment["SLOW"] = "0.3";
    const paths = await Promise.all([prepareMoto(progress, environment), prepareMoto(progress, environment)]);
    assert.equal(paths[0], paths[1]);
    assert.equal(await times(), 1);
    assert.ok(lines.includes("another run is preparing the local AWS server; waiting for it"));
  });

  it("makes a damaged entry again and clears what a killed run left", async () => {
    await python("3.12");
    const place = join(folder, "cache", "entries", entry);
    await mkdir(join(folder, "cache", "entries", `.${entry}.killed`), { recursive: true });
    await mkdir(join(place, "bin"), { recursive: true });
    await writeFile(join(place, "bin", "python"), "cut short");
    await writeFile(join(place, "size.json"), JSON.stringify({ files: 1, bytes: 9 }));
    await truncate(join(place, "bin", "python"), 3);
    await prepareMoto(progress, environment);
    assert.deepEqual([await times(), await entries()], [1, [entry]]);
  });

  async function problem(): Promise<string> {
    const error: unknown = await prepareMoto(progress, environment).catch((reason: unknown) => reason);
    assert.ok(error instanceof LocalAwsError);
    return error.message;
  }

  it("names the ways out when there is no Python", async () => {
    environment["PATH"] = join(folder, "bin");
    assert.match(
      await problem(),
      /^python3 is not on the PATH, and the local AWS server .* needs Python\.\nWays out:\n {2}- install/,
    );
  });

  it("names the found and the needed version when Python is too old", async () => {
    await python("3.8");
    assert.match(
      await problem(),
      /is Python 3\.8; the local AWS server \(moto 5\.2\.5\) needs Python: 3\.10 or newer\./,
    );
  });

  it("shows what failed when the venv module is missing, and leaves nothing behind", async () => {
    await python("3.12");
    environment["NO_VENV"] = "1";
    assert.match(await problem(), /^making a Python environment failed; .*\n {2}\| No module named venv\nWays out:/);
    assert.deepEqual(await entries(), []);
  });

  it("shows the end of pip's output when the package cannot be had", async () => {
    await python("3.12", pipFails);
    assert.match(await problem(), /^installing moto failed; .*\n {2}\| could not find a version\nWays out:/);
    assert.deepEqual(await entries(), []);
  });
});

describe("the local AWS server", () => {
  before(runningAws);

  it("says which port is in use", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    const start = startLocalAws({ port });
    await assert.rejects(start, new RegExp(`port ${port} on 127\\.0\\.0\\.1 is in use: end the program that uses it`));
    other.close();
  });

  it("ends with the process that started it, even if that is killed", async () => {
    const index = join(import.meta.dirname, "../../../local/aws/index.ts");
    const script = `import { startLocalAws } from ${JSON.stringify(index)}; console.log((await startLocalAws()).url);`;
    const starter = execa(process.execPath, ["--input-type=module", "--eval", script], { reject: false });
    const url = await new Promise<string>((resolve) =>
      starter.stdout.once("data", (text) => resolve(String(text).trim())),
    );
    assert.equal((await fetch(`${url}/moto-api/`)).ok, true);
    starter.kill("SIGKILL");
    await starter;
    await assert.rejects(async () => {
      for (let tries = 0; tries < 100; tries++)
        await fetch(url).then(() => new Promise((resolve) => setTimeout(resolve, 20)));
    });
  });
});

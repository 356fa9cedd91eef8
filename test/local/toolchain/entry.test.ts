import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureEntry, intactEntry } from "../../../local/toolchain/entry.ts";
import { emptyMachine, type Machine } from "./machine.ts";

const thing = { title: "a thing", entry: "thing-1" };

describe("entries of the cache", () => {
  let machine: Machine;
  let cache: string;
  let made: number;
  const make = (folder: string): Promise<void> => {
    made++;
    writeFileSync(join(folder, "half"), "half");
    writeFileSync(join(folder, "rest"), "rest");
    return Promise.resolve();
  };
  const ensure = (how = make): Promise<string> => ensureEntry(cache, thing, how, machine.progress);

  beforeEach(() => {
    machine = emptyMachine();
    cache = machine.folder;
    made = 0;
  });
  afterEach(() => machine.remove());

  it("are made once and then silently used", async () => {
    assert.equal(await intactEntry(cache, thing), undefined);
    const folder = await ensure();
    assert.equal(await ensure(), folder);
    assert.equal(await intactEntry(cache, thing), folder);
    assert.deepEqual([made, machine.lines], [1, []]);
    assert.deepEqual(readdirSync(folder).sort(), ["half", "manifest.json", "rest"]);
  });

  const damages: [string, (folder: string) => void, string][] = [
    ["a file was cut short", (folder) => truncateSync(join(folder, "rest"), 2), "rest has 2 bytes instead of 4"],
    ["a file is gone", (folder) => rmSync(join(folder, "half")), "half is missing"],
    ["a file holds zeros", (folder) => writeFileSync(join(folder, "rest"), "\0\0\0\0"), "rest is not what was written"],
    [
      "its manifest is gone",
      (folder) => rmSync(join(folder, "manifest.json")),
      "its manifest is missing or unreadable",
    ],
    [
      "its manifest was cut short",
      (folder) => truncateSync(join(folder, "manifest.json"), 9),
      "its manifest is missing or unreadable",
    ],
  ];
  for (const [what, damage, said] of damages) {
    it(`are made again, with one line that says why, when ${what}`, async () => {
      const folder = await ensure();
      damage(folder);
      assert.equal(await intactEntry(cache, thing), undefined);
      assert.equal(await ensure(), folder);
      assert.equal(readFileSync(join(folder, "rest"), "utf8"), "rest");
      assert.deepEqual(
        [made, machine.lines],
        [2, [`the cached copy of a thing is damaged (${said}): making it again`]],
      );
      assert.equal(await intactEntry(cache, thing), folder);
    });
  }

  it("leave nothing behind when they cannot be made", async () => {
    const failing = ensure((folder) => make(folder).then(() => Promise.reject(new Error("disk full"))));
    await assert.rejects(failing, /^Error: disk full$/);
    assert.deepEqual(readdirSync(join(cache, "entries")), []);
    assert.deepEqual(readdirSync(join(cache, "locks")), []);
  });

  describe("between processes", function () {
    this.timeout(30_000);
    const children: ChildProcess[] = [];
    afterEach(() => children.splice(0).forEach((child) => child.kill("SIGKILL")));

    function start(run: string): {
      child: ChildProcess;
      said: (line: string) => Promise<void>;
      ended: Promise<unknown>;
    } {
      const script = join(import.meta.dirname, "entry-process.ts");
      const child = spawn(process.execPath, [script, cache, join(cache, "go"), run], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      children.push(child);
      let output = "";
      child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
      const ended = new Promise((resolve) => child.on("exit", resolve));
      const said = async (line: string): Promise<void> => {
        while (!output.includes(`${line}\n`)) {
          if (child.exitCode !== null || child.signalCode !== null)
            throw new Error(`ended without saying "${line}":\n${output}`);
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
      };
      return { child, said, ended };
    }

    it("are made by one of two runs while the other waits for it", async () => {
      const first = start("first");
      await first.said("half way");
      const second = start("second");
      await second.said("another run is preparing a thing; waiting for it");
      writeFileSync(join(cache, "go"), "");
      assert.deepEqual(await Promise.all([first.ended, second.ended]), [0, 0]);
      assert.equal(readFileSync(join(cache, "made"), "utf8"), "first\n");
      assert.notEqual(await intactEntry(cache, thing), undefined);
    });

    it("are made by the next run when one was killed half way, whose lock and files it removes", async () => {
      const killed = start("killed");
      await killed.said("half way");
      killed.child.kill("SIGKILL");
      await killed.ended;
      assert.equal(readdirSync(join(cache, "entries")).length, 1);
      const lock = join(cache, "locks/thing-1.lock");
      utimesSync(lock, new Date(0), new Date(0)); // as if it had not been refreshed for long
      writeFileSync(join(cache, "go"), "");
      assert.equal(await start("next").ended, 0);
      assert.equal(readFileSync(join(cache, "made"), "utf8"), "killed\nnext\n");
      assert.deepEqual(readdirSync(join(cache, "entries")), ["thing-1"]);
      assert.notEqual(await intactEntry(cache, thing), undefined);
    });
  });
});

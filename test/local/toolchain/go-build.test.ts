import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ToolchainError } from "../../../local/toolchain/index.ts";
import { findGo, goBuild, goSources, neededGo } from "../../../local/toolchain/go-build.ts";
import { emptyMachine, fakeGo, type Machine } from "./machine.ts";

describe("building with Go", () => {
  let machine: Machine;
  beforeEach(() => void (machine = emptyMachine()));
  afterEach(() => machine.remove());

  describe("finding Go", () => {
    const needed = "version 1.25.11 or newer is needed";

    it("takes a Go that is new enough", async () => {
      const go = machine.program("go", fakeGo("1.26.8"));
      assert.deepEqual(await findGo(machine.environment), { go, version: "1.26.8" });
    });

    it("says that there is none", async () => {
      assert.equal(await neededGo(), "1.25.11");
      assert.deepEqual(await findGo(machine.environment), { problem: `no \`go\` on the PATH; ${needed}` });
    });

    it("says which one is too old", async () => {
      const go = machine.program("go", fakeGo("1.22.3"));
      assert.deepEqual(await findGo(machine.environment), { problem: `Go 1.22.3 at ${go} is too old; ${needed}` });
    });

    it("says which one is too old when that one refuses the module and may not switch", async () => {
      const go = machine.program(
        "go",
        `if (process.cwd() === ${JSON.stringify(goSources)}) { console.error("go.mod requires go >= 1.25.11"); process.exit(1); }
         console.log("go version go1.21.0 linux/amd64");`,
      );
      assert.deepEqual(await findGo(machine.environment), { problem: `Go 1.21.0 at ${go} is too old; ${needed}` });
    });

    it("takes an older Go that switches to the toolchain which the module demands", async () => {
      const go = machine.program(
        "go",
        `console.log("go version go" + (process.cwd() === ${JSON.stringify(goSources)} ? "1.25.11" : "1.21.0") + " linux/amd64");`,
      );
      assert.deepEqual(await findGo(machine.environment), { go, version: "1.25.11" });
    });

    it("says that a broken one does not run", async () => {
      const go = machine.program("go", `console.error("cannot find GOROOT"); process.exit(2);`);
      const problem = `${go} does not run: cannot find GOROOT; ${needed}`;
      assert.deepEqual(await findGo(machine.environment), { problem });
    });
  });

  describe("running go build", () => {
    const build = { module: "resource-github", args: ["-tags=x", "."], target: "bin/thing" };
    const run = (go: string): Promise<void> => {
      mkdirSync(join(machine.folder, "made"));
      const place = { folder: join(machine.folder, "made"), log: join(machine.folder, "logs/thing.log") };
      return goBuild(go, [build], { ...place, environment: { ...machine.environment, GOFLAGS: "-mod=readonly" } });
    };

    it("builds from a copy of the module, with the user's flags and without a go.work around it", async () => {
      await run(machine.program("go", fakeGo("1.26.8")));
      const cwd = join(machine.folder, "made/.sources/resource-github");
      const expected = { target: "thing", cwd, args: ["-tags=x", "."], GOWORK: "off", GOFLAGS: "-mod=readonly" };
      assert.deepEqual(machine.calls(), [expected]);
      assert.equal(readFileSync(join(machine.folder, "made/bin/thing"), "utf8"), "built");
      assert.equal(existsSync(join(machine.folder, "made/.sources")), false);
    });

    it("fails with the last lines of the output and the place of all of it", async () => {
      const go = machine.program(
        "go",
        `for (let n = 1; n <= 20; n++) console.log("line " + n); console.error("main.go:1: broken"); process.exit(1);`,
      );
      const log = join(machine.folder, "logs/thing.log");
      await assert.rejects(run(go), (error) => {
        assert.ok(error instanceof ToolchainError);
        const lines = error.message.split("\n");
        assert.equal(lines[0], "go build of thing failed. The last lines of its output:");
        assert.equal(lines.length, 15);
        assert.ok(lines.includes("    main.go:1: broken"));
        assert.equal(lines[13], `The whole output is in ${log}`);
        return true;
      });
      assert.match(readFileSync(log, "utf8"), /line 1\n/);
    });
  });
});

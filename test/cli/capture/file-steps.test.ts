import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { applySteps, diskFiles, type FileStep, type Files } from "../../../cli/capture/file-steps.ts";

describe("changes of files that are made all or not at all", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ai-governance-steps-"));
    for (const [name, mode] of Object.entries({ one: 0o755, two: 0o600, three: 0o640 })) {
      writeFileSync(join(folder, name), name);
      chmodSync(join(folder, name), mode);
    }
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const steps = (): FileStep[] => [
    { kind: "write", path: join(folder, "deep/er/new"), text: "new", mode: 0o600 },
    { kind: "rename", path: join(folder, "one"), to: join(folder, "kept") },
    { kind: "write", path: join(folder, "one"), text: "1", mode: 0o644 },
    { kind: "write", path: join(folder, "two"), text: "2", mode: 0o644 },
    { kind: "remove", path: join(folder, "three") },
  ];
  const found = () =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .sort()
      .map((name) => {
        const stat = statSync(join(folder, name));
        return stat.isFile()
          ? `${name} ${(stat.mode & 0o777).toString(8)} ${readFileSync(join(folder, name), "utf8")}`
          : name;
      });

  /** Files of which the change with this number fails. */
  function failingAt(number: number): Files {
    let count = 0;
    const failing = () => {
      count += 1;
      if (count === number) throw Object.assign(new Error("read-only"), { code: "EROFS" });
    };
    return {
      write: (...words) => (failing(), diskFiles.write(...words)),
      rename: (...words) => (failing(), diskFiles.rename(...words)),
      remove: (...words) => (failing(), diskFiles.remove(...words)),
    };
  }

  it("are made in order", () => {
    applySteps(steps());
    assert.deepEqual(found(), ["deep", "deep/er", "deep/er/new 600 new", "kept 755 one", "one 644 1", "two 644 2"]);
  });

  for (const number of [1, 2, 3, 4, 5]) {
    it(`are all taken back where change ${number} fails`, () => {
      const before = found();
      const path = steps()[number - 1]?.path;
      const message = `${path} cannot be changed: EROFS. Nothing was changed`;
      assert.throws(() => applySteps(steps(), failingAt(number)), { name: "InputError", message });
      assert.deepEqual(found(), before);
    });
  }

  it("leave nothing behind where a folder cannot be made", () => {
    const before = found();
    const blocked: FileStep = { kind: "write", path: join(folder, "two/below"), text: "", mode: 0o644 };
    assert.throws(
      () => applySteps([...steps().slice(0, 3), blocked]),
      /two\/below cannot be changed: (ENOTDIR|EEXIST)/,
    );
    assert.deepEqual(found(), before);
  });
});

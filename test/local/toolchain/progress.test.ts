import assert from "node:assert/strict";
import { mock } from "node:test";
import { duration, longStep } from "../../../local/toolchain/progress.ts";

describe("progress of long steps", () => {
  afterEach(() => mock.timers.reset());

  it("writes durations for people", () => {
    assert.deepEqual([0, 45_000, 59_400, 60_000, 327_000].map(duration), [
      "0 s",
      "45 s",
      "59 s",
      "1 min",
      "5 min 27 s",
    ]);
  });

  it("says that it starts, that it goes on every 15 seconds, and that it is done", async () => {
    mock.timers.enable({ apis: ["setInterval"] });
    const lines: string[] = [];
    const step = { doing: "building it", usualMinutes: 6 };
    const result = await longStep(
      (line) => lines.push(line),
      step,
      () => {
        mock.timers.tick(30_000);
        return Promise.resolve("built");
      },
    );
    mock.timers.tick(30_000);
    assert.equal(result, "built");
    assert.deepEqual(lines, [
      "building it; takes about 6 min the first time",
      "building it, 0 s so far, takes about 6 min the first time",
      "building it, 0 s so far, takes about 6 min the first time",
      "building it: done in 0 s",
    ]);
  });

  it("goes quiet when the step fails", async () => {
    mock.timers.enable({ apis: ["setInterval"] });
    const lines: string[] = [];
    const step = { doing: "building it", usualMinutes: 6 };
    const failing = longStep(
      (line) => lines.push(line),
      step,
      () => Promise.reject(new Error("no")),
    );
    await assert.rejects(failing, /^Error: no$/);
    mock.timers.tick(30_000);
    assert.deepEqual(lines, ["building it; takes about 6 min the first time"]);
  });
});

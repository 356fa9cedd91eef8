/** Makes one cache entry in a process of its own: `node entry-process.ts <cache> <file to wait for> <name of this run>`. */
import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { ensureEntry } from "../../../local/toolchain/entry.ts";

const [cache = "", signal = "", run = ""] = process.argv.slice(2);

await ensureEntry(
  cache,
  { title: "a thing", entry: "thing-1" },
  async (folder) => {
    writeFileSync(join(folder, "half"), "half");
    appendFileSync(join(cache, "made"), `${run}\n`);
    console.log("half way");
    while (!existsSync(signal)) await setTimeout(20);
    writeFileSync(join(folder, "rest"), "rest");
  },
  (line) => console.log(line),
);
console.log("ready");

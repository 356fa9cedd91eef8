// Runs before anything is installed, on whatever Node started npm, so: plain JavaScript, no packages.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const stamp = join(root, "node_modules/.installed-lock");
const lock = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");

// The stamp is written last, so an installation that was killed half way is done again.
const installed = existsSync(stamp) && readFileSync(stamp, "utf8") === lock;
if (!installed) {
  console.log("installing the npm packages of package-lock.json (about a minute the first time)");
  // The Node that runs the project comes from the lock file, so npm's complaint about the present one is noise.
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root, stdio: "inherit" });
  if (npm.status !== 0) {
    console.error(
      "npm ci failed (see above). The registry must be reachable: check `npm ping`, then run the command again.",
    );
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}

import { join } from "node:path";
import { bundleModule } from "../bundle-file.ts";

const cli = join(import.meta.dirname, "../../cli");

/**
 * Bundles the gate's action into `cli/dist/gate/gate.mjs`, which `ai-governance gate build` copies beside a governance document. Nothing
 * stays external: an action is started as it was checked out.
 */
export function buildGate(): Promise<void> {
  return bundleModule(join(cli, "gate/action/main.ts"), join(cli, "dist/gate/gate.mjs"));
}

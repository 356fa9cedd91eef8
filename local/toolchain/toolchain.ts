import { dirname, delimiter } from "node:path";
import { type Environment, pathOutsideCache, pulumiHome } from "./folders.ts";

/** How a part was found, and its version. */
export interface Origin {
  readonly how: "installed" | "released" | "built";
  readonly version: string;
}

export interface Toolchain {
  /** Absolute path of the `pulumi` executable. */
  readonly pulumi: string;
  /**
   * Variables to add to the environment of every call of it: PATH (the running Node first, then the engine's folder
   * with its language host), PULUMI_HOME (ours), no look for updates, no plugin downloads in the middle of a preview.
   */
  readonly env: Readonly<Record<string, string>>;
  /** How the parts were found. */
  readonly origin: { readonly engine: Origin; readonly github: Origin };
}

export function toolchainEnv(pulumi: string, environment: Environment): Record<string, string> {
  return {
    // The running Node comes first: the folder of an installed engine, such as /usr/bin, may hold an older one.
    PATH: [dirname(process.execPath), dirname(pulumi), pathOutsideCache(environment)].join(delimiter),
    PULUMI_HOME: pulumiHome(environment),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}

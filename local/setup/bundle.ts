import { buildGate } from "./build-gate.ts";
import { buildHost } from "./build-host.ts";
import { buildPack } from "./build-pack.ts";
import { buildTesting } from "./build-testing.ts";

await Promise.all([buildGate(), buildHost(), buildPack(), buildTesting()]);

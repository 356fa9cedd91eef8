import { buildHost } from "./build-host.ts";
import { buildPack } from "./build-pack.ts";

await Promise.all([buildHost(), buildPack()]);

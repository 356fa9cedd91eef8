/** What hooks start. It loads little, because people wait for it. */
import { runHook } from "./run-hook.ts";

await runHook(process.argv.slice(2));

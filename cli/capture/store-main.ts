/** What hooks of AI tools start where prompts are kept: it alone loads what encrypts them. */
import { keepPrompt } from "./outbox.ts";
import { runHook } from "./run-hook.ts";

await runHook(process.argv.slice(2), keepPrompt);

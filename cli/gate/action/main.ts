/** What GitHub Actions starts; `npm run build` bundles it into one file. */
import { processTerminal } from "../../terminal.ts";
import { processSurroundings } from "../surroundings.ts";
import { runAction } from "./run-action.ts";

process.exitCode = await runAction(import.meta.dirname, processTerminal, processSurroundings);

import { randomUUID } from "node:crypto";
import { appendFile, writeFile } from "node:fs/promises";
import {
  renderGateAnnotations,
  renderGateMarkdown,
  renderGateText,
  sarifOf,
  type GateReport,
} from "../../governance/gate/index.ts";
import { InputError } from "../read-input.ts";
import type { Terminal } from "../terminal.ts";

/** Where a report goes besides the terminal. */
export interface Outputs {
  /** File, or `-` for standard output in place of the text. */
  readonly json?: string;
  /** File that Markdown is appended to. */
  readonly summary?: string;
  readonly sarif?: string;
  /** Prints commands of GitHub Actions that show findings beside the files. Default: false. */
  readonly annotations?: boolean;
}

/** @throws InputError where a file cannot be written */
export async function writeOutputs(report: GateReport, outputs: Outputs, terminal: Terminal): Promise<void> {
  const { json, summary, sarif, annotations } = outputs;
  if (json === "-") terminal.out(jsonOf(report));
  else terminal.out(annotations === true ? withoutCommands(renderGateText(report)) : renderGateText(report));
  if (annotations === true) terminal.out(renderGateAnnotations(report));
  if (summary !== undefined) await written("summary", summary, appendFile, renderGateMarkdown(report));
  if (sarif !== undefined) await written("sarif", sarif, writeFile, jsonOf(sarifOf(report)));
  if (json !== undefined && json !== "-") await written("json", json, writeFile, jsonOf(report));
}

const jsonOf = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** Text that GitHub Actions takes no commands from, whatever somebody called a branch. */
function withoutCommands(text: string): string {
  const token = randomUUID();
  return `::stop-commands::${token}\n${text}::${token}::\n`;
}

type Write = (file: string, text: string) => Promise<void>;

async function written(what: string, file: string, write: Write, text: string): Promise<void> {
  try {
    await write(file, text);
  } catch (error) {
    throw new InputError(`${what} ${file} cannot be written: ${(error as NodeJS.ErrnoException).code ?? "unknown"}`);
  }
}

/** A failure of the gate itself, where its findings would be shown. */
export function failureAnnotation(message: string): string {
  const text = message.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  return `::error title=The AI governance gate cannot tell::${text}\n`;
}

import { DeclarationError } from "../../governance/declaration/problem.ts";
import type { Declaration } from "../../governance/declaration/schema.ts";
import { judge, type Change, type GateReport } from "../../governance/gate/index.ts";
import { InputError } from "../read-input.ts";
import type { Terminal } from "../terminal.ts";
import { CannotTell } from "./cannot-tell.ts";
import { readGovernanceDocument } from "./governance-document.ts";
import { failureAnnotation, writeOutputs, type Outputs } from "./outputs.ts";

export interface GateArgs {
  /** File of the governance document. */
  readonly declaration: string;
  readonly outputs: Outputs;
  /** YYYY-MM-DD: what waivers are judged by. */
  readonly today: string;
  /** Reads what is judged. @throws InputError, CannotTell */
  change(declaration: Declaration): Promise<Change>;
  /** Does what is to be done with the report besides writing it. @throws CannotTell */
  publish?(report: GateReport, declaration: Declaration): Promise<void>;
}

export const exitCodes = { pass: 0, blocked: 1, undecided: 2 } as const satisfies Record<GateReport["verdict"], number>;

/**
 * Judges a change and writes what was found. What the user or GitHub got wrong is said in one line, exit code 2; a defect of the gate as
 * well: the exit code 1 that Node gives to those would say that the change is to blame.
 */
export async function runGate(args: GateArgs, terminal: Terminal): Promise<number> {
  const { declaration: file, outputs, today, change, publish } = args;
  try {
    const { declaration, digest } = await readGovernanceDocument(file);
    const report = judge(await change(declaration), declaration, { today, document: digest });
    await writeOutputs(report, outputs, terminal);
    await publish?.(report, declaration);
    return exitCodes[report.verdict];
  } catch (error) {
    const message = messageOf(error);
    terminal.err(`${message}\n`);
    if (outputs.annotations === true) terminal.out(failureAnnotation(message));
    return exitCodes.undecided;
  }
}

function messageOf(error: unknown): string {
  if (error instanceof InputError || error instanceof DeclarationError || error instanceof CannotTell) {
    return error.message;
  }
  return `the gate itself failed, please report it: ${placeOf(error)}`;
}

/** What was thrown where; not its message, which may hold text of the change. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { name, message, stack = "" } = error;
  const start = `${name}: ${message}`;
  return stack.startsWith(start) ? name + stack.slice(start.length) : name;
}

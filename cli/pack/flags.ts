import { InvalidArgumentError, Option } from "commander";
import { DeclarationError } from "../../governance/index.ts";
import { roles } from "../../policypack/judging/rule.ts";
import { packNames } from "../../policypack/packs/pack.ts";
import { InputError } from "../read-input.ts";
import type { Terminal } from "../terminal.ts";

const longestValidity = 366;

export const roleFlag = () =>
  new Option(
    "--role <role>",
    "which stacks it is for: the platform team's own (organization) or everybody else's (repository)",
  ).choices(roles);

export const packFlag = () => new Option("--pack <pack>", "which pack").choices(packNames).default("recommended");

export const breakGlassTeamFlag = () =>
  new Option(
    "--break-glass-team <id>",
    "numeric id of the break-glass team (gh api orgs/<login>/teams/<team> --jq .id); without it the rules cannot tell that team from another one, and say so",
  ).argParser(idOf);

export const dateFlag = () => new Option("--date <date>", "the day, YYYY-MM-DD (default: today)").argParser(dateOf);

function idOf(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be the numeric id of the team, such as 4181023.");
}

function dateOf(text: string): string {
  const day = new Date(`${text}T00:00:00Z`);
  if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError("It must be a date, such as 2026-11-26.");
}

export function validDaysOf(text: string): number {
  const days = Number(text);
  if (/^[1-9]\d*$/.test(text) && days <= longestValidity) return days;
  throw new InvalidArgumentError(`It must be a whole number of days from 1 to ${longestValidity}.`);
}

/** The exit code of a command, and 2 with a message for what the user may get wrong. */
export async function exitCodeOf(terminal: Terminal, command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    if (!(error instanceof InputError || error instanceof DeclarationError)) throw error;
    terminal.err(`${error.message}\n`);
    return 2;
  }
}

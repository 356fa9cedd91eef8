import { InvalidArgumentError, Option, type Command } from "commander";
import { DeclarationError } from "../../governance/index.ts";
import { roles } from "../../policypack/judging/rule.ts";
import type { LookedUp } from "../../policypack/looked-up.ts";
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

/** What only GitHub knows of what the declaration names; each makes rules certain that else take it for granted, and say so. */
export interface LookedUpFlags {
  readonly breakGlassTeam?: number;
  readonly team?: Readonly<Record<string, number>>;
  readonly gateRepository?: number;
  readonly githubBaseUrl?: string;
}

/** The flag for each thing that is looked up. */
export const lookedUpFlags = {
  breakGlassTeamId: "--break-glass-team <id>",
  teamIds: "--team <slug=id>",
  gateRepositoryId: "--gate-repository <id>",
  githubBaseUrl: "--github-base-url <url>",
} as const satisfies Record<keyof Names, string>;

export function withLookedUpFlags(command: Command): Command {
  return command
    .addOption(
      new Option(
        lookedUpFlags.breakGlassTeamId,
        "numeric id of the break-glass team (gh api orgs/<login>/teams/<team> --jq .id); without it the rules cannot tell that team from another one, and say so",
      ).argParser(idOf),
    )
    .addOption(
      new Option(
        lookedUpFlags.teamIds,
        "numeric id of a team that must approve, once a team; without it the rules take any one team for it, and say so",
      ).argParser(teamsOf),
    )
    .addOption(
      new Option(
        lookedUpFlags.gateRepositoryId,
        "numeric id of the repository that holds the gate's workflow (gh api repos/<owner>/<name> --jq .id)",
      ).argParser(idOf),
    )
    .addOption(
      new Option(
        lookedUpFlags.githubBaseUrl,
        "root of the GitHub that the organisation is on, as its provider takes it, where that is not github.com",
      ).argParser(urlOf),
    );
}

export function lookedUpOf({ breakGlassTeam, team, gateRepository, githubBaseUrl }: LookedUpFlags): Names {
  return { breakGlassTeamId: breakGlassTeam, teamIds: team, gateRepositoryId: gateRepository, githubBaseUrl };
}
type Names = Omit<LookedUp, "today" | "validUntil">;

export const dateFlag = () => new Option("--date <date>", "the day, YYYY-MM-DD (default: today)").argParser(dateOf);

function idOf(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a numeric id, such as 4181023.");
}

function teamsOf(text: string, former: Readonly<Record<string, number>> = {}): Readonly<Record<string, number>> {
  const [, slug, id] = /^([\w-]+)=([1-9]\d{0,14})$/.exec(text) ?? [];
  if (slug !== undefined) return { ...former, [slug]: Number(id) };
  throw new InvalidArgumentError("It must be slug=id, such as engineers=4181023.");
}

function urlOf(text: string): string {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new InvalidArgumentError("It must be a URL, such as https://github.example.com/api/v3/.");
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

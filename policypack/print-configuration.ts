/** Prints the `--policy-pack-config` of one stack role for a declaration. Exit codes: 0 printed, 1 bad declaration, 2 wrong arguments. */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parseDeclaration } from "../governance/index.ts";
import { policyConfiguration } from "./configuration.ts";

const help = `npm run --silent policy-configuration -- --role <organization|repository> [--declaration <file>] [--break-glass-team <id>]

Prints the policy pack's configuration: keep it where only the platform team can change it.

  --role         which stacks it is for: the platform team's own (organization) or everybody else's (repository)
  --declaration  default stacks/organization/governance.yaml
  --break-glass-team  numeric id of the break-glass team (gh api orgs/<login>/teams/<team> --jq .id); without it the rules
                 cannot tell that team from another one, and say so
`;

process.exitCode = main();

function main(): number {
  const flags = readFlags();
  if (typeof flags === "string") {
    console.error(`${flags}\n\n${help}`);
    return 2;
  }
  if (flags.help) {
    console.log(help);
    return 0;
  }
  try {
    const declaration = parseDeclaration(readFileSync(flags.declaration, "utf8"), flags.declaration);
    console.log(
      JSON.stringify(
        policyConfiguration(declaration, flags.role, { breakGlassTeamId: flags.breakGlassTeamId }),
        null,
        2,
      ),
    );
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function readFlags() {
  try {
    const {
      role,
      declaration,
      help,
      "break-glass-team": team,
    } = parseArgs({
      options: {
        role: { type: "string" },
        declaration: { type: "string", default: "stacks/organization/governance.yaml" },
        "break-glass-team": { type: "string" },
        help: { type: "boolean", default: false },
      },
    }).values;
    if (!help && role !== "organization" && role !== "repository") {
      return `--role is ${role === undefined ? "missing" : JSON.stringify(role)}; it must be organization or repository`;
    }
    if (team !== undefined && !/^[1-9]\d*$/.test(team)) {
      return `--break-glass-team is ${JSON.stringify(team)}; it must be the numeric id of the team`;
    }
    const breakGlassTeamId = team === undefined ? undefined : Number(team);
    return { role: role as "organization" | "repository", declaration, help, breakGlassTeamId };
  } catch (error) {
    return (error as Error).message;
  }
}

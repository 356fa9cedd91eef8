/** Prints the `--policy-pack-config` of one stack role for a declaration. Exit codes: 0 printed, 1 bad declaration, 2 wrong arguments. */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parseDeclaration } from "../governance/index.ts";
import { policyConfiguration } from "./configuration.ts";

const help = `npm run --silent policy-configuration -- --role <organization|repository> [--declaration <file>]

Prints the policy pack's configuration: keep it where only the platform team can change it.

  --role         which stacks it is for: the platform team's own (organization) or everybody else's (repository)
  --declaration  default stacks/organization/governance.yaml
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
    console.log(JSON.stringify(policyConfiguration(declaration, flags.role), null, 2));
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function readFlags() {
  try {
    const { role, declaration, help } = parseArgs({
      options: {
        role: { type: "string" },
        declaration: { type: "string", default: "stacks/organization/governance.yaml" },
        help: { type: "boolean", default: false },
      },
    }).values;
    if (!help && role !== "organization" && role !== "repository") {
      return `--role is ${role === undefined ? "missing" : JSON.stringify(role)}; it must be organization or repository`;
    }
    return { role: role as "organization" | "repository", declaration, help };
  } catch (error) {
    return (error as Error).message;
  }
}

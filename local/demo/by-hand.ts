import type { LocalEnvironment } from "../environment/index.ts";
import type { LocalStack } from "../environment/stack.ts";

/** A shell script with the environment, and how to use it. */
export function byHand(
  environment: LocalEnvironment,
  organization: LocalStack,
  toolchainEnv: Readonly<Record<string, string>>,
  envFile: string,
): { script: string; instructions: string } {
  const { folder, github, aws, declarationFile, env } = environment;
  const variables = Object.entries({ ...toolchainEnv, ...env });
  const script = variables.map(([name, value]) => `export ${name}=${quote(value)}\n`).join("");
  const instructions = `
The servers stay up until Ctrl-C: GitHub ${github.url}, AWS ${aws.url}. In another terminal, in this folder:

  . ${envFile}
  pulumi preview --stack local --config-file ${organization.configFile} \\
    --policy-pack policypack --policy-pack-config ${folder}/policy-organization.json

The declaration in use is ${declarationFile}: change a tool's state there, then \`pulumi up\` in place of \`preview\`.
`;
  return { script, instructions };
}

const quote = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`;

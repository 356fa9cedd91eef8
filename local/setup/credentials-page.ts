import { resourceAccesses } from "../../components/resources/handlers/accesses.ts";

const introduction = `# Credentials

What the custom resources of \`ai-governance\` need of the token (\`ai-governance:token\` or \`GITHUB_TOKEN\`). Generated from
\`components/resources/handlers/accesses.ts\` by \`npm run generate\`.

The provider checks before it changes anything: the kind of the token by its prefix, and the scopes of a classic token by what
GitHub names with every answer (\`X-OAuth-Scopes\`). \`admin:org\` includes \`write:org\` and \`read:org\`. GitHub names no
permissions of fine-grained tokens and apps: there its refusal is explained. Reading (refresh, import) is not checked first.
`;

/** docs/credentials.md. */
export function credentialsPage(): string {
  const head = "| resource | who | classic token | fine-grained token | GitHub App |\n| --- | --- | --- | --- | --- |";
  const rows = resourceAccesses.map(({ resource, when, access }) => {
    const scopes = access.scopes.map((scope) => `\`${scope}\``).join(" and ");
    const cells = [titleOf(resource, when), access.right, scopes || refused, access.fineGrained ?? refused];
    return `| ${[...cells, access.app ?? refused].join(" | ")} |`;
  });
  const calls = resourceAccesses.map(
    ({ resource, when, access }) => `- ${titleOf(resource, when)}\n${access.calls.map(callLine).join("\n")}`,
  );
  return `${introduction}\n${[head, ...rows].join("\n")}\n\n## Calls\n\n${calls.join("\n")}\n`;
}

const refused = "not accepted";
const callLine = (call: string): string => `  - \`${call}\``;

function titleOf(resource: string, when: string | undefined): string {
  return when === undefined ? `\`${resource}\`` : `\`${resource}\` ${when}`;
}

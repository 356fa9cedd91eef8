import { settings } from "../../components/resources/settings.ts";
import { resourceAccesses } from "../../components/resources/handlers/accesses.ts";

const introduction = `# Credentials

What the custom resources of \`ai-governance\` need of the token (\`ai-governance:token\` or \`GITHUB_TOKEN\`). Generated from
\`components/resources/handlers/accesses.ts\` by \`npm run generate\`.

The provider checks before it changes anything: the kind of the token by its prefix, and the scopes of a classic token by what
GitHub names with every answer (\`X-OAuth-Scopes\`). \`admin:org\` includes \`write:org\` and \`read:org\`. GitHub names no
permissions of fine-grained tokens and apps: there its refusal is explained. Reading (refresh, import) is not checked first.

## Settings

The provider takes the settings of the \`github\` provider, so that a program can give both the same values. A GitHub App is used
by \`ai-governance:appAuth\` in place of \`ai-governance:token\`; the key stays encrypted in the state, and the tokens made with it,
which last an hour, are in no state:

\`\`\`sh
pulumi config set ai-governance:appAuth.id 123456 --path
pulumi config set ai-governance:appAuth.installationId 7890123 --path
pulumi config set ai-governance:appAuth.pemFile --path --secret < app.private-key.pem
\`\`\`
`;

const settingNotes = `
An app is refused where the table says so, before anything changes. What is given wins over the environment. \`insecure\` accepts any
certificate and needs \`baseUrl\`.
`;

/** docs/credentials.md. */
export function credentialsPage(): string {
  const settingHead = "| setting | meaning |\n| --- | --- |";
  const settingRows = settingLines().map(([name, meaning]) => `| \`${name}\` | ${meaning} |`);
  const settingTable = `${[settingHead, ...settingRows].join("\n")}\n${settingNotes}\n## What each resource needs\n`;
  const head = "| resource | who | classic token | fine-grained token | GitHub App |\n| --- | --- | --- | --- | --- |";
  const rows = resourceAccesses.map(({ resource, when, access }) => {
    const scopes = access.scopes.map((scope) => `\`${scope}\``).join(" and ");
    const cells = [titleOf(resource, when), access.right, scopes || refused, access.fineGrained ?? refused];
    return `| ${[...cells, access.app ?? refused].join(" | ")} |`;
  });
  const calls = resourceAccesses.map(
    ({ resource, when, access }) => `- ${titleOf(resource, when)}\n${access.calls.map(callLine).join("\n")}`,
  );
  return `${introduction}\n${settingTable}\n${[head, ...rows].join("\n")}\n\n## Calls\n\n${calls.join("\n")}\n`;
}

/** Each setting, and those inside of one, with its description. */
function settingLines(): [name: string, meaning: string][] {
  const members = Object.entries(settings.shape.appAuth.unwrap().shape).map(([name, schema]): [string, string] => [
    `appAuth.${name}`,
    schema.description ?? "",
  ]);
  return Object.entries(settings.shape).flatMap(([name, schema]) =>
    name === "appAuth" ? members : [[name, schema.description ?? ""]],
  );
}

const refused = "not accepted";
const callLine = (call: string): string => `  - \`${call}\``;

function titleOf(resource: string, when: string | undefined): string {
  return when === undefined ? `\`${resource}\`` : `\`${resource}\` ${when}`;
}

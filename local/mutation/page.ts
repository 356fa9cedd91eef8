/** docs/mutation.md, written by a run over everything. */
import { notLookedAt, percent, type Accepted, type Score } from "./mutants.ts";

const introduction = `# Mutation testing

Whether the tests would notice: [Stryker](https://stryker-mutator.io/docs/stryker-js/introduction/) breaks \`governance\` and
\`policypack/rules\` in one place at a time and runs the tests that reach it. A change that no test notices has survived.

\`npm run mutation\` does it all and writes this page; \`npm run mutation -- --mutate 'governance/policy/branch/*.ts'\` does one folder,
\`-- --help\` tells the rest. What was tried before and has the same code and tests is not tried again. It takes long, so \`npm test\`
and CI leave it out; a run that is interrupted goes on where it was. It ends with 1 where a change survived that is not listed, or
where the score is under 80 %. \`-- --list\` lists it, to be looked at later.

- Tests that run: those of \`governance\` and of the policy pack that need no engine and no server.
- Texts for people are changed too: messages are part of what is promised.
- What runs once, while files load, is not changed: tables, schemas, metadata of rules. Each such change would need all tests, in a
  process of its own. The table counts them; of 35 that were tried by themselves, tests noticed 30, and the others were titles, texts
  and addresses of rules but for one, which \`test/policypack/configuration.test.ts\` judges.
`;

export function mutationPage(scores: readonly Score[], accepted: readonly Accepted[]): string {
  const rows = scores.map((score) =>
    [score.folder, `${percent(score)} %`, score.noticed, score.survived, score.atLoad].join(" | "),
  );
  return [
    introduction,
    "## Scores",
    ["folder | score | noticed | survived | at load", "--- | ---: | ---: | ---: | ---:", ...rows]
      .map((row) => `| ${row} |`)
      .join("\n"),
    "## Survivors that stay",
    "From `local/mutation/accepted.json`: the line with `«what it is → what it was changed to»`.",
    ...accepted.map(groupText),
  ].join("\n\n");
}

function groupText({ reason, survivors }: Accepted): string {
  const files = Object.entries(survivors).map(([file, changes]) =>
    reason === notLookedAt
      ? `- \`${file}\`: ${changes.length}`
      : `- \`${file}\`\n${changes.map((change) => `  - ${code(change)}`).join("\n")}`,
  );
  return `### ${reason}\n\n${files.join("\n")}`;
}

/** A code span that may hold backticks. */
const code = (text: string): string => (text.includes("`") ? `\`\`\` ${text} \`\`\`` : `\`${text}\``);

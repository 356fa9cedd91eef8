/** The page docs/attacks.md, made from the attacks that the tests replay. */
import { accepted, isStopped, type Attack } from "./attack.ts";
import { attacks } from "./index.ts";

const introduction = `# Attacks

Each attack is replayed step by step by \`npm test -- --grep "attack"\`: on local GitHub, with the token of the actor who is named, after the stacks of the
example organisation were rolled out by the real Pulumi engine. The answers below are the ones that the tests compare. Where something stops an attack,
the tests also take that away and see the last step accepted.`;

/** The page as Markdown; prettier lays it out. */
export function attacksPage(): string {
  const rows = attacks.map((attack) => `| [${attack.title}](#${attack.id}) | ${attack.actor} | ${verdict(attack)} |`);
  const table = ["| attack | by | outcome |", "| --- | --- | --- |", ...rows].join("\n");
  return [introduction, table, ...attacks.map(section)].join("\n\n") + "\n";
}

function verdict(attack: Attack): string {
  const { controls, foundBy } = attack;
  if (!isStopped(attack)) return `**nothing stops it**${foundBy === undefined ? "" : "; the policy pack finds it"}`;
  return controls.length === 0 ? "stopped" : `stopped: ${controls.map((id) => `\`${id}\``).join(", ")}`;
}

const shown = (answer: string): string => (answer === accepted ? "**accepted**" : `**refused**, “${answer}”`);

function section(attack: Attack): string {
  const { id, title, actor, wants, steps, stoppedBy, without, foundBy, remains } = attack;
  return [
    `## <a id="${id}"></a>${title}`,
    `**Who:** ${actor}. **What for:** ${wants}.`,
    steps.map(({ does, answer }, index) => `${index + 1}. ${does}: ${shown(answer)}`).join("\n"),
    stoppedBy === undefined ? "**Nothing stops it.**" : `**Stopped by:** ${stoppedBy}`,
    ...(without === undefined ? [] : [`**Without it:** ${without} The last step is accepted.`]),
    ...(foundBy === undefined ? [] : [`**Found by** the policy pack's rule \`${foundBy}\`.`]),
    `**What remains:** ${remains}`,
  ].join("\n\n");
}

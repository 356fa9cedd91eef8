/** The page docs/gate-rules.md, made from the rules. */
import { gateRules, type GateRule } from "./rules.ts";
import type { Trigger } from "./change.ts";

const introduction = `# Rules of the gate

What the required check on a pull request judges. Made from \`governance/gate/rules.ts\` by \`npm run generate\`.

- A tool takes part as soon as anything names it: who opened the pull request, its branch, its text, a commit's author, trailers or notes. What
  anyone could have written is called a claim; a claim adds a tool and never takes one away. Nothing proves that no tool was used.
- A fact that could not be had leaves its rule undecided, which blocks as well.
- Forks, drafts, backports, old commits and tiers on trial are judged like anything else. The way out is a waiver for the repository; what
  is waived stays visible.
- Where a tool's own account opened the pull request, every commit is judged as the tool's that nobody else signed: its name could have been left
  out. A person's fix-up passes by a signature that GitHub verifies, merges by "Update branch" by GitHub's own; or people take the work over in a
  pull request of their own. A signature proves whose account made the commit: what an app does in a person's name is that person's. In any other pull request a commit is a tool's only if it names the tool, merges as well.
- Of a quarantined or disabled tool nothing else is asked: nothing else could let it pass.`;

/** The page as Markdown; prettier lays it out. */
export function gateRulesPage(): string {
  const rules: readonly GateRule[] = gateRules;
  const rows = rules.map((rule) => `| [\`${rule.id}\`](#${rule.id}) | ${rule.title} | ${waivable(rule)} |`);
  const table = ["| rule | what must hold | can be waived |", "| --- | --- | --- |", ...rows].join("\n");
  return [introduction, table, ...rules.map(section)].join("\n\n") + "\n";
}

const waivable = ({ neverWaived }: GateRule): string => (neverWaived ? "never" : "for a repository, dated");

const when: Readonly<Record<Trigger, string>> = {
  pull_request: "when a pull request changes",
  pull_request_target: "the same, with the base branch's rights",
  merge_group: "in a merge queue",
  ask: "when asked with a pull request's number",
  range: "on commits without GitHub",
};

function section({ id, title, why, fix, judgedOn, otherwise }: GateRule): string {
  const triggers = judgedOn.map((trigger) => `${when[trigger]} (\`${trigger}\`)`).join(", ");
  const all = judgedOn.length === Object.keys(when).length;
  return [
    `## ${id}`,
    `**${title}.** ${why}`,
    [
      `- **Fix:** ${fix}`,
      `- **Judged:** ${all ? "always" : triggers}`,
      ...(otherwise === undefined ? [] : [`- **Else:** ${otherwise}`]),
    ].join("\n"),
  ].join("\n\n");
}

/** The page docs/gate-files.md, made from the rows that judge. */
import { hiddenKinds } from "./hidden/characters.ts";
import { formatOf } from "./settings/document.ts";
import type { DangerousSetting, Example } from "./settings/row.ts";
import { dangerousSettings } from "./settings/rows/index.ts";

const introduction = `# Files that agents obey

The gate judges what a change brings into files that agents obey or execute. What stood there before is not the change's fault. A finding blocks
until it is gone or waived; a file that cannot be read is undecided, which blocks as well. Messages name paths, keys, lines and characters, never
values. The examples are judged by the tests: the first of each pair has the finding, the second none.`;

const links = `## <a id="links"></a>Links and submodules

\`gate-file-disallow-dangerous-settings\` also finds a submodule, and a link that leaves the repository, leads to a file that no owner of agents' files
approves, or to one of another kind; and a link or submodule in the place of a folder where such files stand (\`.vscode\`, \`.github\`). Owners see the link, the agent reads the target. A link between two files of the same kind that agents obey is
good: \`CLAUDE.md\` may lead to \`AGENTS.md\`. Source: <https://nvd.nist.gov/vuln/detail/CVE-2026-25724>`;

const paths = `A path is judged as well: one that holds such characters, and one that file systems of macOS and Windows take for that of a file which agents obey
(\`agents.md\`, full-width letters, a dot at the end), because code owners and rulesets see it as another. Emoji, flags, variants of Han letters and
joiners in scripts that need them pass. Comments of HTML are not judged: too many good files have them. Sources: <https://trojansource.codes>,
<https://www.unicode.org/reports/tr36/>, <https://nvd.nist.gov/vuln/detail/CVE-2014-9390>`;

/** The page as Markdown; prettier lays it out. */
export function filesPage(): string {
  return [introduction, hiddenText(), settings(), ...dangerousSettings.map(section), links].join("\n\n") + "\n";
}

function hiddenText(): string {
  const kinds = hiddenKinds.map(({ name }) => `- ${name}`).join("\n");
  return `## <a id="hidden-text"></a>Hidden text\n\n\`gate-file-disallow-hidden-text\` finds, in new and changed lines:\n\n${kinds}\n\n${paths}`;
}

function settings(): string {
  const rows = dangerousSettings.map(
    ({ id, title, where }) => `| [${title}](#${id}) | ${where.replaceAll("|", "\\|")} |`,
  );
  const table = ["| what | where |", "| --- | --- |", ...rows].join("\n");
  return `## <a id="settings"></a>Dangerous settings\n\n\`gate-file-disallow-dangerous-settings\` finds:\n\n${table}`;
}

function section({ id, title, where, does, must, fix, sources, whenRemoved, bad, good }: DangerousSetting): string {
  return [
    `### <a id="${id}"></a>${title}`,
    `**Where:** ${where}.`,
    `**Why:** ${whenRemoved ? "what is taken away" : "it"} ${does}; ${must}. **Fix:** ${fix}`,
    `Sources: ${sources.map((source) => `<${source}>`).join(", ")}`,
    `Bad: ${shown(bad)}`,
    `Good: ${shown(good)}`,
  ].join("\n\n");
}

const languages = { json: "jsonc", toml: "toml", yaml: "yaml", environment: "ini", prose: "text" };

function shown({ path, before, after }: Example): string {
  const block = (text: string): string => `\`\`\`${languages[formatOf(path)]}\n${text.trimEnd()}\n\`\`\``;
  const change = before === undefined ? [block(after)] : [block(before), "becomes", block(after)];
  return [`\`${path}\``, ...change].join("\n\n");
}

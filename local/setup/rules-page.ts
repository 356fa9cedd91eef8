/** docs/rules.md, made from the rules, the pack that is recommended and the examples. */
import {
  controlTable,
  frameworks,
  type ControlRow,
  type Framework,
  type FrameworkIds,
} from "../../governance/index.ts";
import type { Role, Rule } from "../../policypack/judging/rule.ts";
import { recommended } from "../../policypack/packs/recommended.ts";
import { rules } from "../../policypack/rules/index.ts";
import { frameworkText } from "./controls-page.ts";
import { readExample, type ExampleKind } from "./examples.ts";
import { code, table } from "./markdown.ts";
import { settingsText } from "./rule-settings.ts";

const introduction = `# Rules of the policy pack

What \`pulumi preview\` refuses, and what to write instead. Made from \`policypack/rules\` and \`policypack/examples\` by
\`npm run generate\`; \`npm test -- --grep "examples of rules"\` previews every example with the real engine.

A finding takes four lines: level, severity, rule and resource; why the rule exists; what is, then what must be; what to do. The rule's name
is the heading of its section here:

\`\`\`
- [mandatory] [severity: high]  github-ruleset-disallow-exempt-bypass  (github:index:RepositoryRuleset: main)
  GitHub runs no rules for an exempt actor and writes no audit entry.
  docs, main: an actor is exempt from the rules, which leaves no trace; every bypass must be recorded.
  Fix: Set bypassMode: "pull_request" for the break-glass team, or remove the actor.
\`\`\`

\`mandatory\` fails the preview, \`advisory\` does not. A third line that begins with \`Undecided\` rests on a value that the preview
cannot know yet.
`;

const kinds = `A rule about single resources judges them before they are created, in a preview and again in an update, also under
\`--skip-preview\`. A rule about the whole stack judges at the end of a preview; in an update it judges after the changes, and not at all if one of
them failed. [Ways around the rules](evasion.md) says what that leaves open.`;

const configuration = `## Configuration

What a rule must know comes from \`stacks/organization/governance.yaml\` and travels in the file of \`--policy-pack-config\`: rule to settings.
It decides what the rules demand, so only the platform team may change it. A wrong or misspelt setting stops the preview.

Every rule also takes:

${table(
  ["setting", "values", "default"],
  [
    [code("enforcementLevel"), "`mandatory`, `advisory` or `disabled`", "the level in the table above"],
    [
      code("undecided"),
      "`advisory` or `mandatory`: what becomes of findings that rest on unknown values",
      "`advisory`",
    ],
    [code("waivers"), "dated, owned exceptions; what is waived is still told, as `advisory`", "none"],
  ],
)}`;

export async function rulesPage(): Promise<string> {
  const sections = await Promise.all(rules.map(sectionOf));
  return [introduction, index(), kinds, configuration, ...sections].join("\n\n");
}

function index(): string {
  return table(
    ["rule", "what it demands", "severity", "stacks", "level"],
    rules.map((rule) => [
      `[${code(rule.name)}](#${rule.name})`,
      rule.displayName ?? "",
      rule.severity ?? "",
      rule.roles.join(", "),
      levelOf(rule),
    ]),
  );
}

function levelOf({ name }: Rule): string {
  return recommended.find((policy) => policy.name === name)?.enforcementLevel ?? "not in the pack";
}

async function sectionOf(rule: Rule): Promise<string> {
  return [
    `## ${rule.name}`,
    `**${rule.displayName}.** ${rule.description}`,
    listed([
      ["Severity", `${rule.severity}; ${levelOf(rule)} in the recommended pack`],
      ["Judges", judgesText(rule)],
      ["Fix", rule.remediationSteps],
    ]),
    await exampleText("Refused", rule, "bad"),
    await exampleText("Not refused by this rule", rule, "good"),
    listed([
      ["Settings", settingsText(rule)],
      ["Controls", controlsOf(rule).map(controlText).join("; ")],
      ["Frameworks", frameworksText(rule)],
      ["More", rule.url],
    ]),
  ].join("\n\n");
}

function listed(items: readonly (readonly [title: string, text: string | undefined])[]): string {
  return items.flatMap(([title, text]) => (text ? [`- **${title}:** ${text}`] : [])).join("\n");
}

const mostTypes = 10;

const owners: Readonly<Record<Role, string>> = {
  organization: "the platform team's stack",
  repository: "a repository's stack",
};

function judgesText({ kind, types, roles }: Rule): string {
  const where = roles.map((role) => `${owners[role]} (${code(role)})`).join(" or ");
  if (kind === "stack") return `the whole of ${where}`;
  const more = types.length > mostTypes ? ` and ${types.length - mostTypes} more` : "";
  return `each of these by itself: ${types.slice(0, mostTypes).map(tokenText).join(", ")}${more}`;
}

/** A type as YAML programs name it: `github:RepositoryRuleset`. */
function tokenText(token: string): string {
  const [provider = "", module = "", name = ""] = token.split(":");
  const [folder = ""] = module.split("/");
  return code([provider, ...(folder === "index" ? [] : [folder]), name].join(":"));
}

function controlsOf({ name }: Rule): ControlRow[] {
  return Object.values(controlTable)
    .flat()
    .filter((row) => row.rules.includes(name));
}

function controlText({ id, title }: ControlRow): string {
  return `${title} ([${code(id)}](controls.md))`;
}

function frameworksText(rule: Rule): string {
  const { framework } = rule;
  const own = framework
    ? `${framework.name} ${framework.version} [${framework.reference}](${framework.specification})`
    : "";
  const ofControls = frameworkText(together(controlsOf(rule).map(({ frameworks: ids }) => ids)));
  return [own, ofControls && `through its controls ${ofControls}`].filter((text) => text !== "").join("; ");
}

function together(all: readonly FrameworkIds[]): FrameworkIds {
  const named = (Object.keys(frameworks) as Framework[]).filter((framework) => all.some((ids) => ids[framework]));
  return Object.fromEntries(
    named.map((framework) => [framework, [...new Set(all.flatMap((ids) => ids[framework] ?? []))].sort()]),
  );
}

async function exampleText(heading: string, { name }: Rule, kind: ExampleKind): Promise<string> {
  const { role, program, plan, waiver } = await readExample(name, kind);
  const besides = [
    plan && `on plan ${plan}`,
    waiver && `with a waiver for ${JSON.stringify(waiver.target)} until ${waiver.expires}`,
  ].filter((text) => text !== undefined);
  return `${heading}, in ${[owners[role], ...besides].join(", ")}:\n\n\`\`\`yaml\n${program}\`\`\``;
}

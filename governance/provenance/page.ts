/** The page docs/provenance.md, made from the tables and from what the readers say of their examples. */
import type { Dialect } from "./dialects/dialect.ts";
import { dialects } from "./dialects/index.ts";
import type { Evidence } from "./evidence.ts";
import { agents } from "./identities/agents.ts";
import { automation } from "./identities/automation.ts";
import type { AgentIdentity } from "./identities/identity.ts";
import { modelName } from "./models.ts";
import { provenanceOfCommit } from "./provenance.ts";

const introduction = `# Provenance

Where a change comes from is read from its commits, their notes, the pull request and GitHub's list of agent tasks. Every tool that anything names
counts: evidence adds a tool and never takes one away. What nobody says stays unknown; a change that names no tool may still be a tool's.`;

const trust = `## What is proved, and what is claimed

| evidence | how far it goes |
| --- | --- |
| who opened the pull request, GitHub's list of agent tasks | proved: GitHub's own record |
| committer of a commit with a verified signature | proved |
| its author | proved where the author is the committer, or where GitHub signed; else claimed |
| author and committer of any other commit, trailers, notes, branch names, text of the pull request | claimed: whoever can push can write it |

A tool is as well known as the best of its evidence. \`Assisted-by: none\` is kept as a denial: a claim as well, that no tool was used.`;

const trailers = `## Trailers

A line \`Token: value\` with one of these tokens is a trailer in any paragraph, because a squash merge moves trailers out of the last one. Case of the token and
characters in it that nobody sees do not count; lines that begin with a space or tab continue the one above. Quotations (\`>\`), fenced code blocks, text that is indented by four spaces or a tab and
diffs are left out; a code block that is never closed leaves out nothing. The same holds for the text of a pull request. \`Assisted-by\`, \`Generated-by\`,
\`Co-authored-by-AI\` and \`Entire-Agent\` take the kernel's \`AGENT:MODEL [TOOLS]\`, \`name: model\`, \`name (model)\`, a name or a model, each with or without an address.
A tool that no table knows goes by its name in small letters with dashes.`;

const tools = `## Tools

These are recognised without being declared. A declared tool that has one of the accounts gives the tool its name; logins and branches that it declares count as
well. Of an address that GitHub gives out (\`41898282+claude[bot]@users.noreply.github.com\`) the login counts, not the number. Names in italics are names
of people too: they count only where a tool is expected, and for a co-author without an address. Where name and address tell of different accounts, a tool's counts. Case does not
count, in names of branches either.`;

const bots = `## Bots that are not AI tools

Declared automation comes first, then these. Any other account that ends in \`[bot]\`, or that opened the pull request and is a bot's to GitHub, is reported as a bot that nobody knows; so are bots that review code, where they
write into commits.`;

const models = `## Models

A model is kept as it is written, and by the vendor's name: without the provider before it, context size and date after it. \`unknown\`, \`auto\` and \`default\` tell
no model.`;

const notes = `## Notes and tasks

Notes in \`refs/notes/ai\` are read by the [Git AI Standard 3.0.0](https://github.com/git-ai-project/git-ai/blob/main/specs/git_ai_standard_v3.0.0.md): tool, model and
session of each session and older prompt record, and the people who are named. A note that is broken or of another format tells nothing. GitHub's
[agent tasks](https://docs.github.com/en/rest/agent-tasks/agent-tasks) tell Copilot's sessions and models of a branch; prompts are not read.`;

const modelExamples = [
  "Claude Opus 4.6 (1M context)",
  "claude-opus-4-7[1m]",
  "Sonnet 4.6",
  "claude-3-5-sonnet-20241022",
  "openrouter/anthropic/claude-sonnet-4",
  "Codex 5.3",
  "gpt-5.3-codex",
];

/** The page as Markdown; prettier lays it out. */
export function provenancePage(): string {
  const tables = [
    [trailers, table(["trailer", "read as", "source"], dialects.map(trailerRow))],
    [tools, table(["tool", "recognised by", "source"], agents.map(agentRow))],
    [
      bots,
      table(
        ["bot", "accounts", "source"],
        automation.map((row) => [row.name, codes(row.logins), link(row.source)]),
      ),
    ],
    [
      models,
      table(
        ["written", "name"],
        modelExamples.map((written) => [code(written), code(modelName(written))]),
      ),
    ],
  ];
  return [introduction, trust, ...tables.flat(), notes].join("\n\n") + "\n";
}

function trailerRow({ token, example, source, mostly }: Dialect): string[] {
  const other = mostly === undefined ? "" : `; of another tool where the commit names one, else of ${mostly}`;
  return [code(`${token}: ${example}`), readAs(`${token}: ${example}`) + other, link(source)];
}

/** What the readers say of a trailer. */
function readAs(trailer: string): string {
  const nobody = { name: "", email: "" };
  const commit = { id: "", parents: [], author: nobody, committer: nobody, message: trailer, verified: false };
  const { evidence } = provenanceOfCommit(commit, { tools: [], automation: [] });
  return evidence.flatMap(parts).join(", ");
}

function parts({ tool, model, session, promptDigest, contextDigest }: Evidence): string[] {
  return [
    ...(tool === undefined ? [] : [`tool ${code(tool)}`]),
    ...(model === undefined ? [] : [`model ${code(model.name)}`]),
    ...(session === undefined ? [] : ["session"]),
    ...(promptDigest === undefined ? [] : ["digest of the prompts"]),
    ...(contextDigest === undefined ? [] : ["digest of the context files"]),
  ];
}

function agentRow(row: AgentIdentity): string[] {
  const given = (row.givenNames ?? []).map((name) => `_${name}_`).join(" ");
  const marks: readonly (readonly [string, string])[] = [
    ["account", codes(row.logins)],
    ["address", codes(row.emails)],
    ["name", [codes(row.names), given].filter((part) => part !== "").join(" ")],
    ["after a name", codes(row.suffix === undefined ? [] : [row.suffix])],
    ["branch", codes(row.branches?.map((start) => `${start}…`))],
    ["line that begins with", codes(row.marks)],
    ["title that begins with", codes(row.subject === undefined ? [] : [row.subject])],
    ["link", codes(row.links?.map((start) => `${start}…`))],
    ["app", codes(row.appId === undefined ? [] : [String(row.appId)])],
  ];
  const shown = marks.filter(([, values]) => values !== "").map(([what, values]) => `${what} ${values}`);
  return [`\`${row.tool}\` (${row.id})`, shown.join("; "), link(row.source)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const code = (text: string): string => `\`${text.trim()}\``;
const codes = (texts: readonly string[] = []): string => texts.map(code).join(" ");

function link(source: string): string {
  if (!source.startsWith("https://")) return "this project";
  const { hostname, pathname } = new URL(source);
  const [, owner, name] = pathname.split("/");
  return `[${hostname === "github.com" ? [owner, name].filter(Boolean).join("/") : hostname}](${source})`;
}

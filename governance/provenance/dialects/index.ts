/** The dialects of trailers: one row each. */
import { readAgent, renderAgent } from "./agent.ts";
import type { Dialect } from "./dialect.ts";
import { readPeople, renderPerson } from "./people.ts";
import { readDigest, readSession, readToolSession, renderSession, renderToolSession } from "./session.ts";

const own = "docs/provenance.md";
const agent = { read: readAgent, render: renderAgent };
const link = /^https:\/\/\S+$/;
const entire = "https://github.com/entireio/cli/blob/main/cmd/entire/cli/trailers/trailers.go";

export const dialects = [
  {
    id: "assisted-by",
    token: "Assisted-by",
    source: "https://docs.kernel.org/process/coding-assistants.html",
    example: "Claude:claude-3-opus coccinelle sparse",
    ...agent,
  },
  {
    id: "generated-by",
    token: "Generated-by",
    source: "https://www.apache.org/legal/generative-tooling.html",
    example: "Claude Code",
    ...agent,
  },
  {
    id: "co-authored-by-ai",
    token: "Co-authored-by-AI",
    source: "https://github.com/OpenLiberty/open-liberty/blob/HEAD/GENAI_GUIDELINES.md",
    example: "GitHub Copilot (GPT-5.1)",
    ...agent,
  },
  {
    id: "co-authored-by",
    token: "Co-authored-by",
    source:
      "https://docs.github.com/en/pull-requests/committing-changes-to-your-project/creating-and-editing-commits/creating-a-commit-with-multiple-authors",
    example: "Claude Opus 4.6 (1M context) <noreply@anthropic.com>",
    read: readPeople,
    render: renderPerson,
  },
  {
    id: "claude-session",
    token: "Claude-Session",
    source: "https://code.claude.com/docs/en/settings",
    example: "https://claude.ai/code/session_01ABCdefGHIjkl",
    tool: "claude-code",
    read: readSession(/^(https:\/\/claude\.ai\/\S+|[\w-]{8,})$/),
    render: renderSession,
  },
  {
    id: "copilot-session",
    token: "Copilot-Session",
    source: "https://github.com/github/copilot-cli",
    example: "0b5d7b1e-6c0f-4f2e-9a63-1f6d6a1f0c55",
    tool: "copilot",
    read: readSession(/^(https:\/\/\S+|[\w-]{8,})$/),
    render: renderSession,
  },
  {
    id: "agent-logs-url",
    token: "Agent-Logs-Url",
    source: "https://github.blog/changelog/2026-03-20-trace-any-copilot-coding-agent-commit-to-its-session-logs/",
    example: "https://github.com/octo-org/octo-repo/sessions/0b5d7b1e-6c0f-4f2e-9a63-1f6d6a1f0c55",
    mostly: "copilot",
    read: readSession(link),
    render: renderSession,
  },
  {
    id: "entire-checkpoint",
    token: "Entire-Checkpoint",
    source: entire,
    example: "a3b2c4d5e6f7",
    mostly: "entire",
    read: readSession(/^([0-9a-f]{12}|[0-9A-HJKMNP-TV-Z]{26})$/),
    render: renderSession,
  },
  {
    id: "entire-session",
    token: "Entire-Session",
    source: entire,
    example: "2026-01-13-8f76b0e8-b8f1-4a87-9186-848bdd83d62e",
    mostly: "entire",
    read: readSession(/^\S+$/),
    render: renderSession,
  },
  {
    id: "entire-agent",
    token: "Entire-Agent",
    source: entire,
    example: "Claude Code",
    ...agent,
  },
  {
    id: "ai-session",
    token: "AI-Session",
    source: own,
    example: "claude-code:0b5d7b1e-6c0f-4f2e-9a63-1f6d6a1f0c55",
    read: readToolSession,
    render: renderToolSession,
  },
  {
    id: "ai-prompt-digest",
    token: "AI-Prompt-Digest",
    source: own,
    example: `hmac-sha256:1f0c2d3e:${"0a".repeat(32)}`,
    read: readDigest("promptDigest"),
    render: ({ promptDigest = "" }) => promptDigest,
  },
  {
    id: "ai-context-digest",
    token: "AI-Context-Digest",
    source: own,
    example: `hmac-sha256:1f0c2d3e:${"0b".repeat(32)}`,
    read: readDigest("contextDigest"),
    render: ({ contextDigest = "" }) => contextDigest,
  },
] as const satisfies readonly Dialect[];

export type DialectId = (typeof dialects)[number]["id"];

const rows: readonly Dialect[] = dialects;
const byToken = new Map(rows.map((dialect) => [dialect.token.toLowerCase(), dialect]));
const byId = new Map(rows.map((dialect) => [dialect.id, dialect]));

/** The dialect of a token, in small letters. */
export function dialectOf(token: string): Dialect | undefined {
  return byToken.get(token);
}

export function dialectRow(id: string): Dialect | undefined {
  return byId.get(id);
}

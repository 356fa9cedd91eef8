import { z } from "zod";
import type { AuthorshipNote, NoteFile, NoteHuman, NoteSession } from "./note.ts";

const records = z.record(z.string(), z.unknown()).default({});
const metadata = z.object({
  schema_version: z.string().regex(/^authorship\/3\./),
  base_commit_sha: z.string().default(""),
  prompts: records,
  sessions: records,
  humans: records,
});
const sessionRecord = z.object({
  agent_id: z.object({ tool: z.string().min(1), id: z.string().optional(), model: z.string().optional() }),
  human_author: z.string().nullish(),
});
const humanRecord = z.object({ author: z.string() });

/** Reads a note. Undefined: broken, of another version, or no such note at all. Records that are broken are left out. Never throws. */
export function parseNote(text: string): AuthorshipNote | undefined {
  const lines = text.split(/\r?\n/);
  const divider = lines.indexOf("---");
  const parsed = divider < 0 ? undefined : metadata.safeParse(jsonOf(lines.slice(divider + 1).join("\n"))).data;
  if (parsed === undefined) return undefined;
  return {
    baseCommit: parsed.base_commit_sha,
    files: filesOf(lines.slice(0, divider)),
    sessions: sessionsOf(parsed.sessions),
    humans: Object.entries(parsed.humans).flatMap(([key, value]): NoteHuman[] => {
      const { data: human } = humanRecord.safeParse(value);
      return human === undefined ? [] : [{ key, author: human.author }];
    }),
    prompts: sessionsOf(parsed.prompts),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sessionsOf(found: Readonly<Record<string, unknown>>): NoteSession[] {
  return Object.entries(found).flatMap(([key, value]): NoteSession[] => {
    const { data: record } = sessionRecord.safeParse(value);
    if (record === undefined) return [];
    const { tool, id, model } = record.agent_id;
    const human = record.human_author ?? undefined;
    return [
      {
        key,
        tool,
        ...(id !== undefined && { id }),
        ...(model !== undefined && { model }),
        ...(human !== undefined && { human }),
      },
    ];
  });
}

function filesOf(lines: readonly string[]): NoteFile[] {
  const files: { path: string; entries: { key: string; lines: string }[] }[] = [];
  for (const line of lines) {
    const [, key, ranges] = /^ {2}(\S+) ([\d,-]+)$/.exec(line) ?? [];
    if (key !== undefined && ranges !== undefined) files.at(-1)?.entries.push({ key, lines: ranges });
    else if (/^\S/.test(line)) files.push({ path: line.replace(/^"(.*)"$/, "$1"), entries: [] });
  }
  return files;
}

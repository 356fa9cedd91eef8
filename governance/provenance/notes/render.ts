import type { AuthorshipNote, NoteFile, NoteSession } from "./note.ts";

/** The text of a note. */
export function renderNote({ baseCommit, files, sessions, humans, prompts }: AuthorshipNote): string {
  const metadata = {
    schema_version: "authorship/3.0.0",
    base_commit_sha: baseCommit,
    prompts: Object.fromEntries(prompts.map((prompt) => [prompt.key, { ...sessionRecord(prompt), ...uncounted }])),
    humans: Object.fromEntries(humans.map(({ key, author }) => [key, { author }])),
    sessions: Object.fromEntries(sessions.map((session) => [session.key, sessionRecord(session)])),
  };
  return [...files.flatMap(fileLines), "---", JSON.stringify(metadata, undefined, 2), ""].join("\n");
}

/** Counts that the standard asks of prompt records, and that nobody here took. */
const uncounted = { total_additions: 0, total_deletions: 0, accepted_lines: 0, overriden_lines: 0 };

function sessionRecord({ tool, id, model, human }: NoteSession): object {
  return { agent_id: { tool, id, model }, human_author: human };
}

function fileLines({ path, entries }: NoteFile): string[] {
  return [/\s/.test(path) ? `"${path}"` : path, ...entries.map(({ key, lines }) => `  ${key} ${lines}`)];
}

/** Where a change comes from: values in, values out. */
export type { CommitFacts, PullRequestText, Signature } from "./commit.ts";
export type { Claim } from "./dialects/dialect.ts";
export { dialects, type DialectId } from "./dialects/index.ts";
export { trailerLine } from "./dialects/render.ts";
export type { Confidence, Evidence, EvidenceSource, Model, Provenance, ToolProvenance } from "./evidence.ts";
export { joinProvenance } from "./join.ts";
export type { Known, KnownTool } from "./known.ts";
export { modelName } from "./models.ts";
export type { AuthorshipNote, NoteFile, NoteHuman, NoteSession } from "./notes/note.ts";
export { parseNote } from "./notes/parse.ts";
export { renderNote } from "./notes/render.ts";
export { knownOf, provenanceOfCommit, provenanceOfPullRequest } from "./provenance.ts";
export { provenanceOfTasks, type AgentSession, type AgentTask, type Head } from "./tasks.ts";

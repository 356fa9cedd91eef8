/** What git's hooks do: the trailers of what was recorded, and of the commits that are joined. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  aboveScissors,
  countOf,
  hasTrailers,
  provenanceIn,
  trailersOf,
  withoutRepeated,
  withoutTrailers,
  type CaptureRecord,
} from "../../governance/capture/index.ts";
import { contextFiles } from "./context.ts";
import { captureFolder } from "./folders.ts";
import { git, gitOr, type Worktree } from "./git.ts";
import { digestingOf, installedKey } from "./installed-key.ts";
import { readSession, transcriptModel } from "./sessions.ts";
import { readJson, removeRecords, waitingRecords, writePrivate, type WaitingRecord } from "./spool.ts";

type Warn = (line: string) => void;

/** What the commit that is being made will say. */
interface Prepared {
  readonly trailers: readonly string[];
  /** Names of the records that it uses up. */
  readonly records: readonly string[];
  /** The text that git offered in the editor: where nothing is added to it, git makes no commit. */
  readonly offered?: string;
}

/**
 * @param source Where git has the message from: "" and `template` are written in an editor, where a text that stays as it is means that
 * the commit is given up; trailers come only after it there.
 */
export function prepareCommitMessage(worktree: Worktree, file: string, source: string, warn: Warn): void {
  const joined = joinedTrailers(worktree, readFileSync(file, "utf8"));
  const waiting = isReplaying(worktree, source) ? [] : waitingRecords(captureFolder(worktree.gitFolder));
  const trailers = [...joined, ...recordedTrailers(worktree, waiting, warn)];
  const offersText = source === "" || source === "template";
  const prepared: Prepared = {
    trailers,
    records: waiting.map(({ name }) => name),
    ...(offersText && { offered: writtenText(worktree, readFileSync(file, "utf8")) }),
  };
  remember(worktree, trailers.length > 0 ? prepared : undefined);
  if (!offersText) writeTrailers(worktree, file, trailers);
}

/** Also where the person took them out, or wrote below them. */
export function commitMessage(worktree: Worktree, file: string): void {
  const { trailers, offered } = remembered(worktree) ?? { trailers: [] };
  const written = writtenText(worktree, readFileSync(file, "utf8"));
  if (written !== "" && written !== offered) writeTrailers(worktree, file, trailers);
}

/** Records are used up by a commit that says what they say. */
export function postCommit(worktree: Worktree, warn: Warn): void {
  const prepared = remembered(worktree);
  remember(worktree, undefined);
  if (prepared === undefined || prepared.records.length === 0) return;
  if (hasTrailers(git(worktree.top, ["log", "-1", "--format=%B"]), prepared.trailers)) {
    removeRecords(captureFolder(worktree.gitFolder), prepared.records);
  } else {
    warn("the commit does not say which AI tool made it (--no-verify?); write: git commit --amend --no-edit");
  }
}

function recordedTrailers(worktree: Worktree, waiting: readonly WaitingRecord[], warn: Warn): string[] {
  if (waiting.length === 0) return [];
  const records = [...waiting.map(({ record }) => record), ...lastModels(worktree, waiting)];
  return trailersOf(records, contextFiles(worktree.top), digestingOf(installedKey(worktree.commonFolder, warn)));
}

/** A session's model can change between its last record and the commit. */
function lastModels({ commonFolder }: Worktree, waiting: readonly WaitingRecord[]): CaptureRecord[] {
  const sessions = new Map(waiting.map(({ record: { tool, session } }) => [`${tool}:${session}`, { tool, session }]));
  return [...sessions.values()].flatMap(({ tool, session }): CaptureRecord[] => {
    const { transcript } = readSession(captureFolder(commonFolder), tool, session);
    const model = transcriptModel(transcript);
    if (model === undefined || session === undefined) return [];
    return [{ kind: "edit", tool, session, model }];
  });
}

/** A commit that existed before is made again, or two lines of history meet: nothing new was written. */
function isReplaying({ gitFolder }: Worktree, source: string): boolean {
  const marks = ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply", "sequencer"];
  return source === "merge" || marks.some((mark) => existsSync(join(gitFolder, mark)));
}

/** Trailers of commits that become one: `merge --squash` keeps their messages in a file, a rebase their ids. */
function joinedTrailers({ top, gitFolder }: Worktree, message: string): string[] {
  const squashed = textOf(join(gitFolder, "SQUASH_MSG"));
  const ids = textOf(join(gitFolder, "rebase-merge", "current-fixups")).match(/\b[0-9a-f]{40,64}\b/g) ?? [];
  if (squashed === "" && ids.length === 0) return [];
  const messages = ids.map((id) => gitOr(top, ["log", "-1", "--format=%B", id]) ?? "");
  return provenanceIn([message, squashed, ...messages].join("\n"));
}

// Git knows where a message ends: before comments, scissors and the change that --verbose shows.
function writeTrailers({ top }: Worktree, file: string, trailers: readonly string[]): void {
  const text = readFileSync(file, "utf8");
  const atEnd = git(top, ["interpret-trailers", "--parse", "--no-divider"], text);
  const misplaced = trailers.filter((trailer) => !hasTrailers(atEnd, [trailer]) || countOf(text, trailer) > 1);
  const kept = withoutRepeated(withoutTrailers(text, misplaced));
  if (kept !== text) writeFileSync(file, kept);
  if (misplaced.length === 0) return;
  const words = misplaced.flatMap((trailer) => ["--trailer", trailer]);
  const how = ["--in-place", "--no-divider", "--where", "end", "--if-exists", "addIfDifferent", "--if-missing", "add"];
  git(top, ["interpret-trailers", ...how, ...words, "--", file]);
}

/** What would be the message, without git's comments. */
function writtenText({ top }: Worktree, text: string): string {
  return git(top, ["stripspace", "--strip-comments"], aboveScissors(text).join("\n"));
}

function preparedPath({ gitFolder }: Worktree): string {
  return join(captureFolder(gitFolder), "prepared.json");
}

function remember(worktree: Worktree, prepared: Prepared | undefined): void {
  if (prepared) writePrivate(preparedPath(worktree), prepared);
  else rmSync(preparedPath(worktree), { force: true });
}

function remembered(worktree: Worktree): Prepared | undefined {
  const value = readJson(preparedPath(worktree)) as Partial<Prepared> | undefined;
  if (!Array.isArray(value?.trailers) || !Array.isArray(value.records)) return undefined;
  return {
    trailers: value.trailers,
    records: value.records,
    ...(value.offered !== undefined && { offered: value.offered }),
  };
}

function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

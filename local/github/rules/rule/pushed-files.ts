/**
 * "With push rulesets, you can block pushes to a private or internal repository and that repository's entire fork network
 * based on file extensions, file path lengths, file and folder paths, and file sizes." They bind every push, to any ref.
 */
import { fnmatch } from "../fnmatch.ts";
import { defineRule } from "../model.ts";
import type { Change, FileFacts, RuleCheck } from "../model.ts";

const mebibyte = 1024 * 1024;

/** A rule about the files a push leaves behind: deletions break none of them. */
function fileRule<P>(type: string, message: string, breaks: (wanted: P, file: FileFacts) => boolean): RuleCheck {
  return changeRule<P>(type, message, (wanted, file) => file.deleted !== true && breaks(wanted, file));
}

function changeRule<P>(type: string, message: string, breaks: (wanted: P, file: FileFacts) => boolean): RuleCheck {
  return defineRule<P>(type, (parameters, change: Change) =>
    change.files.some((file) => parameters.some((wanted) => breaks(wanted, file))) ? [message] : [],
  );
}

/** "Prevent commits that include changes in specified file paths from being pushed to the repository." */
const paths = changeRule<{ restricted_file_paths: string[] }>(
  "file_path_restriction",
  "File path is restricted",
  (wanted, file) => wanted.restricted_file_paths.some((pattern) => fnmatch(pattern, file.path)),
);

/** "Prevent commits that include file paths that exceed a specified character limit from being pushed to the repository." */
const pathLength = fileRule<{ max_file_path_length: number }>(
  "max_file_path_length",
  "File path is too long",
  (wanted, file) => [...file.path].length > wanted.max_file_path_length,
);

/** "Prevent commits that include files with specified file extensions from being pushed to the repository." */
const extensions = fileRule<{ restricted_file_extensions: string[] }>(
  "file_extension_restriction",
  "File extension is restricted",
  (wanted, file) => wanted.restricted_file_extensions.some((entry) => file.path.endsWith(extension(entry))),
);

/** Lists hold `*.jar`, `.jar` or `jar`. */
const extension = (entry: string): string => `.${entry.replace(/^\*?\./, "")}`;

/** "Prevent commits that exceed a specified file size limit from being pushed to the repository." The limit is in megabytes. */
const size = fileRule<{ max_file_size: number }>(
  "max_file_size",
  "File size is too large",
  (wanted, file) => file.size > wanted.max_file_size * mebibyte,
);

export const pushedFiles: readonly RuleCheck[] = [paths, pathLength, extensions, size];

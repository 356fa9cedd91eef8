/** Links and submodules in the place of files that agents obey: owners approve the link, the agent reads what it leads to. */
import { aiPaths } from "../../ai-paths/catalogue.ts";
import { isAiPath } from "../../ai-paths/ownership.ts";
import { isMissing, type ChangedFile } from "../change.ts";
import type { GateFinding } from "../report.ts";
import { formatOf } from "./settings/document.ts";
import { isGuard } from "./settings/findings.ts";

export const linkMode = "120000";
export const submoduleMode = "160000";

const rule = "gate-file-disallow-dangerous-settings";
const must = "what an agent obeys is a file of the repository that its owners approve";

/** What is wrong with a link or submodule at an AI path; the text of a link is its target. */
export function linkFindings({ path, mode, after }: ChangedFile): GateFinding[] {
  if (mode === submoduleMode) {
    const fix = "Copy the files into the repository in place of the submodule.";
    return [finding(path, `The path is a submodule, whose content no owner approves; ${must}.`, fix)];
  }
  if (typeof after !== "string" || isMissing(after)) return [];
  const problem = problemOf(path, after);
  const fix = "Write the file itself in place of the link, or link to a file of the same kind that agents obey.";
  return problem === undefined ? [] : [finding(path, `The path is a link ${problem}; ${must}.`, fix)];
}

// A link there takes files of any name for the agent's.
const folders = [
  ...new Set(
    aiPaths.filter(({ kind }) => kind !== "guard").map(({ path }) => path.slice(0, Math.max(path.lastIndexOf("/"), 0))),
  ),
].filter((folder) => folder !== "");

/** What is wrong with a path that is no AI path itself, but may be a folder where some stand. */
export function folderLinkFindings({ path, mode, status }: ChangedFile): GateFinding[] {
  if (status === "removed" || (mode !== linkMode && mode !== submoduleMode)) return [];
  const isFolder = folders.some((folder) =>
    folder.startsWith("/") ? `/${path}` === folder : `/${path}`.endsWith(`/${folder}`),
  );
  if (!isFolder) return [];
  const fix = "Make it a folder, and put the files into it.";
  const message = `The path is a link or submodule in the place of a folder where agents look for their files; ${must}.`;
  return [finding(path, message, fix)];
}

// A link to another AI path is good: its owners approve the target, and the gate judges it as what it is.
function problemOf(path: string, target: string): string | undefined {
  const resolved = resolve(path, target);
  if (resolved === undefined) return "that leaves the repository";
  if (!isAiPath(resolved)) return "to a file or folder that is no such file";
  return formatOf(resolved) === formatOf(path) && isGuard(resolved) === isGuard(path)
    ? undefined
    : "to a file of another kind, which is not judged as settings";
}

function resolve(path: string, target: string): string | undefined {
  if (/^([/\\~]|[A-Za-z]:)|[\0\\]/.test(target)) return undefined;
  const levels = path.split("/").slice(0, -1);
  for (const level of target.trim().split("/")) {
    if (level === "..") {
      if (levels.pop() === undefined) return undefined;
    } else if (level !== "" && level !== ".") levels.push(level);
  }
  return levels.join("/");
}

function finding(path: string, message: string, fix: string): GateFinding {
  return { rule, outcome: "violation", path, message, fix };
}

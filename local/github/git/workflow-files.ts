/**
 * Files below `.github/workflows` want more than `contents: write`: of an app the permission `workflows: write`, of a person's
 * classic token the scope `workflow`. A workflow token can never have it. "Workflow files can be committed without this scope if
 * the same file (with both the same path and contents) exists on another branch in the same repository."
 * (docs.github.com, "Scopes for OAuth apps")
 */
import { hasPermission } from "../core/access.ts";
import { forbidden } from "../core/errors.ts";
import type { GitData } from "../core/git-state.ts";
import type { Repository } from "../core/state.ts";
import type { RefChange } from "./change-facts.ts";
import { branchTips } from "./change-facts.ts";
import type { Pusher } from "./judge.ts";
import { changesBetween, changesOfCommit, filesAt, sameFile } from "./changes.ts";
import type { FileChange } from "./changes.ts";
import { commitsBetween } from "./history.ts";
import { commitOf, find } from "./objects.ts";

export const isWorkflowFile = (path: string): boolean => path.startsWith(".github/workflows/");

/** `anonymous` asks on everybody's behalf whether a pull request could be merged: what a token lacks is no reason against it. */
export function mayChangeWorkflows({ state, actor }: Pusher, repository: Repository): boolean {
  if (actor.kind === "anonymous") return true;
  if (actor.kind === "user") return actor.scopes.includes("workflow");
  return hasPermission(state, actor, repository, "workflows:write");
}

/** @throws HttpError 403 if the change touches a workflow file and the actor may not */
export function refuseWorkflowChange(pusher: Pusher, repository: Repository, { ref, after, pull }: RefChange): void {
  const { git } = repository;
  if (after === null || find(git, after, "commit") === undefined || mayChangeWorkflows(pusher, repository)) return;
  const before = git.refs[ref];
  // A merge is judged by what it does to the base, though the head branch has the same files.
  const changes =
    pull !== undefined && before !== undefined
      ? changesBetween(filesAt(git, before), filesAt(git, after))
      : pushedChanges(git, after);
  const refused = changes.find((change) => isWorkflowFile(change.path));
  if (refused === undefined) return;
  const [who, what] =
    pusher.actor.kind === "user"
      ? ["Personal Access Token", "`workflow` scope"]
      : ["GitHub App", "`workflows` permission"];
  throw forbidden(`refusing to allow a ${who} to create or update workflow \`${refused.path}\` without ${what}`);
}

/** What commits new to the repository change below the folder, except for files that some branch has just so. */
function pushedChanges(git: GitData, after: string): FileChange[] {
  const tips = branchTips(git);
  const changes = commitsBetween(git, tips, after)
    .flatMap((sha) => ownChanges(git, sha))
    .filter((change) => isWorkflowFile(change.path));
  if (changes.length === 0) return [];
  const branches = tips.map((tip) => filesAt(git, tip));
  return changes.filter(
    ({ path, after: file }) => file === undefined || !branches.some((files) => sameFile(files.get(path), file)),
  );
}

/** What a commit changes by itself: a merge commit takes the rest from one of its parents. */
function ownChanges(git: GitData, sha: string): FileChange[] {
  const merged = commitOf(git, sha)
    .parents.slice(1)
    .map((parent) => filesAt(git, parent));
  return changesOfCommit(git, sha).filter(
    ({ path, after }) => !merged.some((files) => sameFile(files.get(path), after)),
  );
}

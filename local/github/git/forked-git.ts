/** What a fork has from the start. */
import { isDraft, original } from "immer";
import { emptyGitData } from "../core/git-state.ts";
import type { GitData } from "../core/git-state.ts";
import type { Repository } from "../core/state.ts";

/** @param onlyDefault "When forking from an existing repository, fork with only the default branch." Else all branches and tags */
export function forkedGit({ git, defaultBranch }: Repository, onlyDefault: boolean): GitData {
  // Objects never change, so the two lists may start as one.
  const objects = (isDraft(git.objects) ? original(git.objects) : undefined) ?? git.objects;
  const refs = Object.entries(git.refs).filter(([ref]) =>
    onlyDefault ? ref === `refs/heads/${defaultBranch}` : /^refs\/(?:heads|tags)\//.test(ref) && !isOfQueue(ref),
  );
  return { ...emptyGitData(), objects: { ...objects }, refs: Object.fromEntries(refs) };
}

const isOfQueue = (ref: string): boolean => ref.startsWith("refs/heads/gh-readonly-queue/");

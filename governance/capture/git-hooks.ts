/** The scripts that git runs. */

export const gitHooks = ["prepare-commit-msg", "commit-msg", "post-commit", "pre-push"] as const;
export type GitHook = (typeof gitHooks)[number];

/** How this machine starts what a hook calls. */
export interface HookProgram {
  /** Absolute path of Node. */
  readonly node: string;
  /** Absolute path of the file that it runs. */
  readonly entry: string;
}

/** Ending of the name under which a hook that was there before is kept. */
export const keptSuffix = ".before-ai-governance";

/** Without one of these files a hook has nothing to do, and does not start Node: people wait for it at every commit. */
const reasons: Readonly<Record<GitHook, readonly string[]>> = {
  "prepare-commit-msg": [
    "ai-governance/waiting/*.json",
    "ai-governance/prepared.json",
    "SQUASH_MSG",
    "rebase-merge/current-fixups",
  ],
  "commit-msg": ["ai-governance/prepared.json"],
  "post-commit": ["ai-governance/prepared.json"],
  "pre-push": ["ai-governance/outbox/*.age"],
};

/**
 * A hook: first runs the one that was there before, with the same arguments and input, and ends as it ended; then records. Recording
 * never stops git: the gate judges, not the hook.
 */
export function gitHookScript(hook: GitHook, { node, entry }: HookProgram): string {
  const [program, file] = [quoted(node), quoted(entry)];
  // Git does not care how post-commit ends, and the commit exists: what was recorded for it is used up in any case.
  const onFailure = hook === "post-commit" ? "" : " || exit $?";
  const folder = hook === "pre-push" ? "--git-common-dir" : "--git-dir";
  return `#!/bin/sh
# Written by "ai-governance capture install"; "ai-governance capture uninstall" takes it away.
before="\${0%/*}/${hook}${keptSuffix}"
if [ -x "$before" ]; then
  "$before" "$@"${onFailure}
fi
folder=$(git rev-parse ${folder}) || exit 0
for reason in ${reasons[hook].map((reason) => `"$folder"/${reason}`).join(" ")}; do
  [ -e "$reason" ] || continue
  if [ -x ${program} ] && [ -f ${file} ]; then
    ${program} ${file} ${hook} "$@" </dev/null || echo "ai-governance: capture failed in ${hook}; git goes on" >&2
  else
    echo "ai-governance: Node or the command is gone, so nothing was recorded; run: ai-governance capture install" >&2
  fi
  break
done
exit 0
`;
}

/** Text as one word of a POSIX shell. */
export function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

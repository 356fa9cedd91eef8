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

/**
 * A hook: first runs the one that was there before, with the same arguments and input, and ends as it ended; then records. Recording
 * never stops git: the gate judges, not the hook.
 */
export function gitHookScript(hook: GitHook, { node, entry }: HookProgram): string {
  const [program, file] = [quoted(node), quoted(entry)];
  // Git does not care how post-commit ends, and the commit exists: what was recorded for it is used up in any case.
  const onFailure = hook === "post-commit" ? "" : ` || exit $?`;
  return `#!/bin/sh
# Written by "ai-governance capture install"; "ai-governance capture uninstall" takes it away.
before="\${0%/*}/${hook}${keptSuffix}"
if [ -x "$before" ]; then
  "$before" "$@"${onFailure}
fi
if [ -x ${program} ] && [ -f ${file} ]; then
  ${program} ${file} ${hook} "$@" </dev/null || echo "ai-governance: capture failed in ${hook}; git goes on" >&2
else
  echo "ai-governance: Node or the command is gone, so nothing was recorded; run: ai-governance capture install" >&2
fi
exit 0
`;
}

/** Text as one word of a POSIX shell. */
export function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

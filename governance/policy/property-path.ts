/** Paths of properties as Pulumi's resource options take them, e.g. `rules.pullRequest`, `tags["a.b"]`, `rules[0]`. */

const quoted = /^\["((?:[^"\\]|\\.)*)"\]/s;
const plain = /^[^.[\]]+/;

/**
 * The property that a path begins with. `undefined`: all of them, or a path that nobody can read, which must not be taken for
 * a harmless one.
 */
export function rootOf(path: string): string | undefined {
  const root = quoted.exec(path)?.[1]?.replaceAll(/\\(.)/gs, "$1") ?? plain.exec(path)?.[0];
  return root === "*" ? undefined : root;
}

/** Small changes of a text that can be taken back exactly. */

/** Replaces `length` characters at `offset` by `text`. */
export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

export function edited(text: string, { offset, length, text: inserted }: TextEdit): string {
  return text.slice(0, offset) + inserted + text.slice(offset + length);
}

/** The least edit that makes one text of the other. */
export function editBetween(from: string, to: string): TextEdit {
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from[start] === to[start]) start += 1;
  let end = 0;
  while (end < most - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end += 1;
  return { offset: start, length: from.length - start - end, text: to.slice(start, to.length - end) };
}

/** The text before the edits, by what undoes them, the first edit's first. */
export function undone(text: string, undo: readonly TextEdit[]): string {
  return undo.toReversed().reduce(edited, text);
}

/** A line that the change brings in. */
export interface NewLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** The lines of a text that its earlier version does not have; a copy of a line that was there is new. Ends of lines do not count. */
export function newLines(before: string, after: string): NewLine[] {
  const left = new Map<string, number>();
  for (const text of linesOf(before)) left.set(text, (left.get(text) ?? 0) + 1);
  return linesOf(after).flatMap((text, index) => {
    const count = left.get(text) ?? 0;
    if (count > 0) left.set(text, count - 1);
    return count > 0 ? [] : [{ line: index + 1, text }];
  });
}

// A byte-order mark at the start of a file is no part of its first line.
const linesOf = (text: string): string[] => text.replace(/^\uFEFF/, "").split(/\r?\n/);

/** The lines of a message, and which of them its author does not say but quotes. */

export interface Line {
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /**
   * `said`: the author's own words. `indented`: by four spaces or a tab, which continues a trailer or is code. `quoted`: a quotation,
   * a fenced code block or a diff.
   */
  readonly kind: "said" | "indented" | "quoted";
}

interface Fence {
  readonly mark: string;
  readonly length: number;
  /** Index of its line. */
  readonly at: number;
}

/** In one pass. A fence that is never closed quotes nothing: what follows it would be lost otherwise. */
export function linesOf(message: string): readonly Line[] {
  const texts = message.split("\n").map((text) => (text.endsWith("\r") ? text.slice(0, -1) : text));
  const closed = fenced(texts);
  let inDiff = false;
  return texts.map((text, index) => {
    // Most lines begin with a letter: they are what they look like, unless they are of code or a diff.
    const plain = /^[A-Za-ce-z]/.test(text);
    inDiff = (!plain && /^(diff --git |@@ -\d)/.test(text)) || (inDiff && /^([ +\-@\\]|index |$)/.test(text));
    const quoted = inDiff || closed[index] === true || (!plain && /^ {0,3}>/.test(text));
    const indented = !plain && /^( {4}| {0,3}\t)/.test(text);
    return { text, number: index + 1, kind: quoted ? "quoted" : indented ? "indented" : "said" };
  });
}

/** Of each line, whether it is in a fenced code block, its fences included (CommonMark 0.31, section 4.5). */
function fenced(texts: readonly string[]): boolean[] {
  const inside = texts.map(() => false);
  let open: Fence | undefined;
  for (const [at, text] of texts.entries()) {
    const fence = fenceOf(text, at);
    if (open === undefined) open = fence;
    else if (fence !== undefined && closes(fence, text, open)) {
      inside.fill(true, open.at, at + 1);
      open = undefined;
    }
  }
  return inside;
}

function fenceOf(text: string, at: number): Fence | undefined {
  const [, marks = ""] = /^ {0,3}(`{3,}|~{3,})/.exec(text) ?? [];
  const mark = marks[0];
  if (mark === undefined) return undefined;
  const code = mark === "`" && text.trimStart().slice(marks.length).includes("`");
  return code ? undefined : { mark, length: marks.length, at };
}

function closes(fence: Fence, text: string, open: Fence): boolean {
  return fence.mark === open.mark && fence.length >= open.length && text.trim().length === fence.length;
}

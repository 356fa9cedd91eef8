const nul = 0;

/**
 * Cuts a stream into records of so many fields, each of which ends in a NUL. Yields what each piece completes. What is not UTF-8 becomes
 * U+FFFD, and never swallows the NUL after it.
 *
 * @throws Error where the stream ends within a record
 */
export async function* recordsOf(
  pieces: AsyncIterable<Buffer>,
  width: number,
): AsyncGenerator<readonly (readonly string[])[], void, undefined> {
  let missing = width;
  // Parts of a record that is not complete: joined once, so that a long one costs no more than its length.
  let parts: Buffer[] = [];
  for await (const piece of pieces) {
    const complete: string[][] = [];
    let start = 0;
    for (let end = piece.indexOf(nul); end >= 0; end = piece.indexOf(nul, end + 1)) {
      missing -= 1;
      if (missing > 0) continue;
      // Each record on its own: one letter beyond Latin-1 doubles the memory of all that is decoded with it.
      const last = piece.subarray(start, end);
      complete.push((parts.length === 0 ? last : Buffer.concat([...parts, last])).toString().split("\0"));
      [parts, missing, start] = [[], width, end + 1];
    }
    if (start < piece.length) parts.push(piece.subarray(start));
    if (complete.length > 0) yield complete;
  }
  if (parts.length > 0) throw new Error("git stopped in the middle of a record");
}

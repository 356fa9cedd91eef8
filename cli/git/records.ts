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
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let record: string[] = [];
  // Parts of a field that is not complete: joined once, so that a long field costs no more than its length.
  let parts: string[] = [];
  for await (const piece of pieces) {
    const complete: string[][] = [];
    const [first = "", ...others] = decoder.decode(piece, { stream: true }).split("\0");
    parts.push(first);
    for (const other of others) {
      record.push(parts.join(""));
      parts = [other];
      if (record.length < width) continue;
      complete.push(record);
      record = [];
    }
    if (complete.length > 0) yield complete;
  }
  if (record.length > 0 || parts.some((part) => part !== "")) throw new Error("git stopped in the middle of a record");
}

/** Contents of files, by one process for all of them. */
import type { Fact } from "../../governance/gate/index.ts";
import { gitStream, type GitRepository } from "./git.ts";

/** Largest file whose text is read, in bytes: nobody reviews more, and memory stays bounded. */
export const largestText = 1024 * 1024;

/**
 * Texts by id of the blob. What is not UTF-8 is decoded with U+FFFD.
 *
 * @throws InputError where git fails
 */
export async function blobTexts(
  repository: GitRepository,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Fact<string>>> {
  const unique = [...new Set(ids)];
  const texts = new Map<string, Fact<string>>();
  if (unique.length === 0) return texts;
  const reader = new BatchReader(texts);
  for await (const piece of gitStream(repository, ["cat-file", "--batch"], `${unique.join("\n")}\n`))
    reader.take(piece);
  for (const id of unique) if (!texts.has(id)) texts.set(id, unread);
  return texts;
}

const unread = {
  missing: "git could not read the file; see what git fsck says",
};
const notFetched = {
  missing: "the file's content is not in this clone; fetch it: git fetch --refetch --no-filter",
};
const tooLarge = {
  missing: `the file is larger than ${largestText / 1024} KiB and was not read; make it smaller or split it`,
};

interface Blob {
  readonly id: string;
  readonly size: number;
  /** Bytes to come, the line end after them included. */
  left: number;
  readonly kept: Buffer[];
}

/** Reads `git cat-file --batch`: a line `id type size`, so many bytes, a line end. Of a large blob it keeps nothing. */
class BatchReader {
  readonly #texts: Map<string, Fact<string>>;
  #line: Buffer[] = [];
  #blob: Blob | undefined;

  constructor(texts: Map<string, Fact<string>>) {
    this.#texts = texts;
  }

  take(piece: Buffer): void {
    let rest = piece;
    while (rest.length > 0) rest = this.#blob === undefined ? this.#takeLine(rest) : this.#takeBlob(rest, this.#blob);
  }

  #takeLine(piece: Buffer): Buffer {
    const end = piece.indexOf(0x0a);
    if (end < 0) {
      this.#line.push(piece);
      return piece.subarray(piece.length);
    }
    const line = Buffer.concat([...this.#line, piece.subarray(0, end)]).toString();
    this.#line = [];
    const [id = "", type, size] = line.split(" ");
    if (size === undefined) this.#texts.set(id, type === "missing" ? notFetched : unread);
    else this.#blob = { id, left: Number(size) + 1, size: Number(size), kept: [] };
    return piece.subarray(end + 1);
  }

  #takeBlob(piece: Buffer, blob: Blob): Buffer {
    const taken = piece.subarray(0, blob.left);
    if (blob.size <= largestText) blob.kept.push(taken);
    blob.left -= taken.length;
    if (blob.left === 0) {
      this.#texts.set(blob.id, blob.size > largestText ? tooLarge : textOf(blob.kept, blob.size));
      this.#blob = undefined;
    }
    return piece.subarray(taken.length);
  }
}

const textOf = (kept: readonly Buffer[], size: number) => Buffer.concat(kept).subarray(0, size).toString();

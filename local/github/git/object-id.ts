/** Object ids as git computes them: the SHA-1 of `<type> <length>\0<canonical encoding>`. */
import { createHash } from "node:crypto";
import type { Commit, GitObject, Signature, Tag, Tree } from "../core/git-state.ts";

export function objectId(object: GitObject): string {
  const content = encode(object);
  return createHash("sha1").update(`${object.type} ${content.length}\0`).update(content).digest("hex");
}

function encode(object: GitObject): Buffer {
  switch (object.type) {
    case "blob":
      return Buffer.from(object.content, "base64");
    case "tree":
      return encodeTree(object);
    case "commit":
      return Buffer.from(encodeCommit(object));
    case "tag":
      return Buffer.from(encodeTag(object));
  }
}

function encodeTree(tree: Tree): Buffer {
  return Buffer.concat(
    tree.entries.flatMap(({ mode, name, sha }) => [
      Buffer.from(`${mode.replace(/^0/, "")} ${name}\0`),
      Buffer.from(sha, "hex"),
    ]),
  );
}

function encodeCommit(commit: Commit): string {
  const lines = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${encodeSignature(commit.author)}`,
    `committer ${encodeSignature(commit.committer)}`,
  ];
  // Continuation lines of a header start with a space.
  if (commit.signature !== null) lines.push(`gpgsig ${commit.signature.trimEnd().replaceAll("\n", "\n ")}`);
  return `${lines.join("\n")}\n\n${commit.message}`;
}

function encodeTag(tag: Tag): string {
  const { object, objectType, name, tagger, message } = tag;
  return `object ${object}\ntype ${objectType}\ntag ${name}\ntagger ${encodeSignature(tagger)}\n\n${message}`;
}

const encodeSignature = ({ name, email, date }: Signature): string =>
  `${name} <${email}> ${Math.floor(Date.parse(date) / 1000)} +0000`;

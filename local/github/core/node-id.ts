/** Global node ids in the form GitHub used first, because they can be read back: base64 of `010:Repository1296269`. */

export function nodeId(type: string, id: number | string): string {
  return Buffer.from(`0${String(type.length)}:${type}${String(id)}`).toString("base64");
}

/** The type and id in a node id; `undefined` where it is none. */
export function readNodeId(text: string): { type: string; id: string } | undefined {
  const decoded = Buffer.from(text, "base64").toString("utf8");
  const [, length, rest = ""] = /^0(\d+):(.*)$/s.exec(decoded) ?? [];
  if (length === undefined || rest.length <= Number(length)) return undefined;
  return { type: rest.slice(0, Number(length)), id: rest.slice(Number(length)) };
}

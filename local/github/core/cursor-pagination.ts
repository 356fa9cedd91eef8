/** Pages of the lists that GitHub cuts by cursor, with `after` and `before` instead of page numbers. */
import type { Call } from "./contract.ts";
import type { Page } from "./pagination.ts";

const largestPage = 100;

/** The page that begins after the cursor `after`, or ends before the cursor `before`. */
export function cursorPageOf<T>(call: Call, items: readonly T[], defaultSize = 30): Page<T> {
  const size = Math.min(Math.max(Number(call.query.get("per_page") ?? defaultSize), 1), largestPage);
  const before = positionOf(call.query.get("before"));
  const start = before === undefined ? (positionOf(call.query.get("after")) ?? 0) : Math.max(0, before - size);
  const end = Math.min(before ?? start + size, items.length);
  const links = [
    ...(start > 0 ? [link(call, "prev", "before", start)] : []),
    ...(end < items.length ? [link(call, "next", "after", end)] : []),
  ];
  return { items: items.slice(start, end), headers: links.length === 0 ? {} : { link: links.join(", ") } };
}

function link(call: Call, rel: string, direction: "after" | "before", position: number): string {
  const query = new URLSearchParams(call.query);
  for (const name of ["after", "before"]) query.delete(name);
  query.set(direction, Buffer.from(`cursor:${String(position)}`).toString("base64"));
  return `<${call.url}?${query.toString()}>; rel="${rel}"`;
}

function positionOf(cursor: string | null): number | undefined {
  const position = /^cursor:(\d+)$/.exec(Buffer.from(cursor ?? "", "base64").toString())?.[1];
  return position === undefined ? undefined : Number(position);
}

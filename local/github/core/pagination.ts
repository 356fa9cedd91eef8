/** Pages as GitHub cuts them: https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api */
import type { Call } from "./contract.ts";

export interface Page<T> {
  readonly items: T[];
  /** `Link`, where there is more than one page. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The page of `items` that the call asks for.
 * @param defaultSize items a page where the call has no `per_page`; 30 on nearly all of GitHub
 * @param largestPage most items a page
 */
export function pageOf<T>(call: Call, items: readonly T[], defaultSize = 30, largestPage = 100): Page<T> {
  const size = Math.min(positive(call.query.get("per_page"), defaultSize), largestPage);
  const page = positive(call.query.get("page"), 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = links(page, last).map(([rel, number]) => `<${pageUrl(call, number)}>; rel="${rel}"`);
  return {
    items: items.slice((page - 1) * size, page * size),
    headers: link.length === 0 ? {} : { link: link.join(", ") },
  };
}

function links(page: number, last: number): [rel: string, page: number][] {
  const back: [string, number][] = page > 1 ? [["prev", Math.min(page - 1, last)]] : [];
  const on: [string, number][] =
    page < last
      ? [
          ["next", page + 1],
          ["last", last],
        ]
      : [];
  return [...back, ...on, ...(page > 1 ? ([["first", 1]] as [string, number][]) : [])];
}

function pageUrl(call: Call, page: number): string {
  const query = new URLSearchParams(call.query);
  query.set("page", String(page));
  return `${call.url}?${query.toString()}`;
}

function positive(text: string | null, otherwise: number): number {
  const value = Number(text ?? otherwise);
  return Number.isInteger(value) && value > 0 ? value : otherwise;
}

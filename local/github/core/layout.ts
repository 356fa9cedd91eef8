/** Where the API lies: below `/api` on GitHub Enterprise Server, at the root of a host of its own on github.com. */

export interface Layout {
  /** Root of the REST API, as the client of this request sees it. */
  readonly apiUrl: string;
  /** Root of the HTML site. */
  readonly htmlUrl: string;
  /** Path within the API, e.g. `/orgs/acme`; `/graphql` for GraphQL in both layouts. */
  readonly path: string;
}

/** Answers use the layout that the request came in by, so the same server serves clients of both. */
export function layoutOf({ origin, host, pathname }: URL): Layout {
  const below = /^\/api(?:\/v3(\/.*)?|(\/graphql))$/.exec(pathname);
  if (below !== null) return { apiUrl: `${origin}/api/v3`, htmlUrl: origin, path: below[1] ?? below[2] ?? "/" };
  const htmlUrl = host === "api.github.com" ? "https://github.com" : origin;
  return { apiUrl: origin, htmlUrl, path: pathname };
}

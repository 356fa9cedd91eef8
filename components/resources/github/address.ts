/**
 * Root of the REST API for the value that the GitHub provider calls `baseUrl`: `https://api.github.com` for github.com,
 * `https://api.<name>.ghe.com` for GitHub Enterprise Cloud with data residency, else `<baseUrl>/api/v3`, the layout of
 * GitHub Enterprise Server.
 *
 * @throws when it is not an absolute http(s) URL.
 */
export function restRoot(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new Error(
      `baseUrl: found ${JSON.stringify(baseUrl)}; write the root of GitHub, e.g. "https://github.example.com/"`,
    );
  }
  if (url.hostname === "github.com" || url.hostname === "api.github.com") return "https://api.github.com";
  if (url.hostname.endsWith(".ghe.com")) return `https://api.${url.hostname.replace(/^api\./, "")}`;
  const root = url.href.replace(/\/+$/, "");
  return root.endsWith("/api/v3") ? root : `${root}/api/v3`;
}

import { InputError } from "../../read-input.ts";

/** A repository, and where its pages are. */
export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

const cloud = "https://api.github.com";

/**
 * Root of GitHub's REST API, as `GITHUB_API_URL` has it. Default: that of github.com.
 *
 * @throws InputError where a token would travel unencrypted, or it is no URL
 */
export function apiRoot(text: string | undefined): string {
  if (text === undefined || text === "") return cloud;
  const url = URL.parse(text);
  const isLocal = url !== null && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isLocal)) return text.replace(/\/+$/, "");
  throw new InputError("GITHUB_API_URL must be an https URL, such as https://github.example.com/api/v3");
}

/** Host of the pages that belong to an API: `api.github.com` serves `github.com`, `api.<name>.ghe.com` serves `<name>.ghe.com`. */
function pageHostOf(root: string): string {
  const { host } = new URL(root);
  return host === "api.github.com" || /^api\.[\w-]+\.ghe\.com$/.test(host) ? host.slice("api.".length) : host;
}

const shortForm = /^([\w-]+)\/([\w.-]+)#([1-9]\d{0,9})$/;
const pagePath = /^\/([\w-]+)\/([\w.-]+)\/pull\/([1-9]\d{0,9})(?:\/|$)/;

/**
 * What `--pull` names: `owner/repository#7`, or the address of its page.
 *
 * @throws InputError where it is neither, or on another GitHub than the one that is asked: no token goes there
 */
export function pullNamed(text: string, root: string): RepositoryName & { readonly number: number } {
  const url = text.includes("://") ? URL.parse(text) : null;
  const [, owner, repo, number] = (url ? pagePath.exec(url.pathname) : shortForm.exec(text)) ?? [];
  if (owner === undefined || repo === undefined || number === undefined || /^\.+$/.test(repo)) {
    throw new InputError(
      "--pull names no pull request; write owner/repository#7, or https://github.com/owner/repository/pull/7",
    );
  }
  const host = pageHostOf(root);
  if (url && url.host !== host) {
    throw new InputError(
      `--pull is on ${url.host}, and the API that is asked belongs to ${host}; set GITHUB_API_URL to that of ${url.host}`,
    );
  }
  return { owner, repo, number: Number(number) };
}

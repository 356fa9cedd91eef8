/** GitHub's REST API in a program: read only, with the provider's own settings and token. */
import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";

const pageSize = 100;

/** An answer of GitHub; `undefined` where it says 404. */
export async function get<T>(endpoint: string, needs: string): Promise<T | undefined> {
  const answer = await github.getRestApi({ endpoint }).catch((error: Error) => {
    throw refusal(endpoint, needs, error.message);
  });
  if (answer.code === 404) return undefined;
  if (answer.code !== 200) throw refusal(endpoint, needs, answer.status);
  return JSON.parse(answer.body) as T;
}

/**
 * Every item of a list that GitHub pages.
 * @param items where a page is an object: how its list is found
 * @throws pulumi.RunError naming the permission that the token lacks
 */
export async function list<P, T>(endpoint: string, needs: string, items: (page: P) => T[]): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; ; page++) {
    const answer = await get<P>(`${endpoint}?per_page=${pageSize}&page=${page}`, needs);
    if (answer === undefined) throw refusal(endpoint, needs, "404 Not Found");
    const found = items(answer);
    all.push(...found);
    if (found.length < pageSize) return all;
  }
}

function refusal(endpoint: string, needs: string, answer: string): pulumi.RunError {
  const [path] = endpoint.split("?");
  // Of the provider's lines about its call, what GitHub said.
  const said = /: (\d{3} .*?)( \[\])?$/m.exec(answer)?.[1] ?? answer;
  return new pulumi.RunError(`GitHub does not answer GET ${path}. The token needs ${needs}. (${said})`);
}

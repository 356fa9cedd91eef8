import type { GitHub, Parameters } from "../../../../cli/gate/github/connection.ts";

/** GitHub that answers what a function says, by route and parameters, and counts how often it was asked. */
export function fakeGitHub(answer: (route: string, parameters: Parameters) => unknown): {
  gitHub: GitHub;
  asked: () => number;
} {
  let count = 0;
  const get: GitHub["get"] = async (schema, route, parameters) => {
    count += 1;
    return schema.parse(answer(route, parameters));
  };
  return { gitHub: { get, send: get, list: get }, asked: () => count };
}

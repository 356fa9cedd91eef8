import assert from "node:assert/strict";
import { isWanted } from "../../../local/actions/filters.ts";
import type { Occasion } from "../../../local/actions/occasion.ts";
import { NotKnownHere, readWorkflow } from "../../../local/actions/workflow.ts";

const pull = { trigger: "pull_request", action: "opened", ref: "refs/pull/1/merge", baseBranch: "release/1.2" };
const push = { trigger: "push", action: "", ref: "refs/heads/feature/a" };

async function wants(on: string, occasion: Partial<Occasion> | object): Promise<boolean> {
  const content = `on: ${on}\njobs: { a: { runs-on: x, steps: [{ run: "true" }] } }\n`;
  const { events } = await readWorkflow("ci.yml", content);
  return isWanted("ci.yml", events, occasion as Occasion);
}

describe("filters below on", () => {
  const cases: [on: string, occasion: object, wanted: boolean][] = [
    ["pull_request", pull, true],
    ["[push, pull_request]", pull, true],
    ["push", pull, false],
    ["pull_request", { ...pull, action: "edited" }, false],
    ["pull_request_target", { ...pull, trigger: "pull_request_target", action: "closed" }, false],
    ["{ pull_request: { types: [edited] } }", { ...pull, action: "edited" }, true],
    ["{ pull_request: { types: [edited] } }", pull, false],
    ["pull_request_review", { ...pull, trigger: "pull_request_review", action: "submitted" }, true],
    ["{ pull_request: { branches: [main] } }", pull, false],
    ["{ pull_request: { branches: ['release/*'] } }", pull, true],
    ["{ pull_request: { branches: ['*'] } }", pull, false],
    ["{ pull_request: { branches: ['**'] } }", pull, true],
    ["{ pull_request: { branches: ['**', '!release/**'] } }", pull, false],
    ["{ pull_request: { branches: ['!release/**', 'release/1.2'] } }", pull, true],
    ["{ pull_request: { branches-ignore: ['release/**'] } }", pull, false],
    ["{ merge_group: { branches: ['release/1.2'] } }", { ...pull, trigger: "merge_group" }, true],
    ["{ push: { branches: ['feature/**'] } }", push, true],
    ["{ push: { tags: ['v*'] } }", push, false],
    ["{ push: { tags: ['v*'] } }", { ...push, ref: "refs/tags/v1" }, true],
    ["{ push: { branches: ['**'] } }", { ...push, ref: "refs/tags/v1" }, false],
    ["{ push: { branches: ['main'], tags-ignore: ['v*'] } }", { ...push, ref: "refs/tags/w1" }, true],
  ];
  for (const [on, occasion, wanted] of cases) {
    it(`${wanted ? "let" : "do not let"} ${JSON.stringify(occasion)} start ${on}`, async () =>
      assert.equal(await wants(on, occasion), wanted));
  }

  it("are refused where they are not known here", async () => {
    await assert.rejects(wants("{ pull_request: { paths: ['src/**'] } }", pull), NotKnownHere);
    await assert.rejects(wants("{ pull_request: { branches: ['v[12]'] } }", pull), NotKnownHere);
  });
});

/** Local GitHub with a runner, and what its tests do to both. */
import { startRunner, type ActionsRunner, type FinishedRun } from "../../../local/actions/index.ts";
import type { Rule, State } from "../../../local/github/core/state.ts";
import { repository, seed, startWorld, type World } from "../github/world.ts";

export interface ActionsWorld extends World {
  readonly runner: ActionsRunner;
}

/** @param files by repository; added to those of the seed before anybody looks */
export async function startActions(
  files: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): Promise<ActionsWorld> {
  const repositories = (seed.repositories ?? []).map((one) => ({
    ...one,
    files: { ...one.files, ...files[one.name] },
    tags: one.name === "governance" ? ["v1"] : [],
  }));
  const world = await startWorld({ repositories });
  const runner = startRunner(world.server);
  return {
    ...world,
    runner,
    stop: async () => {
      await runner.close();
      await world.stop();
    },
  };
}

export const gatePath = ".github/workflows/gate.yml";

/** A rule that asks for the workflow of `governance` at a tag. */
export function gateRule(state: State, parameters: object = {}): Rule {
  const { id } = repository(state, "governance");
  const workflows = [{ repository_id: id, path: gatePath, ref: "refs/tags/v1", ...parameters }];
  return { type: "workflows", parameters: { workflows } };
}

/** Whom a run is of, and how it ended. */
export const outcomeOf = ({ file, trigger, conclusion }: FinishedRun): string =>
  `${file.repository}/${file.path} ${trigger}: ${conclusion}`;

/** Lines of what its steps printed. */
export const linesOf = (run: FinishedRun | undefined): string[] => (run?.log ?? "").split("\n");

/** A workflow of one job with these steps. */
export function workflow(on: string, steps: readonly string[], job = ""): string {
  return `on: ${on}
jobs:
  check:
    runs-on: ubuntu-latest
${job}    steps:
${steps.map((step) => `      - ${step}\n`).join("")}`;
}

/** Pull requests of an agent, and what the gate says to them. */
import { startRunner, type FinishedRun } from "../actions/index.ts";
import { commitOnto, tipOf } from "../environment/commits.ts";
import type { LocalGitHub } from "../github/server.ts";
import { clientOf } from "./agent.ts";

export interface Place {
  readonly owner: string;
  readonly repo: string;
  readonly branch: string;
}

/** Opens a pull request of the agent's branch, and lets what GitHub starts for it run. */
export function openPull(github: LocalGitHub, agent: string, { owner, repo, branch }: Place): Promise<FinishedRun[]> {
  const { pulls } = clientOf(github, agent).rest;
  return runsAfter(github, async () => {
    await pulls.create({ owner, repo, head: branch, base: "main", title: "Tidy the readme" });
  });
}

/** Puts one commit with this message in place of those of the agent's branch. */
export function replaceCommits(
  github: LocalGitHub,
  agent: string,
  place: Place,
  message: string,
): Promise<FinishedRun[]> {
  const { rest } = clientOf(github, agent);
  return runsAfter(github, async () => {
    const from = await tipOf(rest, { ...place, branch: "main" });
    const files = () => ({ "README.md": `# ${place.repo}\n\nTidied.\n` });
    await commitOnto(rest, { ...place, from }, [{ message, files }]);
  });
}

async function runsAfter(github: LocalGitHub, change: () => Promise<void>): Promise<FinishedRun[]> {
  const runner = startRunner(github);
  try {
    await change();
    return [...(await runner.settle())];
  } finally {
    await runner.close();
  }
}

/** The gate's verdict and what it asks for, as it printed them. */
export function saidBy({ log }: FinishedRun): string[] {
  const sections = log
    .split("\n")
    .filter((line) => !line.startsWith("::"))
    .join("\n")
    .split("\n\n");
  return sections.filter((_, index) => index < 2).flatMap((section) => section.split("\n"));
}

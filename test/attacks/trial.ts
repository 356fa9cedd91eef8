/** One replay of one attack, on a copy of the governed organisation that nothing else touches. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Octokit } from "octokit";
import { clientOf } from "../../local/demo/agent.ts";
import { ownerLogin } from "../../local/environment/seed.ts";
import { startLocalGitHub, type LocalGitHub } from "../../local/github/server.ts";
import { answerOf } from "./answer.ts";

export const owner = "meridian-pay";
export const claude = "claude[bot]";
/** A developer who may write, and whose tools run with his credentials. */
export const tom = "tom-developer";
/** Members of the platform team. */
export const maya = "maya-platform";
export const priya = "priya-platform";
export const ada = ownerLogin;

export const gate = { check: "ai-governance/gate", path: ".github/workflows/gate.yml", tag: "gate-v1" };

export interface Trial {
  readonly github: LocalGitHub;
  /** What GitHub answered to each step so far. */
  readonly answers: readonly string[];
  as(login: string): Octokit["rest"];
  /** Takes one step of the attack. `undefined` where GitHub refused it. */
  step<T>(call: Promise<T>): Promise<T | undefined>;
  close(): Promise<void>;
}

/** How one attack is replayed. */
export interface Replay {
  /** Every step that the attack describes, in order; the last one decides. */
  attack(trial: Trial): Promise<void>;
  /** Takes away what stops the attack, as an owner of the organisation could. Absent where nothing stops it. */
  without?(trial: Trial): Promise<void>;
  /** What the policy pack finds in what is live now. Absent where the pack has no part in it. */
  findings?(trial: Trial): Promise<readonly unknown[]>;
}

/** @param state local GitHub's state, as JSON */
export async function startTrial(state: string): Promise<Trial> {
  const folder = await mkdtemp(join(tmpdir(), "ai-governance-attack-"));
  const stateFile = join(folder, "github.json");
  await writeFile(stateFile, state);
  const github = await startLocalGitHub({ stateFile });
  return trialOn(github, async () => {
    await github.close();
    await rm(folder, { recursive: true, force: true });
  });
}

/** A replay on a server that runs already. */
export function trialOn(github: LocalGitHub, close: () => Promise<void>): Trial {
  const answers: string[] = [];
  return {
    github,
    answers,
    as: (login) => clientOf(github, login).rest,
    step: async (call) => {
      const { answer, value } = await answerOf(call);
      answers.push(answer);
      return value;
    },
    close,
  };
}

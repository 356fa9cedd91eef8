import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDocument } from "yaml";
import type { FinishedRun } from "../actions/index.ts";
import { installGate } from "../environment/gate.ts";
import { root, type LocalEnvironment } from "../environment/index.ts";
import type { PulumiResult } from "../environment/pulumi.ts";
import { ownerLogin } from "../environment/seed.ts";
import type { LocalStack } from "../environment/stack.ts";
import { clientOf, push } from "./agent.ts";
import { tryToDeleteEvidence } from "./evidence.ts";
import { openPull, replaceCommits, saidBy } from "./gate.ts";

/** One thing the demonstration shows: what is done, and what came of it in a few lines. */
export interface Step {
  readonly title: string;
  run(): Promise<string[]>;
}

/** What a step expected and did not find; `details` is the whole output of the command. */
export class StepFailed extends Error {
  readonly details: string;

  constructor(message: string, details: string) {
    super(message);
    this.details = details;
  }
}

const owner = "meridian-pay";
const tool = "claude-code";
const agent = "claude[bot]";
const repository = "storefront";
const branch = "claude/tidy-readme";
const ungoverned = join(root, "test/fixtures/stacks/ungoverned-repository");

const place = { owner, repo: repository, branch };
/** What `ai-governance capture` writes into a commit. */
const told = `Tidy the readme

Assisted-by: ${tool}:claude-opus-4-8
AI-Session: ${tool}:0b5d7b1e-6c0f-4f2e-9a63-1f6d6a1f0c55
AI-Prompt-Digest: hmac-sha256:5f0c2ab1:${"9a1e".repeat(16)}
`;

/** The main job, in order. Each step builds on the ones before it. */
export function stepsOf(environment: LocalEnvironment, organization: LocalStack): Step[] {
  const pushAsAgent = () => push(clientOf(environment.github, agent), owner, repository, branch);
  return [
    {
      title: "Build the gate into its own repository, and tag it",
      run: async () => {
        const { gate } = environment.declaration;
        await installGate(clientOf(environment.github, ownerLogin).rest, owner, gate, environment.declarationFile);
        return [`${owner}/${gate.repository}: the action, the workflow that is pinned to it, ${gate.ref}`];
      },
    },
    {
      title: "Preview the organisation's governance, judged by the policy pack",
      run: async () => changesOf(succeeded(await organization.pulumi("preview"))),
    },
    {
      title: "Roll it out: pulumi up",
      run: async () => changesOf(succeeded(await organization.pulumi("up", "--yes"))),
    },
    {
      title: "Preview again: nothing left to do",
      run: async () => changesOf(succeeded(await organization.pulumi("preview", "--expect-no-changes"))),
    },
    {
      title: "Preview a repository stack without governance: refused",
      run: async () => {
        const stack = await environment.stack(ungoverned, "ungoverned", "repository");
        return refusalOf(await stack.pulumi("preview"), "github-repository-require-governance");
      },
    },
    {
      title: `${agent} pushes to its branch ${branch}: accepted`,
      run: async () => {
        const answer = await pushAsAgent();
        if (!answer.accepted) throw new StepFailed("the push was refused", answer.message);
        return [`${owner}/${repository}, branch ${branch}: a commit more`];
      },
    },
    {
      title: "It opens a pull request that does not say how it was made: blocked by the gate",
      run: async () => verdictOf(await openPull(environment.github, agent, place), "failure"),
    },
    {
      title: "Model, session and prompt digest in the commit: the gate passes",
      run: async () => verdictOf(await replaceCommits(environment.github, agent, place, told), "success"),
    },
    {
      title: `Stop ${tool}: one line of governance.yaml, then pulumi up`,
      run: async () => {
        await disable(environment.declarationFile, tool);
        return [
          `tools.${tool}.state: enabled -> disabled`,
          ...changesOf(succeeded(await organization.pulumi("up", "--yes"))),
        ];
      },
    },
    {
      title: `${agent} pushes again: refused by GitHub's rule`,
      run: async () => {
        const answer = await pushAsAgent();
        if (answer.accepted) throw new StepFailed("the push was accepted", `${owner}/${repository} ${branch}`);
        return [`GitHub: ${answer.message}`];
      },
    },
    {
      title: "Delete a piece of evidence from the audit bucket: refused",
      run: async () => {
        const attempt = await tryToDeleteEvidence(environment.aws, "meridian-pay-ai-audit");
        if (!attempt.refused) throw new StepFailed("the object was deleted", "meridian-pay-ai-audit");
        return [`S3: AccessDenied: ${attempt.message}`];
      },
    },
  ];
}

/** What the gate, the only workflow that ran, said; it must have come to this conclusion. */
function verdictOf([run, ...others]: readonly FinishedRun[], conclusion: string): string[] {
  if (run === undefined || others.length > 0) throw new StepFailed("the gate did not run once", String(others.length));
  if (run.conclusion !== conclusion) throw new StepFailed(`the gate ended with ${run.conclusion}`, run.log);
  return saidBy(run);
}

function succeeded(result: PulumiResult): PulumiResult {
  if (result.exitCode !== 0) throw new StepFailed(`pulumi ended with exit code ${result.exitCode}`, result.output);
  return result;
}

/**
 * The findings of a preview that this rule refused, and its exit code.
 * @throws StepFailed if it was not refused, or for another reason.
 */
export function refusalOf(result: PulumiResult, rule: string): string[] {
  const findings = findingsOf(result);
  const refused = findings.some((line) => line.includes("[mandatory]") && line.includes(` ${rule} `));
  if (result.exitCode === 0 || !refused) throw new StepFailed(`the preview was not refused by ${rule}`, result.output);
  return [...findings, `exit code ${result.exitCode}`];
}

/** The summary of changes at the end of Pulumi's output, e.g. `+ 62 to create`. */
export function changesOf({ output }: PulumiResult): string[] {
  return section(output, "Resources:", (line) => line === "" || line.startsWith("Duration"));
}

/** The policy violations of a preview as Pulumi prints them. */
export function findingsOf({ output }: PulumiResult): string[] {
  return section(output, "Policies:", (line) => /^(Diagnostics|Resources):/.test(line)).filter(
    (line) => line.trim() !== "",
  );
}

/** The lines below a heading, up to the first that ends the section. */
function section(output: string, heading: string, ends: (line: string) => boolean): string[] {
  const lines = output.split("\n");
  const from = lines.findIndex((line) => line.startsWith(heading));
  if (from === -1) return [];
  const rest = lines.slice(from + 1);
  const to = rest.findIndex((line) => ends(line.trim()));
  return (to === -1 ? rest : rest.slice(0, to)).map((line) => line.replace(/^ {4}/, ""));
}

async function disable(declarationFile: string, name: string): Promise<void> {
  const document = parseDocument(await readFile(declarationFile, "utf8"));
  document.setIn(["tools", name, "state"], "disabled");
  await writeFile(declarationFile, document.toString());
}

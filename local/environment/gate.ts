/** The gate in its own repository, as docs/gate.md says: the built action, the workflow that is pinned to it, and the tag. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import type { Octokit } from "octokit";
import type { Declaration } from "../../governance/index.ts";
import type { Seed } from "../github/core/seed.ts";
import { commitOnto, tipOf, type NewCommit } from "./commits.ts";

const root = join(import.meta.dirname, "../..");
const folder = "gate";

/** The gate's repository as a platform team finds it: without a gate. */
export function withoutGate(seed: Seed, gate: Declaration["gate"]): Seed {
  const repositories = (seed.repositories ?? []).map((repository) => {
    if (repository.name !== gate.repository) return repository;
    const { [gate.workflow]: _, ...files } = repository.files ?? {};
    return { ...repository, files, tags: [] };
  });
  return { ...seed, repositories };
}

/** The two commits of a new gate: its action, and the workflow that is pinned to the first. */
export async function gateCommits(declarationFile: string, workflowPath: string): Promise<NewCommit[]> {
  const action = await builtGate(declarationFile);
  const workflow = await readFile(join(root, "stacks/gate/gate.yml"), "utf8");
  return [
    { message: "Build the gate", files: () => action },
    {
      message: "Run the new gate",
      files: (before) => ({ [workflowPath]: workflow.replace(/@0{40}$/m, `@${before}`) }),
    },
  ];
}

/** Commits the gate to the default branch, before any rule holds, and tags it. */
export async function installGate(
  rest: Octokit["rest"],
  owner: string,
  { repository: repo, workflow, ref }: Declaration["gate"],
  declarationFile: string,
): Promise<void> {
  const place = { owner, repo, branch: "main" };
  const commits = await gateCommits(declarationFile, workflow);
  const sha = await commitOnto(rest, { ...place, from: await tipOf(rest, place) }, commits);
  await rest.git.createRef({ owner, repo, ref, sha });
}

/** The action's files, made by the command that a platform team uses. */
async function builtGate(declarationFile: string): Promise<Record<string, string>> {
  const parent = await mkdtemp(join(tmpdir(), "ai-governance-gate-"));
  try {
    const out = join(parent, folder);
    const words = ["gate", "build", "--declaration", declarationFile, "--out", out];
    await execa(process.execPath, [join(root, "cli/main.ts"), ...words]);
    const names = await readdir(out);
    const files = names.map(async (name) => [`${folder}/${name}`, await readFile(join(out, name), "utf8")] as const);
    return Object.fromEntries(await Promise.all(files));
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

/** Changes and origins that tests of the gate start from: each test says only what it is about. */
import type { Change, ChangedFile, GateFinding, GateReport, PullRequest } from "../../../governance/gate/index.ts";
import type { Circumstances, CommitOrigin, Origins } from "../../../governance/gate/facts.ts";
import { judgeOrigins } from "../../../governance/gate/judge.ts";
import type { CommitFacts, Confidence, Evidence, Model, Provenance } from "../../../governance/provenance/index.ts";
import type { Declaration } from "../../../governance/index.ts";
import { parsed } from "../example.ts";

export const idOf = (number: number): string => (0xc0ffe00 + number).toString(16).padEnd(40, "0");

export const document = `sha256:${"d".repeat(64)}`;
export const circumstances: Circumstances = { today: "2026-12-01", document };

export const model = (name: string, written = name): Model => ({ name, written });

export const nothing: Provenance = {
  tools: [],
  automation: [],
  unknownBots: [],
  humans: [],
  promptDigests: [],
  contextDigests: [],
  denials: [],
  evidence: [],
};

interface Said {
  readonly confidence?: Confidence;
  readonly source?: Evidence["source"];
  readonly models?: readonly Model[];
  readonly sessions?: readonly string[];
  readonly promptDigests?: readonly string[];
  readonly contextDigests?: readonly string[];
}

/** That a tool took part, and what is told of it. */
export function by(tool: string, said: Said = {}): Provenance {
  const { confidence = "claimed", source = "trailer", models = [], sessions = [] } = said;
  const facts = { source, row: "test", confidence, tool };
  const evidence: Evidence[] = [
    facts,
    ...models.map((its) => ({ ...facts, model: its })),
    ...sessions.map((session) => ({ ...facts, session })),
  ];
  return {
    ...nothing,
    tools: [{ tool, confidence, models, sessions, evidence }],
    promptDigests: said.promptDigests ?? [],
    contextDigests: said.contextDigests ?? [],
    evidence,
  };
}

/** Two tools in one commit. */
export function together(one: Provenance, other: Provenance): Provenance {
  return {
    tools: [...one.tools, ...other.tools],
    automation: [...one.automation, ...other.automation],
    unknownBots: [...one.unknownBots, ...other.unknownBots],
    humans: [...one.humans, ...other.humans],
    promptDigests: [...one.promptDigests, ...other.promptDigests],
    contextDigests: [...one.contextDigests, ...other.contextDigests],
    denials: [...one.denials, ...other.denials],
    evidence: [...one.evidence, ...other.evidence],
  };
}

export function commit(number: number, over: Partial<CommitFacts> = {}): CommitFacts {
  const jane = { name: "Jane", email: "jane@example.com" };
  return {
    id: idOf(number),
    parents: [idOf(number - 1)],
    author: jane,
    committer: jane,
    message: "Change something\n",
    verified: false,
    ...over,
  };
}

export function file(path: string, over: Partial<ChangedFile> = {}): ChangedFile {
  return { path, status: "modified", mode: "100644", before: "Be kind.\n", after: "Be brief.\n", ...over };
}

export const pull: PullRequest = {
  author: "jane",
  headBranch: "fix",
  title: "Fix",
  body: "",
  number: 7,
  head: idOf(1),
  baseBranch: "main",
  draft: false,
  fromFork: false,
  isBot: false,
};

/** A person's pull request to docs with one file, as GitHub Actions shows it. */
export function change(over: Partial<Change> = {}): Change {
  return {
    repository: "docs",
    trigger: "pull_request",
    head: idOf(1),
    pull,
    commits: [commit(1)],
    files: [file("src/index.ts")],
    changedLines: 10,
    ...over,
  };
}

export interface Told {
  /** What each commit says, oldest first. Default: one commit that says nothing. */
  readonly commits?: readonly (Provenance | CommitOrigin)[];
  readonly pull?: readonly Provenance[];
}

export function origins({ commits = [nothing], pull: ofPull = [] }: Told): Origins {
  return {
    pull: ofPull,
    commits: commits.map((each, index) =>
      "provenance" in each ? each : { commit: commit(index + 1), provenance: each },
    ),
  };
}

/** The report about a change that commits and pull request tell this of. */
export function judged(
  told: Told,
  over: Partial<Change> = {},
  declaration: Declaration = parsed(),
  more: Partial<Circumstances> = {},
): GateReport {
  const known = origins(told);
  const commits = "missing" in known.commits ? known.commits : known.commits.map(({ commit: its }) => its);
  return judgeOrigins(change({ commits, ...over }), known, declaration, { ...circumstances, ...more });
}

export function findingsOf(
  told: Told,
  over: Partial<Change> = {},
  declaration: Declaration = parsed(),
  more: Partial<Circumstances> = {},
): readonly GateFinding[] {
  return judged(told, over, declaration, more).findings;
}

/** Rules and outcomes only, where messages are another test's matter. */
export function outcomesOf(report: GateReport): string[] {
  return report.findings.map(({ rule, outcome }) => `${outcome} ${rule}`);
}

/** What the example demands of Claude Code's commits. */
export const traced: Said = {
  models: [model("claude-opus-4-8")],
  sessions: ["s1"],
  promptDigests: ["hmac-sha256:01234567:aa"],
};

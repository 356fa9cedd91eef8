/** Where a change comes from: values in, values out. */
export type { CommitFacts, PullRequestText, Signature } from "./commit.ts";
export type { Confidence, Evidence, EvidenceSource, Model, Provenance, ToolProvenance } from "./evidence.ts";
export type { Known, KnownTool } from "./known.ts";
export { knownOf, provenanceOfCommit, provenanceOfPullRequest } from "./provenance.ts";

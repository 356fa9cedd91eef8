/** Commits, pull requests and organisations for tests of provenance. */
import fc from "fast-check";
import type { CommitFacts, Known, PullRequestText } from "../../../governance/provenance/index.ts";

export const dev = { name: "Dev", email: "dev@example.com" };
export const undeclared: Known = { tools: [], automation: [] };

export function commitOf(message: string, facts: Partial<CommitFacts> = {}): CommitFacts {
  return { id: "0".repeat(40), parents: [], author: dev, committer: dev, verified: false, message, ...facts };
}

export function pullOf(text: Partial<PullRequestText>): PullRequestText {
  return { author: "dev", isBot: false, headBranch: "fix", title: "Fix it", body: "", ...text };
}

/** Any text there can be: NULs, lone surrogates and broken characters included. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }),
  fc.string({ unit: fc.constantFrom(..."Co-authored-by: <>@[]()`~>\n\r\t \0\ud800\ufffd") }),
);

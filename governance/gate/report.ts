import type { Waiver } from "../waivers/waiver.ts";
import type { Confidence, Model } from "../provenance/evidence.ts";
import type { Trigger } from "./change.ts";
import type { GateRuleId } from "./rules.ts";

export interface GateFinding {
  readonly rule: GateRuleId;
  /** `undecided`: a fact could not be had. It blocks as well. */
  readonly outcome: "violation" | "undecided";
  /** What is, then what must be. One line; never text of a prompt, a secret or a file. */
  readonly message: string;
  /** What to do. One line. */
  readonly fix: string;
  /** The commit, or the file and line, that it is about; absent: the change as a whole. */
  readonly commit?: string;
  readonly path?: string;
  /** From 1. */
  readonly line?: number;
  /** The waiver that it is waived by; it then blocks nothing, and stays visible. */
  readonly waiver?: Waiver;
  /** A waiver that would have, had it not expired. */
  readonly expiredWaiver?: Waiver;
}

/** One tool that took part, as the report shows it. */
export interface ToolPart {
  readonly tool: string;
  /** `undeclared`: the declaration does not know it. */
  readonly state: "enabled" | "constrained" | "quarantined" | "disabled" | "undeclared";
  readonly confidence: Confidence;
  readonly models: readonly Model[];
  readonly sessions: number;
  /** Commits in which it took part, of how many. */
  readonly commits: number;
}

export interface AiPathChange {
  readonly path: string;
  /** Tools that took part in the change; none: no tool is named. */
  readonly tools: readonly string[];
}

export type GateVerdict = "pass" | "blocked" | "undecided";

export interface GateReport {
  readonly repository: string;
  /** Number of the pull request. */
  readonly pull?: number;
  readonly trigger: Trigger;
  readonly head: string;
  readonly tier: string;
  /** Of the governance document that was judged by: `sha256:<hex>`. */
  readonly document: string;
  readonly verdict: GateVerdict;
  readonly tools: readonly ToolPart[];
  /** Bots that are not AI tools and took part. */
  readonly automation: readonly string[];
  readonly commits: number | undefined;
  /** Commits that name no tool: what a person did, or did not say. */
  readonly withoutTool: number | undefined;
  /** Whoever says that no AI tool was used: a claim that nothing here proves. */
  readonly denials: readonly string[];
  readonly aiPaths: readonly AiPathChange[];
  readonly findings: readonly GateFinding[];
  /** Rules that this trigger cannot judge, and who does. */
  readonly left: readonly { readonly rule: GateRuleId; readonly to: string }[];
}

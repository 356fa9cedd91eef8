/** What changed files bring in. */
import { isMissing } from "./change.ts";
import type { GateFacts } from "./facts.ts";
import { fileFindings } from "./files/index.ts";
import type { GateFinding } from "./report.ts";
import { oneLine } from "./wording.ts";

const fileRules = ["gate-file-disallow-hidden-text", "gate-file-disallow-dangerous-settings"] as const;

/** `gate-file-disallow-hidden-text` and `gate-file-disallow-dangerous-settings` */
export function fileRuleFindings({ change: { files } }: GateFacts): GateFinding[] {
  if (!isMissing(files)) return files.flatMap(fileFindings);
  return fileRules.map((rule) => ({
    rule,
    outcome: "undecided",
    message: "The changed files could not be read, so nobody can tell what they bring in; every one must be read.",
    fix: oneLine(files.missing),
  }));
}

/** What is dangerous in a changed file that agents obey. */
import { isAiPath } from "../../ai-paths/ownership.ts";
import { isMissing, type ChangedFile, type Missing } from "../change.ts";
import type { GateFinding } from "../report.ts";
import { hiddenPathFindings } from "./hidden/path.ts";
import { hiddenTextFindings } from "./hidden/text.ts";
import { settingFindings } from "./settings/findings.ts";

const submodule = "160000";

/**
 * What the change brings into the file: hidden text and dangerous settings. What was there before is not the change's fault. Files that
 * agents do not obey give nothing, unless their path is taken for that of one which they do. Never throws.
 */
export function fileFindings(file: ChangedFile): GateFinding[] {
  const { path, status } = file;
  const ofPath = status === "removed" ? [] : hiddenPathFindings(path);
  if (!isAiPath(path) || file.mode === submodule) return ofPath;
  const before = status === "added" ? "" : (file.before ?? notGiven("before"));
  const after = status === "removed" ? "" : (file.after ?? notGiven("after"));
  if (isMissing(after)) return [...ofPath, ...undecided(path, after)];
  if (isMissing(before)) return [...ofPath, ...undecided(path, before)];
  if (before === after) return ofPath;
  return [...ofPath, ...hiddenTextFindings(path, before, after), ...settingFindings(path, before, after)];
}

const notGiven = (side: "before" | "after"): Missing => ({
  missing: `its text ${side} the change was not read: run the gate again`,
});

const rules = ["gate-file-disallow-hidden-text", "gate-file-disallow-dangerous-settings"] as const;

function undecided(path: string, { missing }: Missing): GateFinding[] {
  return rules.map((rule) => ({
    rule,
    outcome: "undecided",
    path,
    message: `Nobody can tell what the change brings into the file: ${missing}`,
    fix: "Run the gate where the file can be read; then it is judged.",
  }));
}

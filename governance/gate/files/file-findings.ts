/** What is dangerous in a changed file that agents obey. */
import { isAiPath } from "../../ai-paths/ownership.ts";
import { isMissing, type ChangedFile, type Missing } from "../change.ts";
import type { GateFinding } from "../report.ts";
import { hiddenPathFindings } from "./hidden/path.ts";
import { hiddenTextFindings } from "./hidden/text.ts";
import { folderLinkFindings, linkFindings, linkMode, submoduleMode } from "./links.ts";
import { settingFindings } from "./settings/findings.ts";

/**
 * What the change brings into the file: hidden text and dangerous settings. What was there before is not the change's fault. Files that
 * agents do not obey give nothing, unless their path is taken for that of one which they do. Never throws.
 */
export function fileFindings(file: ChangedFile): GateFinding[] {
  const ofPath = file.status === "removed" ? [] : hiddenPathFindings(file.path);
  return [...ofPath, ...(isAiPath(file.path) ? contentFindings(file) : folderLinkFindings(file))];
}

function contentFindings(file: ChangedFile): GateFinding[] {
  const { path, status, mode } = file;
  const removed = status === "removed";
  if (mode === submoduleMode) return removed ? [] : linkFindings(file);
  const after = removed ? "" : (file.after ?? notGiven("after"));
  if (isMissing(after)) return undecided(path, after);
  if (mode === linkMode) return removed ? [] : linkFindings(file);
  const before = status === "added" ? "" : (file.before ?? notGiven("before"));
  if (isMissing(before)) return undecided(path, before);
  if (before === after) return [];
  return [...hiddenTextFindings(path, before, after), ...settingFindings(path, before, after)];
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

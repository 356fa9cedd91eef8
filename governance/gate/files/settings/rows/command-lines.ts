/** Commands in workflows and settings that start an AI tool with its safeguards off. */
import { hitAt } from "../find.ts";
import { childrenOf, textOf, type PlacedNode, type SettingNode } from "../node.ts";
import type { DangerousSetting, Hit } from "../row.ts";

// Flags of one meaning, and flags that mean this only beside the name of such a tool.
const always =
  /--(allow-)?dangerously-(skip-permissions|bypass-approvals-and-sandbox|allow-all)\b|--(allow|trust)-all-tools\b|--permission-mode[= ]["']?bypassPermissions|--approval-mode[= ]["']?yolo|--sandbox[= ]["']?danger-full-access/;
const besideTool = /--(yolo|full-auto|allow-all|yes-always)(?![\w-])|--ask-for-approval[= ]["']?never|\s-a\s+never/;
const tool = /\b(claude|codex|gemini|qwen|copilot|cursor-agent|kiro-cli|aider|amp|goose|opencode|agy|droid)\b/;

function linesWithFlags(root: SettingNode): Hit[] {
  return textsBelow({ path: [], node: root }).flatMap(({ place, text }) =>
    text
      .replace(/\\\n/g, " ")
      .split("\n")
      .filter((line) => !/^\s*#/.test(line) && (always.test(line) || (besideTool.test(line) && tool.test(line))))
      .map((line) => hitAt(place, line.trim())),
  );
}

// Arguments in a list make one line.
function textsBelow(place: PlacedNode): { place: PlacedNode; text: string }[] {
  const text = textOf(place.node);
  if (text !== undefined) return [{ place, text }];
  const children = childrenOf(place);
  const words = children.flatMap(({ node }) => textOf(node) ?? []);
  if (place.node.kind === "list" && words.length === children.length)
    return words.length > 0 ? [{ place, text: words.join(" ") }] : [];
  return children.flatMap(textsBelow);
}

export const commandLines: readonly DangerousSetting[] = [
  {
    id: "bypass-flag",
    title: "An AI tool is started with its safeguards off",
    where: "commands in `.github/workflows/*.yml` and in settings of any tool",
    does: "starts an AI tool that asks nobody and may do anything",
    must: "a tool is started with the permissions that its work needs",
    fix: "Remove the flag; name what the tool may do, e.g. --allowedTools or --allow-tool.",
    sources: ["https://github.com/advisories/GHSA-cxm3-wv7p-598c", "https://code.claude.com/docs/en/cli-reference"],
    ofGuards: true,
    find: linesWithFlags,
    bad: {
      path: ".github/workflows/review.yml",
      after:
        "on: pull_request\njobs:\n  review:\n    runs-on: ubuntu-latest\n    steps:\n      - run: claude -p review --dangerously-skip-permissions\n",
    },
    good: {
      path: ".github/workflows/review.yml",
      after:
        "on: pull_request\njobs:\n  review:\n    runs-on: ubuntu-latest\n    steps:\n      - run: claude -p review --allowedTools Read\n",
    },
  },
];

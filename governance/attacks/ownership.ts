/** Attacks on who owns the files, those that agents obey above all. */
import { byRules, passes, says, type Attack } from "./attack.ts";

export const ownershipAttacks = [
  {
    id: "ai-path-in-code-change",
    title: "An agent's instructions change along with code",
    actor: "an agent, and a developer who sits in the break-glass team",
    wants: "permissions for the next session, in a change that looks like any other",
    steps: [
      passes("claude[bot] opens a pull request with src/checkout.ts and .claude/settings.json, and the gate passes"),
      passes("tom-developer approves"),
      byRules("tom-developer, a member of break-glass, merges", says.platformTeam),
    ],
    controls: ["ai-paths-reviewed"],
    stoppedBy:
      "The ruleset `ai-paths-<tier>` asks for the platform team whenever an AI path is among the files. It stands by itself, so that no bypass of the tier's rules counts for it.",
    without: "The ruleset `ai-paths-standard` is switched off.",
    remains:
      "Files that the catalogue does not know, and instructions in places that are no agent file, such as comments in code.",
  },
  {
    id: "codeowners-shadowed",
    title: "A later line of CODEOWNERS takes the AI paths",
    actor: "an agent, and reviewers who are not the owners",
    wants: "AI paths that any team may approve: the last matching line decides",
    steps: [
      passes(
        "claude[bot] opens a pull request that ends .github/CODEOWNERS of payments-api with `* @meridian-pay/payments`",
      ),
      passes("lee-payments approves, and the gate has passed"),
      passes("tom-developer approves"),
      byRules(
        "tom-developer merges",
        "Waiting on code owner review from meridian-pay/platform-engineering.",
        says.platformTeam,
      ),
    ],
    controls: ["code-owner-review", "ai-paths-reviewed"],
    stoppedBy:
      "CODEOWNERS is an AI path itself: its owners on the base branch must approve, and the platform team by ruleset.",
    without: "The ruleset `ai-paths-critical` is switched off, and code owners are not asked.",
    foundBy: "github-repository-require-ai-path-owners",
    remains:
      "A line that was there before the roll-out. The policy pack finds it in a file that a stack writes, and `GovernedRepository` puts its lines last.",
  },
  {
    id: "bot-owns-code",
    title: "A bot is made a code owner, and its files lose theirs",
    actor: "a team that wants its agent to answer for code",
    wants: "merges that the owners of the code are not asked for",
    steps: [
      passes(
        "tom-developer proposes `/src/ @claude[bot]` in CODEOWNERS of payments-api, above the lines of the AI paths",
      ),
      passes("maya-platform and priya-platform approve, the gate passes, tom-developer merges"),
      passes(
        "claude[bot] approves a change of src/ by tom-developer, which maya-platform and priya-platform approved too",
      ),
      passes("tom-developer merges it; the payments team, which owns all else, was not asked"),
    ],
    controls: [],
    remains:
      "GitHub assigns no bot as an owner, and a line whose owners it does not assign still is the last that matches: nobody owns its files. It reports the line as an unknown owner. " +
      "`GovernedRepository` refuses such lines; one that was merged by hand is shown by a refresh of the repository's stack. The number of approvals stays, and so does the " +
      "platform team's review of AI paths, which rests on a ruleset. A machine user as an owner counts as a person.",
  },
] as const satisfies readonly Attack[];

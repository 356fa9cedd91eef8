import assert from "node:assert/strict";
import { edited, problemsOf } from "../example.ts";

interface Case {
  readonly says: string;
  readonly edits: readonly (readonly [from: string, to: string])[];
  /** Problems without the name of the file. */
  readonly problems: readonly string[];
}

const cases: readonly Case[] = [
  {
    says: "a tool in an unknown state",
    edits: [["state: quarantined", "state: quarantine"]],
    problems: [
      '80:12: at tools.devin.state: found "quarantine", allowed: enabled, constrained, quarantined, disabled. Did you mean "quarantined"?',
    ],
  },
  {
    says: "an unknown field, with the nearest name",
    edits: [["breakGlassTeam:", "breakGlasTeam:"]],
    problems: [
      "6:1: at organization.breakGlassTeam: missing. Write: Team, kept empty, whose members may pass a rule in a pull request (never by a push) on the day the gate is down.",
      '9:3: at organization.breakGlasTeam: unknown field, allowed: login, plan, breakGlassTeam. Did you mean "breakGlassTeam"?',
    ],
  },
  {
    says: "a name that is not allowed as a key",
    edits: [["  devin:\n", "  Devin AI:\n"]],
    problems: [
      '78:3: at tools.Devin AI: found "Devin AI", allowed: lower-case letters, digits and hyphens, beginning with a letter, at most 60',
    ],
  },
  {
    says: "a value of another type",
    edits: [
      ["approvals: 1\n", "approvals: one\n"],
      ["repositories: [docs, design-system]", "repositories: docs"],
    ],
    problems: [
      '14:16: at tiers.standard.approvals: found "one", allowed: a whole number of approvals from 1 to 10',
      '63:19: at tools.codex.repositories: found "docs", allowed: a list',
    ],
  },
  {
    says: "an empty field",
    edits: [["displayName: Devin\n", "displayName:\n"]],
    problems: ["79:17: at tools.devin.displayName: found nothing, allowed: text"],
  },
  {
    says: "a repository in two tiers, naming both places",
    edits: [["ledger, identity-service", "ledger, Storefront"]],
    problems: [
      '19:42: at tiers.critical.repositories[2]: found "Storefront", which is also at tiers.standard.repositories[2]; a repository must stand in one tier, once',
    ],
  },
  {
    says: "a repository in two tiers, whichever of them has the capital letter",
    edits: [["data-pipelines]\n  critical:", "data-pipelines, Ledger]\n  critical:"]],
    problems: [
      '19:34: at tiers.critical.repositories[1]: found "ledger", which is also at tiers.standard.repositories[6]; a repository must stand in one tier, once',
    ],
  },
  {
    says: "two tools with one pattern that matches no branch",
    edits: [
      ["codex/**/*", "odd[/x"],
      ["openhands/**/*", "odd[/x"],
    ],
    problems: [
      '107:18: at tools.openhands.identities.branches[0]: found "odd[/x", which shares branches with "odd[/x" at tools.codex.identities.branches[0]; a namespace belongs to one tool',
    ],
  },
  {
    says: "a repository twice in one tool's list",
    edits: [["repositories: [docs, design-system]", "repositories: [docs, docs]"]],
    problems: [
      '63:26: at tools.codex.repositories[1]: found "docs", which is also at tools.codex.repositories[0]; a repository must be listed once',
    ],
  },
  {
    says: "repositories that no tier lists, wherever they are named",
    edits: [
      ["repositories: [design-system]", "repositories: [desing-system]"],
      ["gate:\n  repository: ai-governance", "gate:\n  repository: ai-gouvernance"],
      ["writer:\n    repository: ai-governance", "writer:\n    repository: elsewhere"],
    ],
    problems: [
      '75:20: at tools.cursor.repositories[0]: found "desing-system", allowed: a repository that a tier lists. Did you mean "design-system"?',
      '119:15: at gate.repository: found "ai-gouvernance", allowed: a repository that a tier lists. Did you mean "ai-governance"?',
      '131:17: at audit.writer.repository: found "elsewhere", allowed: a repository that a tier lists.',
    ],
  },
  {
    says: "an unknown default tier",
    edits: [["defaultTier: standard", "defaultTier: constructor"]],
    problems: ['24:14: at defaultTier: found "constructor", allowed: standard, critical, restricted.'],
  },
  {
    says: "a stopped tool without a reason",
    edits: [["    reason: Not evaluated\n", ""]],
    problems: ['102:12: at tools.openhands.state: found "disabled" without a reason. Write beside it: reason: <why>'],
  },
  {
    says: "two tools with one login or one app",
    edits: [
      ['appId: 1210556\n      logins: ["cursor[bot]", cursoragent]', 'appId: 1144995\n      logins: ["Claude[bot]"]'],
    ],
    problems: [
      "72:14: at tools.cursor.identities.appId: found 1144995, which is also at tools.codex.identities.appId; an app id belongs to one tool or one automation, once",
      '73:16: at tools.cursor.identities.logins[0]: found "Claude[bot]", which is also at tools.claude-code.identities.logins[0]; a login belongs to one tool or one automation, once',
    ],
  },
  {
    says: "an automation login that is a tool's",
    edits: [["logins: [meridian-release-bot]", "logins: [cursoragent]"]],
    problems: [
      '115:27: at automation.release-bot.logins[0]: found "cursoragent", which is also at tools.cursor.identities.logins[1]; a login belongs to one tool or one automation, once',
    ],
  },
  {
    says: "owners of AI paths that are bots, tools or of another organisation",
    edits: [
      [
        'owners: ["@meridian-pay/platform-engineering"]',
        'owners: ["@renovate[bot]", "@cursoragent", "@claude", "@other/team", "@octocat"]',
      ],
    ],
    problems: [
      '28:12: at aiPaths.owners[0]: found "@renovate[bot]", a bot; allowed: teams and people, since bots must not approve what agents obey',
      '28:30: at aiPaths.owners[1]: found "@cursoragent", an account of tools.cursor; allowed: teams and people, since agents must not approve what agents obey',
      '28:46: at aiPaths.owners[2]: found "@claude", an account of tools.claude-code; allowed: teams and people, since agents must not approve what agents obey',
      '28:57: at aiPaths.owners[3]: found "@other/team", a team of another organisation; allowed: a team of meridian-pay, or a person',
    ],
  },
  {
    says: "branch patterns that GitHub reads in another way",
    edits: [
      ["claude/**/*", "claude/**"],
      ["codex/**/*", "codex-**/*"],
      ["cursor/**/*", "refs/heads/cursor/**/*"],
    ],
    problems: [
      '50:18: at tools.claude-code.identities.branches[0]: found "claude/**", which GitHub matches one level deep only. Write: claude/**/*',
      '62:18: at tools.codex.identities.branches[0]: found "codex-**/*", in which "**" is not a whole level, so GitHub reads it as "*". Write e.g.: claude/**/*',
      '74:18: at tools.cursor.identities.branches[0]: found "refs/heads/cursor/**/*", allowed: a branch pattern without refs/heads/ and without spaces: claude/**/*',
    ],
  },
  {
    says: "branch patterns that cover default branches",
    edits: [
      ["claude/**/*", "~ALL"],
      ["codex/**/*", "~DEFAULT_BRANCH"],
      ["cursor/**/*", "mai?"],
      ["devin/**/*", "master"],
    ],
    problems: [
      '50:18: at tools.claude-code.identities.branches[0]: found "~ALL", which covers default branches; allowed: a namespace of the tool, e.g. claude/**/*',
      '62:18: at tools.codex.identities.branches[0]: found "~DEFAULT_BRANCH", which covers default branches; allowed: a namespace of the tool, e.g. claude/**/*',
      '74:18: at tools.cursor.identities.branches[0]: found "mai?", which covers the default branch main; allowed: a namespace of the tool, e.g. claude/**/*',
      '86:18: at tools.devin.identities.branches[0]: found "master", which covers the default branch master; allowed: a namespace of the tool, e.g. claude/**/*',
    ],
  },
  {
    says: "two tools that share branches",
    edits: [
      ["codex/**/*", "claude/*"],
      ["openhands/**/*", "jules/**/*"],
    ],
    problems: [
      '62:18: at tools.codex.identities.branches[0]: found "claude/*", which shares branches with "claude/**/*" at tools.claude-code.identities.branches[0]; a namespace belongs to one tool',
      '107:18: at tools.openhands.identities.branches[0]: found "jules/**/*", which shares branches with "jules/**/*" at tools.jules.identities.branches[0]; a namespace belongs to one tool',
    ],
  },
  {
    says: "numbers out of range",
    edits: [
      ["retentionDays: 400", "retentionDays: 182"],
      ["signedCommits: true\n    repositories: [card-vault", "approval: 3\n    repositories: [card-vault"],
      ["approvals: 1\n", "approvals: 0\n"],
    ],
    problems: [
      "14:16: at tiers.standard.approvals: found 0, allowed: a whole number of approvals from 1 to 10",
      '22:5: at tiers.restricted.approval: unknown field, allowed: approvals, signedCommits, reviewers, breakGlass, evaluate, repositories. Did you mean "approvals"?',
      "129:18: at audit.retentionDays: found 182, allowed: a whole number of days from 183 to 36500",
    ],
  },
  {
    says: "models and provenance that cannot be",
    edits: [
      ["models: [claude-opus-4-8, claude-sonnet-4-6]", "models: []"],
      ["provenance: [session, model, prompt-digest]", "provenance: [session, promt-digest]"],
    ],
    problems: [
      "52:13: at tools.claude-code.models: found a list, allowed: at least one model, or no `models` for any",
      '53:27: at tools.claude-code.provenance[1]: found "promt-digest", allowed: session, model, prompt-digest, context-digest. Did you mean "prompt-digest"?',
    ],
  },
  {
    says: "a setting of GitHub that two tools would decide, and a scope without an app",
    edits: [
      ["    actions: [anthropics/claude-code-action]\n", "    secrets: [AI_KEY]\n    copilotPolicy: true\n"],
      ["    actions: [All-Hands-AI/openhands-resolver]\n", "    secrets: [AI_KEY]\n    appScope: true\n"],
    ],
    problems: [
      "55:20: at tools.claude-code.copilotPolicy: found true, as at tools.copilot.copilotPolicy; the organisation has one such setting, so one tool has it",
      '111:15: at tools.openhands.secrets[0]: found "AI_KEY", which is also at tools.claude-code.secrets[0]; a secret belongs to one tool, or it could not be withdrawn from one',
      "112:15: at tools.openhands.appScope: found true without an app. Write beside its logins: appId: <id of its GitHub App>",
    ],
  },
  {
    says: "a trial of rules outside Enterprise",
    edits: [
      ["plan: enterprise", "plan: team"],
      ["approvals: 1\n", "approvals: 1\n    evaluate: { owner: platform, until: 2027-01-31 }\n"],
    ],
    problems: [
      '15:5: at tiers.standard.evaluate: found a trial on plan "team"; GitHub has it on enterprise only. Remove it',
    ],
  },
  {
    says: "blocks among the allowed actions",
    edits: [['"github/*"', '"!github/*"']],
    problems: [
      '125:26: at actions.allowed[1]: found "!github/*", allowed: owner/*, owner/action@* or owner/action@ref; blocks ("!...") follow from tool states',
    ],
  },
  {
    says: "a field that is written twice, and goes on",
    edits: [
      ["    reason: Not evaluated\n", "    reason: Not evaluated\n    reason: Twice\n"],
      ["plan: enterprise", "plan: gold"],
    ],
    problems: [
      '8:9: at organization.plan: found "gold", allowed: free, team, enterprise.',
      "104:5: found the field reason a second time in this mapping; write it once",
    ],
  },
  {
    says: "an alias without its anchor",
    edits: [["appId: 811515", "appId: *devin"]],
    problems: ["84:14: found *devin, allowed: an anchor that stands before it (&devin)"],
  },
];

describe("a declaration with mistakes", () => {
  for (const { says, edits, problems } of cases) {
    it(`is refused: ${says}`, () => {
      assert.deepEqual(
        problemsOf(edited(...edits)),
        problems.map((problem) => `governance.yaml:${problem}`),
      );
    });
  }

  const wholes: readonly (readonly [says: string, text: string, problem: string])[] = [
    ["an empty file", "", "1:1: the file is empty; a declaration begins with `version: 1`"],
    ["only a comment", "# later\n", "1:1: the file is empty; a declaration begins with `version: 1`"],
    ["a list", "- version: 1\n", "1:1: found a list, allowed: a mapping"],
    ["text", "governance", '1:1: found "governance", allowed: a mapping'],
  ];
  for (const [says, text, problem] of wholes) {
    it(`is refused when the file is ${says}`, () => {
      assert.deepEqual(problemsOf(text), [`governance.yaml:${problem}`]);
    });
  }

  it("is refused with the place of a syntax error", () => {
    const text = edited(["repositories: [card-vault, ai-governance]", "repositories: [card-vault, ai-governance"]);
    assert.deepEqual(problemsOf(text), [
      "governance.yaml:24:1: Flow sequence in block collection must be sufficiently indented and end with a ]",
    ]);
  });

  it("is refused when it needs more rulesets than an organisation may have", () => {
    const withTools = (count: number): string => edited(...manyTools(count));
    assert.deepEqual(problemsOf(withTools(28)), [
      "governance.yaml:30:1: at tools: found 3 tiers and 35 tools with branches, which need 77 organisation rulesets; " +
        "GitHub allows 75. Give tools that are never enabled no branches, or merge tiers",
    ]);
    assert.throws(() => problemsOf(withTools(27)), /accepted/);
  });

  it("counts a ruleset for forbidden paths, and one for each tier on trial with canaries", () => {
    const forbidden = ["aiPaths:\n", 'aiPaths:\n  forbidden: ["**/CLAUDE.local.md"]\n'] as const;
    const trial = [
      "approvals: 1\n",
      "approvals: 1\n    evaluate: { owner: platform, until: 2027-01-31, canaries: [docs] }\n",
    ] as const;
    assert.match(
      problemsOf(edited(...manyTools(27), forbidden, trial))[0] ?? "",
      /which need 77 organisation rulesets/,
    );
  });

  it("is refused when it needs more custom properties than an organisation may have", () => {
    const unfenced = (count: number) => edited(...manyTools(count, "[]"));
    assert.deepEqual(problemsOf(unfenced(91)), [
      "governance.yaml:30:1: at tools: found 98 tools, which need 101 custom properties; GitHub allows 100. " +
        "Take out tools that nobody uses",
    ]);
    assert.throws(() => problemsOf(unfenced(90)), /accepted/);
  });
});

/** The edit that adds so many tools. */
function manyTools(count: number, branches?: string): [from: string, to: string][] {
  const tool = (_: unknown, index: number): string => {
    const name = `extra-${String(index).padStart(2, "0")}`;
    const identities = `{ logins: [], branches: ${branches ?? `["${name}/**/*"]`} }`;
    return `  ${name}:\n    displayName: ${name}\n    state: enabled\n    owner: x\n    identities: ${identities}\n    repositories: []\n    provenance: [session]\n`;
  };
  return [["  openhands:\n", `${Array.from({ length: count }, tool).join("")}  openhands:\n`]];
}

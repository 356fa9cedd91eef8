import assert from "node:assert/strict";
import {
  agentBypassFindings,
  agentsOf,
  automationOf,
  exemptBypassFindings,
  githubTypes,
  UNKNOWN,
} from "../../../../governance/index.ts";
import { parsed } from "../../example.ts";
import { record, repositoryRuleset, tierRuleset } from "../records.ts";

const accounts = { agents: agentsOf(parsed()), automation: automationOf(parsed()) };
const actor = (actorType: unknown, actorId: unknown, bypassMode: unknown = "pull_request") => ({
  bypassActors: [{ actorType, actorId, bypassMode }],
});

describe("exemptBypassFindings", () => {
  it("reports an exempt actor of a repository's and of an organisation's ruleset", () => {
    const stack = [repositoryRuleset(actor("Team", 1, "exempt")), tierRuleset("standard", actor("Team", 1, "exempt"))];
    assert.deepEqual(
      exemptBypassFindings(stack).map(({ outcome, subject }) => [outcome, subject]),
      [
        ["violation", "protect"],
        ["violation", "ai-tier-standard"],
      ],
    );
    assert.equal(
      exemptBypassFindings(stack)[0]?.message,
      "an actor is exempt from the rules, which leaves no trace; every bypass must be recorded.",
    );
  });
  it("allows recorded bypasses and none", () => {
    assert.deepEqual(exemptBypassFindings([repositoryRuleset(actor("Team", 1, "always")), repositoryRuleset()]), []);
  });
  it("stays undecided while the actors or a mode are unknown", () => {
    const stack = [
      repositoryRuleset({ bypassActors: UNKNOWN }),
      repositoryRuleset(actor("Team", 1, UNKNOWN)),
      repositoryRuleset({ bypassActors: [UNKNOWN] }),
    ];
    assert.deepEqual(
      exemptBypassFindings(stack).map(({ outcome }) => outcome),
      ["undecided", "undecided", "undecided"],
    );
  });
  it("reports what is known beside what is not", () => {
    const mixed = repositoryRuleset({
      bypassActors: [UNKNOWN, { actorType: "Team", actorId: 1, bypassMode: "exempt" }],
    });
    assert.deepEqual(
      exemptBypassFindings([mixed]).map(({ outcome }) => outcome),
      ["violation"],
    );
  });
});

describe("agentBypassFindings", () => {
  const messages = (...stack: Parameters<typeof agentBypassFindings>[0]) =>
    agentBypassFindings(stack, accounts).map(({ outcome, message }) => `${outcome}: ${message}`);

  it("reports an app whose id is no number", () => {
    for (const id of ["claude", null, undefined, {}]) {
      assert.deepEqual(messages(repositoryRuleset(actor("Integration", id))), [
        "violation: an app whose id is no number may pass the rules; no AI tool and no undeclared app must.",
      ]);
    }
  });

  it("reports the app of an AI tool, in whatever state", () => {
    assert.deepEqual(
      messages(repositoryRuleset(actor("Integration", 1236702)), tierRuleset("standard", actor("Integration", 842251))),
      [
        "violation: the AI tool claude-code may pass the rules; no AI tool and no undeclared app must.",
        "violation: the AI tool jules may pass the rules; no AI tool and no undeclared app must.",
      ],
    );
  });
  it("reports an app that the declaration does not know", () => {
    assert.deepEqual(messages(repositoryRuleset(actor("Integration", 5))), [
      "violation: app 5, which is not declared, may pass the rules; no AI tool and no undeclared app must.",
    ]);
  });
  it("reports a user, who may be a tool's machine user, and names the way out", () => {
    const [finding, ...more] = agentBypassFindings([repositoryRuleset(actor("User", 12))], accounts);
    assert.deepEqual(more, []);
    assert.deepEqual(
      [finding?.outcome, finding?.message, finding?.fix],
      [
        "violation",
        "a user, who may be an AI tool's account, may pass the rules; no AI tool and no undeclared app must.",
        'Name the break-glass team with bypassMode: "pull_request" instead, or remove the actor.',
      ],
    );
  });
  it("allows declared automation, and leaves other kinds of actors to the finding about them", () => {
    const allowed = [
      actor("Integration", 29110),
      actor("Team", 1236702),
      actor("RepositoryRole", 5),
      actor("DeployKey", undefined),
      {},
    ];
    assert.deepEqual(messages(...allowed.map((over) => repositoryRuleset(over))), []);
  });
  for (const [says, over] of [
    ["an unknown app", actor("Integration", UNKNOWN)],
    ["an unknown kind of actor", actor(UNKNOWN, 1)],
    ["an unknown list", { bypassActors: UNKNOWN }],
  ] as const) {
    it(`stays undecided about ${says}`, () => {
      assert.deepEqual(messages(repositoryRuleset(over)), [
        "undecided: whether an AI tool may pass the rules is not known yet; none must.",
      ]);
    });
  }

  const protections: readonly (readonly [says: string, type: string, props: Record<string, unknown>])[] = [
    ["who may force a push", githubTypes.branchProtection, { forcePushBypassers: ["/cursoragent"] }],
    [
      "who needs no pull request",
      githubTypes.branchProtection,
      { requiredPullRequestReviews: [{ pullRequestBypassers: ["/CursorAgent"] }] },
    ],
    ["who may push", githubTypes.branchProtection, { restrictPushes: [{ pushAllowances: ["/cursoragent"] }] }],
    [
      "apps that need no pull request",
      githubTypes.branchProtectionV3,
      { requiredPullRequestReviews: { bypassPullRequestAllowances: { apps: ["cursor"] } } },
    ],
    ["users that may push", githubTypes.branchProtectionV3, { restrictions: { users: ["cursoragent"] } }],
  ];
  for (const [says, type, props] of protections) {
    it(`reports an AI tool in a branch protection's list of ${says}`, () => {
      assert.deepEqual(messages(record(type, props)), [
        "violation: the AI tool cursor may pass the rules; no AI tool and no undeclared app must.",
      ]);
    });
  }
  const undeclared: typeof protections = [
    [
      "who need no pull request",
      githubTypes.branchProtectionV3,
      { requiredPullRequestReviews: { bypassPullRequestAllowances: { apps: ["pusher"] } } },
    ],
    ["who may push", githubTypes.branchProtectionV3, { restrictions: { apps: ["pusher"] } }],
    ["who may push under rules", githubTypes.branchProtection, { restrictPushes: [{ pushAllowances: ["pusher"] }] }],
    ["who may force a push", githubTypes.branchProtection, { forcePushBypassers: ["/pusher[bot]"] }],
  ];
  for (const [says, type, props] of undeclared) {
    it(`reports an undeclared app in a branch protection's list of those ${says}`, () => {
      assert.deepEqual(messages(record(type, props)), [
        "violation: app pusher, which is not declared, may pass the rules; no AI tool and no undeclared app must.",
      ]);
    });
  }
  it("allows declared automation in a branch protection", () => {
    assert.deepEqual(
      messages(record(githubTypes.branchProtectionV3, { restrictions: { apps: ["dependabot"], users: ["octocat"] } })),
      [],
    );
  });
  it("stays undecided about a branch protection whose blocks are unknown", () => {
    for (const props of [
      { restrictPushes: UNKNOWN },
      { restrictPushes: [UNKNOWN] },
      { requiredPullRequestReviews: UNKNOWN },
      { requiredPullRequestReviews: [{}, UNKNOWN] },
    ]) {
      const [found, ...more] = messages(record(githubTypes.branchProtection, props));
      assert.match(found ?? "", /^undecided: /);
      assert.deepEqual(more, []);
    }
  });
  it("allows people and teams in a branch protection", () => {
    assert.deepEqual(
      messages(record(githubTypes.branchProtection, { forcePushBypassers: ["/octocat", "meridian-pay/break-glass"] })),
      [],
    );
  });
});

import { OrganizationGuardrails } from "../../components/index.ts";
import { id, type Case } from "./wrong-arguments.ts";

const gate = {
  repositoryId: 7,
  workflow: ".github/workflows/gate.yml",
  ref: "refs/tags/gate-v1",
  check: "ai-governance/gate",
};
const tier = { name: "standard", approvals: 1 };

/** Wrong arguments of the component with the most of them. */
export const guardrails: Case = {
  component: OrganizationGuardrails,
  good: {
    organization: "acme",
    tiers: [tier],
    defaultTier: "standard",
    tools: ["codex"],
    repositories: { docs: { tier: "standard", tools: ["codex"] } },
    gate,
    actions: ["actions/*"],
  },
  wrong: {
    organization: [
      [{ organization: undefined }, "organization: is missing; must be the organisation's login"],
      [{ organization: "acme/docs" }, 'organization: found "acme/docs"; must be the organisation\'s login'],
    ],
    plan: [[{ plan: "gold" }, 'plan: found "gold"; must be one of free, team, enterprise']],
    tiers: [
      [{ tiers: [{ ...tier, approvals: "2" }] }, 'tiers[0].approvals: found "2"; must be a whole number from 1 to 10'],
      [{ tiers: [tier, tier] }, 'tiers: found "standard" twice; a tier has one name'],
      [{ tiers: [] }, "tiers: found []; must be a list of at least one tier"],
      [{ tiers: [{ ...tier, signedCommits: 1 }] }, "tiers[0].signedCommits: found 1; must be true or false"],
      [{ tiers: [{ ...tier, reviewerTeamId: "all" }] }, `tiers[0].reviewerTeamId: found "all"; ${id}`],
      [{ tiers: [{ ...tier, breakGlass: "no" }] }, 'tiers[0].breakGlass: found "no"; must be true or false'],
      [{ tiers: [{ ...tier, onTrial: "yes" }] }, 'tiers[0].onTrial: found "yes"; must be true or false'],
      [
        { plan: "team", tiers: [{ ...tier, onTrial: true }] },
        "tiers[0].onTrial: found true on plan team; GitHub records rules without enforcing them on enterprise only",
      ],
      [
        { tiers: [{ ...tier, aprovals: 2 }] },
        'tiers[0].aprovals: is unknown; known: name, approvals, reviewerTeamId, signedCommits, breakGlass, onTrial. Did you mean "approvals"?',
      ],
    ],
    defaultTier: [[{ defaultTier: "x" }, 'defaultTier: found "x"; must be one of standard']],
    tools: [
      [{ tools: [], repositories: {} }, "tools: found []; must be a list of at least one tool name"],
      [{ tools: ["codex", "Co dex"] }, 'tools[1]: found "Co dex"; must be a short name such as codex'],
    ],
    repositories: [
      [
        { repositories: undefined },
        "repositories: is missing; must be an object of repository names to their places, which may be empty",
      ],
      [{ repositories: { docs: { tools: [] } } }, "repositories.docs.tier: is missing; must be one of standard"],
      [
        { repositories: { docs: { tier: "standard" } } },
        "repositories.docs.tools: is missing; must be a list of tools, which may be empty",
      ],
      [
        { repositories: { docs: { tier: "standard", tools: ["devin"] } } },
        'repositories.docs.tools[0]: found "devin"; must be one of codex',
      ],
      [
        { repositories: { docs: { tier: "standard", tools: [], canary: "no" } } },
        'repositories.docs.canary: found "no"; must be true or false',
      ],
    ],
    gate: [
      [{ gate: { ...gate, repositoryId: "docs" } }, `gate.repositoryId: found "docs"; ${id}`],
      [
        { gate: { ...gate, workflow: "gate.yml" } },
        'gate.workflow: found "gate.yml"; must be a file such as .github/workflows/gate.yml',
      ],
      [
        { gate: { ...gate, ref: "master" } },
        'gate.ref: found "master"; must be a tag such as refs/tags/gate-v1: what the gate runs must not move',
      ],
      [
        { gate: { ...gate, ref: "refs/tags/gate-*" } },
        'gate.ref: found "refs/tags/gate-*"; must be a tag such as refs/tags/gate-v1: what the gate runs must not move',
      ],
      [
        { gate: { ...gate, check: "" } },
        'gate.check: found ""; must be the name of a check such as ai-governance/gate',
      ],
      [{ gate: { ...gate, appId: 0 } }, `gate.appId: found 0; ${id}`],
      [{ gate: { ...gate, tag: "v1" } }, "gate.tag: is unknown; known: repositoryId, workflow, ref, check, appId."],
    ],
    aiPathReviewerTeamId: [[{ aiPathReviewerTeamId: "platform" }, `aiPathReviewerTeamId: found "platform"; ${id}`]],
    breakGlassTeamId: [[{ breakGlassTeamId: 1.5 }, `breakGlassTeamId: found 1.5; ${id}`]],
    forbiddenPaths: [
      [
        { forbiddenPaths: ["/CLAUDE.local.md"] },
        'forbiddenPaths[0]: found "/CLAUDE.local.md"; must be a pattern such as **/CLAUDE.local.md',
      ],
      [
        { plan: "team", forbiddenPaths: ["a"] },
        "forbiddenPaths: found 1 paths on plan team; GitHub has this rule on enterprise only",
      ],
    ],
    codeSecurity: [
      [
        { codeSecurity: { repositories: "some" } },
        'codeSecurity.repositories: found "some"; must be one of all, all_without_configurations, public, private_or_internal',
      ],
      [
        { codeSecurity: { repositories: "all", secretProtection: "yes" } },
        'codeSecurity.secretProtection: found "yes"; must be true or false',
      ],
    ],
    actions: [
      [
        { actions: "actions/*" },
        'actions: found "actions/*"; must be a list of at least one pattern such as actions/*',
      ],
    ],
    existing: [
      [{ existing: ["1"] }, 'existing: found ["1"]; must be an object of names to ids'],
      [{ existing: { "ai-gate": 7 } }, "existing.ai-gate: found 7; must be an id as text"],
      [
        { exisiting: {} },
        "exisiting: is unknown; known: organization, plan, tiers, defaultTier, tools, repositories, gate, " +
          'aiPathReviewerTeamId, breakGlassTeamId, forbiddenPaths, codeSecurity, actions, existing. Did you mean "existing"?',
      ],
    ],
  },
};

import assert from "node:assert/strict";
import {
  aiPathReviewersOf,
  baselineOf,
  closedTiersOf,
  controls,
  demandsOf,
  inventoryOf,
  onlyControls,
  placementsOf,
  reviewersOf,
  withoutEndedTrials,
} from "../../../governance/index.ts";
import { parsed, reviewedByPeople } from "../example.ts";

const rules = {
  "pull-request": true,
  approvals: 2,
  "code-owner-review": true,
  "stale-approvals-dismissed": true,
  "last-push-approved": true,
  "force-push-blocked": true,
  "deletion-blocked": true,
  "signed-commits": true,
  "checks-current": true,
  "gate-check": ["ai-governance/gate by app 15368"],
  "gate-workflow": [".github/workflows/gate.yml@refs/tags/gate-v1"],
  "ai-paths-reviewed": true,
};
/** In the order of the table; only demanded where a tier names reviewers. */
const counts = { "pull-request": true, approvals: 2, "people-approve": 2 };
const own = { "trail-preserving-merges": true, "ai-paths-owned": true };
const trial = ["approvals: 1\n", "approvals: 1\n    evaluate: { owner: platform, until: 2027-01-31 }\n"] as const;

describe("controls", () => {
  it("keeps its ids: they stand in reports and waivers", () => {
    assert.deepEqual(
      controls.map(({ id }) => id),
      [...Object.keys({ ...counts, ...rules }), ...Object.keys(own)],
    );
  });
});

describe("closedTiersOf", () => {
  it("names the tiers without break-glass", () => {
    const line = "    approvals: 2\n    signedCommits: true\n    repositories: [card-vault";
    assert.deepEqual(closedTiersOf(parsed()), []);
    assert.deepEqual(closedTiersOf(parsed([line, line.replace("signedCommits: true", "breakGlass: false")])), [
      "restricted",
    ]);
  });
});

describe("demandsOf", () => {
  it("demands the rules of the tier, kept trails and owned AI paths", () => {
    assert.deepEqual(demandsOf(parsed())["critical"], { ...rules, ...own });
  });
  it("demands fewer approvals and no signatures where the tier does", () => {
    const unsigned = without("signed-commits");
    assert.deepEqual(demandsOf(parsed())["standard"], { ...unsigned, approvals: 1, ...own });
  });
  it("demands approvals by the reviewers that a tier names, as many as it asks for", () => {
    const demands = demandsOf(parsed(...reviewedByPeople));
    assert.deepEqual(
      Object.values(demands).map((values) => values["people-approve"]),
      [1, 2, 2],
    );
  });
  it("pins the check to the App that posts it", () => {
    const declaration = parsed(["check: ai-governance/gate", "check: ai-governance/gate\n  appId: 77"]);
    assert.deepEqual(demandsOf(declaration)["critical"]?.["gate-check"], ["ai-governance/gate by app 77"]);
  });
  it("demands no required workflow where the plan has none", () => {
    const possible = without("gate-workflow");
    assert.deepEqual(demandsOf(parsed(["plan: enterprise", "plan: team"]))["critical"], { ...possible, ...own });
  });
  it("demands no rules of a tier on trial but the review of AI paths, which are never on trial", () => {
    assert.deepEqual(demandsOf(parsed(trial))["standard"], { "ai-paths-reviewed": true, ...own });
  });
});

describe("reviewersOf", () => {
  it("names each tier's team, with the id that somebody looked up", () => {
    const [tier] = reviewedByPeople;
    assert.deepEqual(reviewersOf(parsed(tier)), { standard: { slug: "engineers" } });
    assert.deepEqual(reviewersOf(parsed(tier), { engineers: 4, toString: 5 }), {
      standard: { slug: "engineers", id: 4 },
    });
    assert.deepEqual(reviewersOf(parsed()), {});
  });
});

describe("aiPathReviewersOf", () => {
  it("names the first team among the owners of AI paths", () => {
    const slug = "platform-engineering";
    const owners = 'owners: ["@meridian-pay/platform-engineering"]';
    assert.deepEqual(aiPathReviewersOf(parsed()), { slug });
    assert.deepEqual(aiPathReviewersOf(parsed(), { [slug]: 6 }), { slug, id: 6 });
    assert.deepEqual(aiPathReviewersOf(parsed([owners, 'owners: ["@ada", "@meridian-pay/security"]'])), {
      slug: "security",
    });
    assert.equal(aiPathReviewersOf(parsed([owners, 'owners: ["@ada"]'])), undefined);
  });
});

describe("onlyControls", () => {
  it("keeps the controls that are asked for, tier by tier", () => {
    const perTier = { one: { approvals: 1, "pull-request": true }, two: { "signed-commits": false } };
    assert.deepEqual(onlyControls(perTier, ["approvals", "signed-commits"]), {
      one: { approvals: 1 },
      two: { "signed-commits": false },
    });
  });
});

describe("baselineOf", () => {
  it("promises the rules that the organisation stack puts in force", () => {
    assert.deepEqual(baselineOf(parsed())["critical"], rules);
  });
  it("promises nothing where the plan may have no organisation rulesets", () => {
    assert.deepEqual(baselineOf(parsed(["plan: enterprise", "plan: free"])), {
      standard: {},
      critical: {},
      restricted: {},
    });
  });
  it("demands the tier's rules again from the day after a trial", () => {
    const ended = (today: string) => demandsOf(withoutEndedTrials(parsed(trial), today))["standard"];
    assert.deepEqual(ended("2027-01-31"), { "ai-paths-reviewed": true, ...own });
    assert.deepEqual(ended("2027-02-01"), demandsOf(parsed())["standard"]);
  });
  it("promises only the review of AI paths for a tier on trial", () => {
    const baseline = baselineOf(parsed(trial));
    assert.deepEqual([baseline["standard"], baseline["critical"]], [{ "ai-paths-reviewed": true }, rules]);
  });
});

describe("placementsOf", () => {
  it("gives every listed repository its tier and its tools, sorted", () => {
    const values = placementsOf(parsed());
    assert.deepEqual(Object.keys(values), Object.keys(inventoryOf(parsed())));
    assert.deepEqual(values["docs"], { tier: "standard", tools: ["claude-code", "codex", "copilot"], canary: false });
    assert.deepEqual(values["card-vault"], { tier: "restricted", tools: [], canary: false });
  });
  it("takes a stopped tool out of every repository", () => {
    const values = placementsOf(parsed(), { copilot: "disabled" });
    assert.deepEqual(
      Object.values(values).filter((value) => value.tools.includes("copilot")),
      [],
    );
    assert.deepEqual(values["docs"]?.tools, ["claude-code", "codex"]);
  });
});

function without(id: keyof typeof rules) {
  return Object.fromEntries(Object.entries(rules).filter(([each]) => each !== id));
}

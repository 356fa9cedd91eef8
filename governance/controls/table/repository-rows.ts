/** Controls of one repository, which predicates also judge: `controls` and what auditors ask besides. */
import { controls, type ControlId } from "../control.ts";
import { serving, type FrameworkIds } from "./frameworks.ts";
import { by, type ControlFacts, type ControlRow } from "./row.ts";

const owners = "organisation owners";
const ownersOrAdmins = `${owners}; without organisation rulesets also administrators of the repository`;

const tierRules =
  (...own: readonly string[]) =>
  (frameworks: FrameworkIds): ControlFacts => ({
    declaredBy: [by.guardrails("OrganizationRuleset"), by.repository("RepositoryRuleset")],
    rules: ["github-organization-require-baseline", ...own],
    restsOn: ["organization-rulesets", "repository-rulesets"],
    undoneBy: ownersOrAdmins,
    frameworks,
  });
const protection = tierRules("github-branch-require-protection");
const humanReview = tierRules("github-branch-require-human-review");

const facts: Readonly<Record<ControlId, ControlFacts>> = {
  "pull-request": protection(serving(["review"], { slsaSource: ["L2", "L3"], osps: ["AC-03.01"] })),
  approvals: humanReview(serving(["review"])),
  "people-approve": {
    ...humanReview(serving(["review"])),
    undoneBy:
      "organisation owners; who adds a machine to the team; of one repository's own ruleset, its administrators",
  },
  "code-owner-review": humanReview(serving(["review"])),
  "stale-approvals-dismissed": humanReview(serving(["review"])),
  "last-push-approved": humanReview(serving(["review"])),
  "force-push-blocked": protection(serving(["history"])),
  "deletion-blocked": protection(serving(["history"], { osps: ["AC-03.02"] })),
  "signed-commits": protection(serving(["provenance"])),
  "checks-current": protection(serving(["review"], { osps: ["QA-03.01"] })),
  "gate-check": tierRules(
    "github-branch-require-gate",
    "github-gate-disallow-forgeable-check",
  )(serving(["provenance"], { osps: ["QA-03.01"] })),
  "gate-workflow": {
    ...tierRules("github-branch-require-gate", "github-workflow-require-explicit-ref")(serving(["provenance"])),
    declaredBy: [by.guardrails("OrganizationRuleset")],
    restsOn: ["required-workflows"],
    undoneBy: owners,
  },
  "ai-paths-reviewed": {
    ...humanReview(serving(["ownership"])),
    declaredBy: [
      by.guardrails("OrganizationRuleset"),
      by.repository("RepositoryRuleset"),
      by.ownership("RepositoryRuleset"),
    ],
  },
  "trail-preserving-merges": {
    declaredBy: [by.repository("RepositoryMergeSettings"), by.repository("Repository")],
    rules: ["github-repository-require-trail-preserving-merges", "github-repository-require-governance"],
    restsOn: ["merge-settings"],
    undoneBy: "administrators of the repository; the next refresh shows it",
    frameworks: serving(["provenance"]),
  },
  "ai-paths-owned": {
    declaredBy: [by.repository("ReviewedFile"), by.ownership("ReviewedFile")],
    rules: ["github-repository-require-ai-path-owners", "github-repository-require-governance"],
    restsOn: ["code-owners"],
    undoneBy: "the owners themselves, in a pull request that they approve",
    frameworks: serving(["ownership"]),
  },
};

export const repositoryRows: readonly ControlRow[] = controls.map(({ id, title, stops }) => ({
  id,
  title,
  stops,
  ...facts[id],
}));

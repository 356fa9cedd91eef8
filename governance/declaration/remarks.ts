import { isAvailable } from "../plans/availability.ts";
import { lockoutRemarks } from "./lockouts.ts";
import type { Remark } from "./remark.ts";
import type { Declaration } from "./schema.ts";

/** @param today The date, YYYY-MM-DD. */
export function remarksOf(declaration: Declaration, today: string): Remark[] {
  return [
    ...planRemarks(declaration),
    ...gateRemarks(declaration),
    ...reviewerRemarks(declaration),
    ...codeSecurityRemarks(declaration),
    ...trialRemarks(declaration, today),
    ...fenceRemarks(declaration),
    ...lockoutRemarks(declaration),
  ];
}

function planRemarks({ organization, aiPaths }: Declaration): Remark[] {
  const { plan } = organization;
  const rulesets = {
    at: "organization.plan",
    message:
      `plan "${plan}" has no organisation rulesets; each repository stack must protect its own repository ` +
      "(GovernedRepository, protection), and tools are fenced in public repositories only",
  };
  const forbidden = {
    at: "aiPaths.forbidden",
    message: `plan "${plan}" has no push rulesets for the whole organisation; give the paths to GovernedRepository (forbiddenPaths)`,
  };
  return [
    ...(isAvailable("organization-rulesets", plan, "public") ? [] : [rulesets]),
    ...(aiPaths.forbidden.length > 0 && !isAvailable("organization-push-rulesets", plan, "private") ? [forbidden] : []),
  ];
}

function codeSecurityRemarks({ codeSecurity }: Declaration): Remark[] {
  if (codeSecurity === undefined || codeSecurity.secretProtection || codeSecurity.repositories === "public") return [];
  const message =
    "without licences of GitHub Secret Protection only public repositories are scanned for secrets: buy them and say secretProtection: true";
  return [{ at: "codeSecurity", message }];
}

function gateRemarks({ gate, organization: { plan } }: Declaration): Remark[] {
  if (isAvailable("required-workflows", plan, "private") || gate.appId !== undefined) return [];
  const message =
    `the gate is detective only: on plan "${plan}" any workflow can post its check. ` +
    "Let a GitHub App of your own post it and name it in gate.appId, or use plan enterprise";
  return [{ at: "gate", message }];
}

// Without organisation rulesets each repository's own stack says who reviews.
function reviewerRemarks({ tiers, organization: { plan } }: Declaration): Remark[] {
  const open = Object.entries(tiers).flatMap(([name, { reviewers }]) => (reviewers === undefined ? [name] : []));
  if (open.length === 0 || !isAvailable("organization-rulesets", plan, "private")) return [];
  const message =
    `GitHub counts approvals of machine users, and of apps that may write contents, in ${open.join(", ")}: ` +
    "name a team of people in reviewers there, whose approvals are then needed";
  return [{ at: "tiers", message }];
}

function trialRemarks({ tiers }: Declaration, today: string): Remark[] {
  return Object.entries(tiers).flatMap(([name, { evaluate }]) => {
    if (!evaluate) return [];
    const { owner, until } = evaluate;
    const message =
      until < today
        ? `the trial of ${owner} ended on ${until}, and the rules are enforced: remove it`
        : `rules are recorded, not enforced, except that each change takes a pull request, and one of AI paths its owners. The trial of ${owner} ends on ${until}`;
    return [{ at: `tiers.${name}.evaluate`, message }];
  });
}

function fenceRemarks({ tools }: Declaration): Remark[] {
  return Object.entries(tools)
    .filter(([, tool]) => tool.identities.branches.length === 0)
    .map(([name]) => ({
      at: `tools.${name}`,
      message:
        "no branch namespace, so no fence: what works under a person's own account is stopped by the gate and on the machine",
    }));
}

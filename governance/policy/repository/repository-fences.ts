/** Where the plan has no organisation rulesets: the ruleset of each repository that fences its tools. */
import { repositoryFenceName, type RepositoryFences } from "../../tools/fences.ts";
import { checkFindings, type Check } from "../check.ts";
import { undecidedFinding, violation, type Finding } from "../finding.ts";
import { every, field, includes, is, isEmpty, isUnknown, type Certainty } from "../property.ts";
import { repositoryOf, repositorySubject } from "./repositories.ts";
import { githubTypes, ofType, type ResourceRecord } from "../resource.ts";
import type { Unknown } from "../unknown.ts";

const fix = "Declare the repository with the RepositoryFence component, with all tools of governance.yaml.";

/**
 * Fences of repositories that are weaker than wanted, and a stack without any. A plan without organisation rulesets has them in public
 * repositories only, and which are public is not declared: a repository that lacks one is no finding.
 */
export function repositoryFenceFindings(stack: readonly ResourceRecord[], wanted: RepositoryFences): Finding[] {
  const rulesets = ofType(stack, githubTypes.repositoryRuleset);
  const fences = rulesets.filter(({ props }) => field(props, "name") === repositoryFenceName);
  if (fences.length === 0 && wanted.tools.length > 0) {
    const message = `no repository has a ruleset ${repositoryFenceName}; each public one must, to keep tools out.`;
    const mayExist = rulesets.some(({ props }) => isUnknown(field(props, "name")));
    return [(mayExist ? undecidedFinding : violation)(repositoryFenceName, message, fix)];
  }
  return fences.flatMap((fence) => {
    const checks = fenceChecks(fence.props, wanted, repositoryOf(fence, stack));
    return checkFindings(repositorySubject(fence, stack), checks, fix, fence.urn);
  });
}

function fenceChecks(fence: unknown, { tools }: RepositoryFences, repository: string | Unknown | undefined): Check[] {
  const kept = tools.map((tool) => ({ ...tool, isKeptOut: keepsOut(tool.admittedIn, repository) }));
  const refs = field(fence, "conditions", "refName");
  const covers = kept.map(({ tool, patterns, isKeptOut }) => ({
    answer: unless(isKeptOut, every(patterns.map((pattern) => includes(field(refs, "includes"), pattern)))),
    what: `ruleset ${repositoryFenceName} does not cover ${patterns.join(", ")}; it must keep tool ${tool} out.`,
  }));
  if (kept.every(({ isKeptOut }) => isKeptOut === "no")) return covers;
  const rules = field(fence, "rules");
  return [
    {
      answer: is(field(fence, "enforcement"), "active"),
      what: `ruleset ${repositoryFenceName} is not active; it must be, as there are tools to keep out.`,
    },
    {
      answer: every([
        is(field(fence, "target"), "branch"),
        is(field(rules, "creation"), true),
        is(field(rules, "update"), true),
      ]),
      what: `ruleset ${repositoryFenceName} must block creation and update of branches.`,
    },
    ...covers,
    {
      answer: isEmpty(field(refs, "excludes")),
      what: `ruleset ${repositoryFenceName} leaves branches out; it must have no exception.`,
    },
    {
      answer: isEmpty(field(fence, "bypassActors")),
      what: `ruleset ${repositoryFenceName} has a bypass; a fence must have none.`,
    },
  ];
}

function keepsOut(admittedIn: readonly string[], repository: string | Unknown | undefined): Certainty {
  if (admittedIn.length === 0) return "yes";
  if (typeof repository !== "string") return "unknown";
  const isAdmitted = admittedIn.some((name) => name.toLowerCase() === repository.toLowerCase());
  return isAdmitted ? "no" : "yes";
}

/** A demand that may not be one: only what fails it is open then. */
function unless(isDemanded: Certainty, answer: Certainty): Certainty {
  if (isDemanded === "no") return "yes";
  return isDemanded === "unknown" && answer === "no" ? "unknown" : answer;
}

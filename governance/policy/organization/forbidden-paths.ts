/** Paths that no push may bring into any private or internal repository. */
import { checkFindings, type Check } from "../check.ts";
import { undecidedFinding, violation, type Finding } from "../finding.ts";
import { every, field, includes, is, isEmpty, some, type Certainty } from "../property.ts";
import { reachesAll } from "../branch/repository-reach.ts";
import { githubTypes, ofType, type ResourceRecord } from "../resource.ts";

const subject = "ai-forbidden-paths";
const fix = "Use the OrganizationGuardrails component with aiPaths.forbidden of governance.yaml.";

/**
 * Declared paths that no push ruleset of the organisation refuses for everybody, everywhere; and whatever is declared, a ruleset of
 * that name that is not in force.
 */
export function forbiddenPathFindings(stack: readonly ResourceRecord[], paths: readonly string[]): Finding[] {
  const rulesets = ofType(stack, githubTypes.organizationRuleset);
  const named = rulesets.filter(({ props }) => field(props, "name") === subject);
  const answers = paths.map((path) => [path, some(rulesets.map((ruleset) => refuses(ruleset, path)))] as const);
  const those = (wanted: Certainty) => answers.filter(([, answer]) => answer === wanted).map(([path]) => path);
  return [
    ...named.flatMap(({ props, urn }) => checkFindings(subject, forceChecks(props), fix, urn)),
    ...report(
      violation,
      those("no"),
      (which) => `pushes may bring in ${which}; an active push ruleset must refuse that.`,
    ),
    ...report(
      undecidedFinding,
      those("unknown"),
      (which) => `whether pushes may bring in ${which} is not known yet; none must.`,
    ),
  ];
}

function report(make: typeof violation, paths: readonly string[], message: (which: string) => string): Finding[] {
  return paths.length > 0 ? [make(subject, message(paths.join(", ")), fix)] : [];
}

function refuses({ props }: ResourceRecord, path: string): Certainty {
  const restricted = includes(field(props, "rules", "filePathRestriction", "restrictedFilePaths"), path);
  return every([restricted, ...forceChecks(props).map(({ answer }) => answer)]);
}

function forceChecks(props: unknown): Check[] {
  return [
    {
      answer: every([is(field(props, "target"), "push"), is(field(props, "enforcement"), "active")]),
      what: "the ruleset refuses no push; it must be active, with target push.",
    },
    { answer: reachesAll(field(props, "conditions")), what: "the ruleset must reach all repositories." },
    { answer: isEmpty(field(props, "bypassActors")), what: "the ruleset has a bypass; it must have none." },
  ];
}

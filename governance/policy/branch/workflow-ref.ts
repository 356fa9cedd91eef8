/** A required workflow is taken from a ref that its reader can see: a full tag ref, or a commit. */
import { rulesetName, rulesetsOf } from "./bypass.ts";
import { undecidedFinding, violation, type Finding } from "../finding.ts";
import { field, isUnknown, listOf } from "../property.ts";
import type { ResourceRecord } from "../resource.ts";

const must = "it must name a full tag ref, or a commit's SHA.";
const fix = 'Set ref: "refs/tags/<tag>" in each required workflow, and lock that tag.';

/** Rulesets with a required workflow whose ref is left to the provider, or is one that moves. */
export function workflowRefFindings(stack: readonly ResourceRecord[]): Finding[] {
  return rulesetsOf(stack).flatMap((ruleset) => {
    const { items, complete } = listOf(field(ruleset.props, "rules", "requiredWorkflows", "requiredWorkflows"));
    const refs = items.map((workflow) => field(workflow, "ref"));
    const wrong = new Set(refs.filter((ref) => !isUnknown(ref)).flatMap(problemOf));
    const subject = rulesetName(ruleset);
    const open = `the ref of a required workflow is not known yet; ${must}`;
    return [
      ...[...wrong].map((what) => violation(subject, `${what}; ${must}`, fix, ruleset.urn)),
      ...(complete && !refs.some(isUnknown) ? [] : [undecidedFinding(subject, open, fix, ruleset.urn)]),
    ];
  });
}

// Checked inputs hold the provider's default already.
function problemOf(ref: unknown): string[] {
  if (typeof ref !== "string" || ref === "" || ref === "master") {
    return ['a required workflow is taken from "master", which the provider writes where no ref is named'];
  }
  if (/^refs\/tags\/\S+$/.test(ref) || /^[0-9a-f]{40}$/.test(ref)) return [];
  return ["a required workflow is taken from a branch, or from a short name that one can have"];
}

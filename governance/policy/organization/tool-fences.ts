/** The organisation stack declares every fence, as strict as the tools' states demand. */
import type { Fence } from "../../tools/fences.ts";
import { checkFindings, type Check } from "../check.ts";
import { violation, undecidedFinding, type Finding } from "../finding.ts";
import { every, field, includes, is, isEmpty, some } from "../property.ts";
import { reachesAll, reachesAllWithout } from "../branch/repository-reach.ts";
import { githubTypes, ofType, type ResourceRecord } from "../resource.ts";

const fix = "Declare the tool with the AiTool component, with state and branches of governance.yaml.";

/** Fences that are absent, or weaker than wanted. */
export function toolFenceFindings(stack: readonly ResourceRecord[], fences: readonly Fence[]): Finding[] {
  const rulesets = ofType(stack, githubTypes.organizationRuleset);
  return fences.flatMap((fence) => {
    const ruleset = rulesets.find(({ props }) => field(props, "name") === fence.name);
    if (!ruleset) return [absent(fence, rulesets)];
    return checkFindings(fence.name, shortfalls(fence, ruleset.props), fix, ruleset.urn);
  });
}

function absent(fence: Fence, rulesets: readonly ResourceRecord[]): Finding {
  const message = `no organisation ruleset ${fence.name}; tool ${fence.tool} must have one.`;
  const mayExist = rulesets.some(({ props }) => typeof field(props, "name") === "symbol");
  return mayExist ? undecidedFinding(fence.name, message, fix) : violation(fence.name, message, fix);
}

function shortfalls(fence: Fence, ruleset: unknown): Check[] {
  const conditions = field(ruleset, "conditions");
  const rules = field(ruleset, "rules");
  const refs = field(conditions, "refName");
  return [
    {
      answer: fence.enforcement === "active" ? is(field(ruleset, "enforcement"), "active") : "yes",
      what: `the ruleset is not active; it must be, in the state of tool ${fence.tool}.`,
    },
    {
      answer: every([
        is(field(ruleset, "target"), "branch"),
        is(field(rules, "creation"), true),
        is(field(rules, "update"), true),
      ]),
      what: "the ruleset must block creation and update of branches.",
    },
    {
      answer: every([
        ...fence.patterns.map((pattern) => includes(field(refs, "includes"), pattern)),
        isEmpty(field(refs, "excludes")),
      ]),
      what: `the ruleset must cover ${fence.patterns.join(", ")} without exception.`,
    },
    {
      answer: some([
        reachesAll(conditions),
        fence.exceptProperty ? reachesAllWithout(conditions, fence.exceptProperty) : "no",
      ]),
      what: fence.exceptProperty
        ? `the ruleset must reach all repositories except those where ${fence.exceptProperty.name} is "${fence.exceptProperty.value}".`
        : "the ruleset must reach all repositories.",
    },
    { answer: isEmpty(field(ruleset, "bypassActors")), what: "the ruleset has a bypass; a fence must have none." },
  ];
}

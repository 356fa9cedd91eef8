/** `gate-commit-limit-models`: only models that the declaration allows the tool. */
import type { Model } from "../provenance/evidence.ts";
import type { GateFacts } from "./facts.ts";
import { displayNameOf, isWorking } from "./participants.ts";
import type { GateFinding } from "./report.ts";
import { personsWay, toolCommitsOf, type ToolCommit } from "./tool-commits.ts";
import { few, plain, shortId } from "./wording.ts";

export function modelFindings(facts: GateFacts): GateFinding[] {
  return [...ofPull(facts), ...toolCommitsOf(facts).flatMap(ofCommit)];
}

function ofCommit(its: ToolCommit): GateFinding[] {
  const { commit, participant, who, models, said } = its;
  const { name, tool } = participant;
  if (!tool.models) return [];
  const others = models.filter((model) => !isAllowed(model, tool.models ?? []));
  if (others.length > 0)
    return [{ ...violation(`Commit ${shortId(commit)} names`, others, who, name, tool.models), commit }];
  // Where the model must be told, `gate-commit-require-provenance` says that it is not.
  if (said.model.length > 0 || tool.provenance.includes("model")) return [];
  return [
    {
      rule: "gate-commit-limit-models",
      outcome: "undecided",
      message: `Commit ${shortId(commit)} does not tell which model ${who} used; it must be ${oneOf(tool.models)}.`,
      fix: `Add to its message: Assisted-by: ${name}:<model>. If ${who} cannot tell, ask the platform team to take tools.${name}.models out of governance.yaml.${personsWay([its])}`,
      commit,
    },
  ];
}

// A model that only the pull request's text or GitHub's list of tasks names.
function ofPull({ origins, participants }: GateFacts): GateFinding[] {
  return participants.filter(isWorking).flatMap((participant) => {
    const { name, tool } = participant;
    if (!tool.models) return [];
    const allowed = tool.models;
    const parts = origins.pull.flatMap(({ tools }) => tools.filter((part) => part.tool === name));
    const models = parts.flatMap((part) => [...part.models, ...part.evidence.flatMap(({ model }) => model ?? [])]);
    const others = models.filter((model) => !isAllowed(model, allowed));
    return others.length === 0
      ? []
      : [violation("The pull request, or its agent task, names", others, displayNameOf(participant), name, allowed)];
  });
}

function violation(
  where: string,
  models: readonly Model[],
  who: string,
  name: string,
  allowed: readonly string[],
): GateFinding {
  const named = [...new Set(models.map((model) => plain(model.name)))];
  return {
    rule: "gate-commit-limit-models",
    outcome: "violation",
    message: `${where} ${few(named)} as model of ${who}; it must be ${oneOf(allowed)}.`,
    fix: `Make the change anew with an allowed model, or ask the platform team to add the model to tools.${name}.models in governance.yaml.`,
  };
}

const oneOf = (models: readonly string[]): string =>
  models.length === 1 ? String(models[0]) : `one of ${models.join(", ")}`;

/** A declared name with a date allows that release only; one without allows what is named so. */
function isAllowed({ name, written }: Model, allowed: readonly string[]): boolean {
  const names = [name, written].map((each) => each.toLowerCase());
  return allowed.some((each) => names.includes(each.toLowerCase()));
}

import type { Role } from "../../../policypack/judging/rule.ts";
import { rules } from "../../../policypack/rules/index.ts";
import type { ResourceRecord } from "../../../governance/index.ts";
import { urnOf, type SampleResource } from "../../support/policy/request.ts";
import { runResourceRule, runStackRule } from "../../support/policy/run-rule.ts";
import { knownOf } from "../../support/policy/known.ts";

/** What every rule says of a stack, told from the example declaration: rule, and what it says. */
export async function judged(stack: readonly SampleResource[], role: Role): Promise<(readonly [string, string])[]> {
  const verdicts = rules.map(async (rule) => {
    const settings = rule.told(knownOf(role, { breakGlassTeamId: 7 }));
    const each = rule.types.length > 0 ? stack.filter(({ type }) => rule.types.includes(type)) : undefined;
    const all = each
      ? await Promise.all(each.map((resource) => runResourceRule(rule, resource, settings)))
      : [await runStackRule(rule, stack, settings)];
    return all.flatMap(({ findings }) =>
      findings.map(({ message }) => [rule.name, message.split("\n")[1] ?? ""] as const),
    );
  });
  return (await Promise.all(verdicts)).flat();
}

/** The rules that have findings about a stack, in order. */
export async function rulesAgainst(stack: readonly SampleResource[], role: Role): Promise<string[]> {
  const names = (await judged(stack, role)).map(([rule]) => rule);
  return [...new Set(names)].sort();
}

/** A record of the predicates' tests as a resource of its own provider. */
export function sampleOf({ type, name, props }: ResourceRecord): SampleResource {
  return { type, name, props, provider: { type: `pulumi:providers:${type.split(":")[0]}` } };
}

/** The same, as the child of a component. */
export function childOf(component: SampleResource, child: ResourceRecord): SampleResource {
  return { ...sampleOf(child), parent: urnOf(component) };
}

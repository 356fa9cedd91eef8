import { frameworks, type Framework } from "../../governance/controls/table/frameworks.ts";
import { controlTable } from "../../governance/controls/table/index.ts";

/** What a rule serves in every framework, by the controls it judges, e.g. `NIST SSDF PS.1.1`: the SDK's own field takes one. */
export function tagsOf(rule: string): string[] {
  const judged = Object.values(controlTable)
    .flat()
    .filter(({ rules }) => rules.includes(rule));
  return (Object.keys(frameworks) as Framework[]).flatMap((framework) => {
    const ids = new Set(judged.flatMap((control) => control.frameworks[framework] ?? []));
    return [...ids].sort().map((id) => `${frameworks[framework].name} ${id}`);
  });
}

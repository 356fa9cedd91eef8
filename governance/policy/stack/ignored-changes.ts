/** A property whose changes are ignored stays as somebody set it by hand: what it bears is never repaired. */
import { undecidedFinding, violation, type Finding } from "../finding.ts";
import { governedTypes } from "./governed-types.ts";
import { rootOf } from "../property-path.ts";
import type { ResourceRecord } from "../resource.ts";

/** A finding where a resource ignores changes of properties that bear a control. */
export function ignoredChangesFindings(resource: ResourceRecord, auditBucket: string): Finding[] {
  const { type, name, urn, props, ignoreChanges = [] } = resource;
  const { free = [], bears = () => "yes" as const } = governedTypes[type] ?? { bears: () => "no" as const };
  const ignored = ignoreChanges.filter((path) => !free.includes(rootOf(path) ?? "*"));
  const certainty = bears(resource, auditBucket);
  if (ignored.length === 0 || certainty === "no") return [];
  const own = props["name"];
  const found = ignored.map((path) => JSON.stringify(path)).join(", ");
  const subject = typeof own === "string" ? own : name;
  const what = `ignoreChanges has ${found}: a change made by hand would stay`;
  const fix = `Remove ${found} from ignoreChanges.`;
  return certainty === "yes"
    ? [violation(subject, `${what}; what bears a control must be repaired.`, fix, urn)]
    : [
        undecidedFinding(
          subject,
          `${what}; not known yet whether a control rests on it, which must be repaired.`,
          fix,
          urn,
        ),
      ];
}

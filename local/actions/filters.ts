/** Whether the filters below `on` let an event start a workflow. */
import { literal } from "./literal.ts";
import type { EventsConfig } from "@actions/workflow-parser/model/workflow-template";
import type { Occasion } from "./occasion.ts";
import { NotKnownHere } from "./workflow.ts";

interface Filters {
  readonly types?: readonly string[];
  readonly branches?: readonly string[];
  readonly "branches-ignore"?: readonly string[];
  readonly tags?: readonly string[];
  readonly "tags-ignore"?: readonly string[];
  readonly paths?: readonly string[];
  readonly "paths-ignore"?: readonly string[];
}

/** "By default, a workflow only runs when a `pull_request` event's activity type is `opened`, `synchronize`, or `reopened`." */
const defaultTypes = ["opened", "synchronize", "reopened"];

/** @param path of the workflow file, for messages */
export function isWanted(path: string, events: EventsConfig, occasion: Occasion): boolean {
  if (!(occasion.trigger in events)) return false;
  const filters = (events[occasion.trigger] ?? {}) as Filters;
  if (filters.paths ?? filters["paths-ignore"]) throw new NotKnownHere(path, ["filters by path"]);
  return typeMatches(filters, occasion) && refMatches(path, filters, occasion);
}

function typeMatches({ types }: Filters, { trigger, action }: Occasion): boolean {
  if (types !== undefined) return types.includes(action);
  return trigger === "pull_request" || trigger === "pull_request_target" ? defaultTypes.includes(action) : true;
}

/** Pull requests and merge groups are filtered by their base, pushes by what was pushed. */
function refMatches(path: string, filters: Filters, { trigger, baseBranch, ref }: Occasion): boolean {
  const { branches, "branches-ignore": noBranches, tags, "tags-ignore": noTags } = filters;
  if (trigger !== "push") return nameMatches(path, branches, noBranches, baseBranch ?? "");
  const isTag = ref.startsWith("refs/tags/");
  const [own, ownIgnored, other, otherIgnored] = isTag
    ? [tags, noTags, branches, noBranches]
    : [branches, noBranches, tags, noTags];
  // "If you define only `tags` [...] or only `branches` [...], the workflow won't run for events affecting the undefined Git ref."
  const onlyOther = (other ?? otherIgnored) !== undefined && (own ?? ownIgnored) === undefined;
  return !onlyOther && nameMatches(path, own, ownIgnored, ref.replace(/^refs\/(heads|tags)\//, ""));
}

function nameMatches(
  path: string,
  wanted: readonly string[] | undefined,
  ignored: readonly string[] | undefined,
  name: string,
): boolean {
  if (ignored?.some((pattern) => globMatches(path, pattern, name))) return false;
  if (wanted === undefined) return true;
  // "The order that you define patterns matters": a later one overrides an earlier one.
  return wanted.reduce(
    (is, pattern) =>
      pattern.startsWith("!")
        ? is && !globMatches(path, pattern.slice(1), name)
        : is || globMatches(path, pattern, name),
    false,
  );
}

/** "`*` matches zero or more characters, but does not match the `/` character. `**` matches zero or more of any character." */
function globMatches(path: string, pattern: string, name: string): boolean {
  if (/[?+[\]\\]/.test(pattern)) throw new NotKnownHere(path, [`the filter pattern ${pattern}`]);
  const parts = pattern.split(/(\*\*|\*)/).map((part) => {
    if (part === "**") return ".*";
    return part === "*" ? "[^/]*" : literal(part);
  });
  return new RegExp(`^${parts.join("")}$`, "s").test(name);
}

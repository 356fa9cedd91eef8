/** AI tools and automation whose work a new or changed rule would refuse. */
import type { Declaration } from "../declaration/schema.ts";
import { matchesPattern } from "../fnmatch.ts";
import { bypassActorsOf, isId } from "../policy/bypass-actors.ts";
import { rulesetName, rulesetsOf } from "../policy/bypass.ts";
import { field, isUnknown, textsOf, type Certainty } from "../policy/property.ts";
import type { ResourceRecord } from "../policy/resource.ts";
import { agentsOf, automationOf, type Identity } from "../tools/agents.ts";
import { passesPattern } from "./metadata-pattern.ts";
import type { ResourceChange } from "./sides.ts";

export interface LockOut {
  /** Tool or automation. */
  readonly who: string;
  readonly ruleset: string;
  readonly rule: string;
  /** `certain`: what it writes does not pass. `possible`: nobody can tell from the declaration. */
  readonly certainty: "certain" | "possible";
  readonly reason: string;
}

interface Actor extends Identity {
  /** Refs it pushes to, one for each of its patterns. */
  readonly refs: readonly string[];
}

/** What new or changed rules refuse of the declared accounts. */
export function lockOutsOf(changes: readonly ResourceChange[], declaration: Declaration): LockOut[] {
  const actors = actorsOf(declaration);
  return changes.flatMap(({ action, before, after }) => {
    if (action === "same" || action === "forget" || !after || rulesetsOf([after]).length === 0) return [];
    if (field(after.props, "enforcement") === "disabled") return [];
    return actors.filter((actor) => !passesBy(after, actor)).flatMap((actor) => refusals(before, after, actor));
  });
}

function actorsOf(declaration: Declaration): Actor[] {
  const branches = (name: string): readonly string[] => declaration.tools[name]?.identities.branches ?? [];
  return [
    ...agentsOf(declaration).map((agent) => ({ ...agent, refs: branches(agent.name).map(sampleRef) })),
    ...automationOf(declaration).map((bot) => ({ ...bot, refs: [] })),
  ];
}

/** A ref that the pattern covers. */
function sampleRef(pattern: string): string {
  return `refs/heads/${pattern.replaceAll("**", "a").replaceAll(/[*?]/g, "a")}`;
}

function passesBy(ruleset: ResourceRecord, { appId }: Actor): boolean {
  const { actors } = bypassActorsOf(ruleset.props);
  return actors.some(({ type, id }) => type === "Integration" && appId !== undefined && isId(id, appId) === "yes");
}

interface Judgement {
  readonly answer: Certainty;
  readonly reason: string;
}

type Judge = (rule: unknown, actor: Actor, ruleset: ResourceRecord) => Judgement;

const judges: Readonly<Record<string, Judge>> = {
  commitAuthorEmailPattern: (rule, actor) => emailJudgement(rule, actor, "author"),
  committerEmailPattern: (rule, actor) => emailJudgement(rule, actor, "committer"),
  commitMessagePattern: () => ({ answer: "unknown", reason: "its commit messages must match the pattern" }),
  requiredSignatures: () => ({ answer: "unknown", reason: "its commits must carry a verified signature" }),
  branchNamePattern: branchJudgement,
};

function refusals(before: ResourceRecord | undefined, after: ResourceRecord, actor: Actor): LockOut[] {
  return Object.entries(judges).flatMap(([rule, judge]) => {
    const [old, fresh] = [before && effective(before, rule), effective(after, rule)];
    if (fresh === undefined || textOf(old) === textOf(fresh)) return [];
    const { answer, reason } = judge(field(after.props, "rules", rule), actor, after);
    if (answer === "yes") return [];
    return [{ who: actor.name, ruleset: rulesetName(after), rule, certainty: certaintyOf(answer), reason }];
  });
}

const certaintyOf = (answer: Certainty): LockOut["certainty"] => (answer === "no" ? "certain" : "possible");

/** The rule and where it applies; `undefined` where there is none. */
function effective({ props }: ResourceRecord, rule: string): unknown {
  const value = field(props, "rules", rule);
  if (value === undefined || value === false || field(props, "enforcement") === "disabled") return undefined;
  return { value, enforcement: field(props, "enforcement"), conditions: field(props, "conditions") };
}

// GitHub writes an app's commits as `<id>+<login>@users.noreply.github.com`, and as committer its own address where the API
// made the commit (GitHub documentation, Commit signature verification for bots). A machine user may write any address.
const noReply = "users.noreply.github.com";
const webFlow = "noreply@github.com";

function emailJudgement(rule: unknown, { logins }: Actor, role: "author" | "committer"): Judgement {
  const bots = logins.filter((login) => login.endsWith("[bot]"));
  const addresses = bots.flatMap((login) => [
    `41898282+${login}@${noReply}`,
    ...(role === "committer" ? [webFlow] : []),
  ]);
  const answers = addresses.map((address) => passesPattern(rule, address));
  const reason = `its ${role} address must match the pattern; GitHub gives apps one at ${noReply}`;
  if (answers.length === 0 || bots.length < logins.length) return { answer: "unknown", reason };
  const answer = (["yes", "no"] as const).find((each) => answers.every((found) => found === each)) ?? "unknown";
  return { answer, reason };
}

function branchJudgement(rule: unknown, { refs }: Actor, ruleset: ResourceRecord): Judgement {
  const reason = "the names of its branches must match the pattern";
  const answers = refs.map((ref): Certainty => {
    const covered = covers(ruleset, ref);
    return covered === "no"
      ? "yes"
      : covered === "unknown"
        ? "unknown"
        : passesPattern(rule, ref.slice("refs/heads/".length));
  });
  return {
    answer: answers.find((each) => each === "no") ?? answers.find((each) => each === "unknown") ?? "yes",
    reason,
  };
}

function covers({ props }: ResourceRecord, ref: string): Certainty {
  const [included, excluded] = ["includes", "excludes"].map((list) =>
    textsOf(field(props, "conditions", "refName", list)),
  );
  const matches = (pattern: string): boolean => pattern === "~ALL" || matchesPattern(pattern, ref);
  if (excluded?.items.some(matches)) return "no";
  return included?.items.some(matches) ? "yes" : included?.complete ? "no" : "unknown";
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (isUnknown(item) ? "?" : item)) ?? "";
}

/** AI tools and automation whose work a new or changed rule would refuse. */
import type { Declaration } from "../declaration/schema.ts";
import { matchesPattern } from "../fnmatch.ts";
import { bypassActorsOf, isId } from "../policy/branch/bypass-actors.ts";
import { rulesetName, rulesetsOf } from "../policy/branch/bypass.ts";
import { every, field, isUnknown, textsOf, type Certainty } from "../policy/property.ts";
import type { ResourceRecord } from "../policy/resource.ts";
import { agentsOf, automationOf, passesSignatures, type Identity } from "../tools/agents.ts";
import { fencedTool } from "./fence-names.ts";
import { passesPattern } from "./metadata-pattern.ts";
import { isRepositoryFence } from "./repository-fences.ts";
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
  readonly signedCommits: boolean | undefined;
}

/** What new or changed rules refuse of the declared accounts. */
export function lockOutsOf(changes: readonly ResourceChange[], declaration: Declaration): LockOut[] {
  const actors = actorsOf(declaration);
  return changes.flatMap(({ action, before, after }) => {
    if (action === "same" || action === "forget" || !after || rulesetsOf([after]).length === 0) return [];
    // Fences lock out by design: what they keep out is told as reach.
    if (fencedTool(after) || isRepositoryFence(after) || field(after.props, "enforcement") === "disabled") return [];
    return actors.filter((actor) => !passesBy(after, actor)).flatMap((actor) => refusals(before, after, actor));
  });
}

function actorsOf(declaration: Declaration): Actor[] {
  const { tools, automation } = declaration;
  return [
    ...agentsOf(declaration).map((agent) => {
      const { branches = [], signedCommits } = tools[agent.name]?.identities ?? {};
      return { ...agent, refs: branches.map(sampleRef), signedCommits };
    }),
    ...automationOf(declaration).map((bot) => ({
      ...bot,
      refs: [],
      signedCommits: automation[bot.name]?.signedCommits,
    })),
  ];
}

/** A ref that the pattern covers. */
function sampleRef(pattern: string): string {
  return `refs/heads/${pattern.replaceAll("**", "a").replaceAll(/[*?]/g, "a")}`;
}

function passesBy(ruleset: ResourceRecord, { appId }: Actor): boolean {
  const { actors } = bypassActorsOf(ruleset.props);
  // Who may pass in pull requests only is still refused where it pushes.
  return actors.some(
    ({ type, id, mode }) =>
      type === "Integration" && appId !== undefined && isId(id, appId) === "yes" && mode !== "pull_request",
  );
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
  requiredSignatures: (_rule, { signedCommits }) => ({
    answer: passesSignatures(signedCommits),
    reason: "its commits must carry a verified signature",
  }),
  requiredLinearHistory: (_rule, { refs }, ruleset) => ({
    answer: refs.length > 0 && refs.every((ref) => covers(ruleset, ref) === "no") ? "yes" : "unknown",
    reason: "it must not push merge commits",
  }),
  filePathRestriction: () => ({ answer: "unknown", reason: "it must not push changes of these paths" }),
  creation: (_rule, actor, ruleset) => refJudgement(actor, ruleset, "it must not create these branches"),
  update: (_rule, actor, ruleset) => refJudgement(actor, ruleset, "it must not push to these branches"),
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

// The declaration does not hold the number of an account, so a pattern must give one answer for any.
const sampleIds = ["1", "49699333", "199175422"];

function namesDigits(rule: unknown): boolean {
  const pattern = field(rule, "pattern");
  return typeof pattern === "string" && /\d/.test(pattern.replaceAll("0-9", ""));
}

function emailJudgement(rule: unknown, { logins }: Actor, role: "author" | "committer"): Judgement {
  const bots = logins.filter((login) => login.endsWith("[bot]"));
  const addresses = bots.flatMap((login) => [
    ...sampleIds.map((id) => `${id}+${login}@${noReply}`),
    ...(role === "committer" ? [webFlow] : []),
  ]);
  const answers = addresses.map((address) => passesPattern(rule, address));
  const reason = `its ${role} address must match the pattern; GitHub gives apps one at ${noReply}`;
  if (answers.length === 0 || namesDigits(rule) || bots.length < logins.length) return { answer: "unknown", reason };
  const answer = (["yes", "no"] as const).find((each) => answers.every((found) => found === each)) ?? "unknown";
  return { answer, reason };
}

function refJudgement({ refs }: Actor, ruleset: ResourceRecord, reason: string): Judgement {
  if (field(ruleset.props, "target") === "tag") return { answer: "yes", reason };
  const opposite = { yes: "no", no: "yes", unknown: "unknown" } as const;
  return { answer: onEveryRef(refs.map((ref) => opposite[covers(ruleset, ref)])), reason };
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
  return { answer: onEveryRef(answers), reason };
}

/** Where nobody says which branches it pushes to, nobody can tell. */
function onEveryRef(answers: readonly Certainty[]): Certainty {
  return answers.length === 0 ? "unknown" : every(answers);
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

/**
 * "You can use literal strings or regular expression syntax to define a pattern that the commit metadata must conform to."
 * (docs.github.com, "Available rules for rulesets", "Metadata restrictions"). Commit patterns judge the commits that come
 * in; "If you squash merge a branch, all commits on that branch must meet any metadata requirements for the base branch."
 * Name patterns judge a new ref.
 */
import type { Change, CommitFacts, RuleCheck } from "../model.ts";
import { defineRule, shortName } from "../model.ts";

interface PatternParameters {
  readonly negate?: boolean;
  readonly operator: "starts_with" | "ends_with" | "contains" | "regex";
  readonly pattern: string;
}

export const metadataPatterns: readonly RuleCheck[] = [
  commitRule("commit_message_pattern", "Commit message", (commit) => commit.message),
  commitRule("commit_author_email_pattern", "Commit author email", (commit) => commit.authorEmail),
  commitRule("committer_email_pattern", "Committer email", (commit) => commit.committerEmail),
  nameRule("branch_name_pattern", "Branch name", "refs/heads/"),
  nameRule("tag_name_pattern", "Tag name", "refs/tags/"),
];

function commitRule(type: string, subject: string, read: (commit: CommitFacts) => string): RuleCheck {
  return patternRule(type, subject, (change) => [...change.commits, ...(change.pull?.squashed ?? [])].map(read));
}

function nameRule(type: string, subject: string, prefix: string): RuleCheck {
  return patternRule(type, subject, (change) =>
    change.kind === "create" && change.ref.startsWith(prefix) ? [shortName(change.ref)] : [],
  );
}

function patternRule(type: string, subject: string, values: (change: Change) => readonly string[]): RuleCheck {
  return defineRule<PatternParameters>(type, (parameters, change) =>
    parameters
      .filter((wanted) => values(change).some((value) => conforms(wanted, value) === (wanted.negate ?? false)))
      .map((wanted) => message(wanted, subject)),
  );
}

function conforms({ operator, pattern }: PatternParameters, value: string): boolean {
  if (operator === "starts_with") return value.startsWith(pattern);
  if (operator === "ends_with") return value.endsWith(pattern);
  return operator === "contains" ? value.includes(pattern) : regularExpression(pattern).test(value);
}

/** GitHub's expressions are RE2, whose flags stand at the front: `(?i)`. */
function regularExpression(pattern: string): RegExp {
  const [, flags = "", source = ""] = /^(?:\(\?([ims]+)\))?(.*)$/s.exec(pattern) ?? [];
  return new RegExp(source, flags);
}

const verbs = {
  starts_with: "start with a given pattern",
  ends_with: "end with a given pattern",
  contains: "contain a given pattern",
  regex: "match a given regex pattern",
} as const;

const message = ({ negate, operator, pattern }: PatternParameters, subject: string): string =>
  `${subject} must ${negate ? "not " : ""}${verbs[operator]}: ${pattern}`;

/** The forms a name may take in a declaration; each message says what is allowed. Sources: GitHub's rules for logins, repositories and refs. */
import { z } from "zod";

const slugRule = "lower-case letters, digits and hyphens, beginning with a letter, at most 60";
export const slug = z.string(slugRule).regex(/^[a-z][a-z0-9-]{0,59}$/, slugRule);

const organizationRule = "a GitHub organisation login: letters, digits and single hyphens, at most 39";
export const organizationLogin = z
  .string(organizationRule)
  .regex(/^(?=.{1,39}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/, organizationRule);

const repositoryRule = "a repository name without its owner: letters, digits, '.', '_' and '-', at most 100";
export const repositoryName = z.string(repositoryRule).regex(/^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/, repositoryRule);

const loginRule = 'a GitHub login, for an app with its suffix: octocat, "claude[bot]"';
export const login = z.string(loginRule).regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(\[bot\])?$/, loginRule);

const ownerRule = 'a team or a person: "@organization/team" or "@login"';
export const owner = z
  .string(ownerRule)
  .regex(/^@[A-Za-z0-9][A-Za-z0-9_-]*(\/[a-z0-9][a-z0-9._-]*|\[bot\])?$/, ownerRule);

const branchRule = "a branch pattern without refs/heads/ and without spaces: claude/**/*";
export const branchPattern = z.string(branchRule).regex(/^(?!refs\/)[^\s~^:\\]+$|^~[A-Z_]+$/, branchRule);

const modelRule = "a model id without spaces: claude-opus-4-8";
export const modelId = z.string(modelRule).regex(/^[^\s,]{1,100}$/, modelRule);

const actionRule = "an action without a version: owner/action";
export const actionName = z.string(actionRule).regex(/^[A-Za-z0-9][\w-]*\/[\w.-]+$/, actionRule);

const allowedActionRule = 'owner/*, owner/action@* or owner/action@ref; blocks ("!...") follow from tool states';
export const allowedAction = z
  .string(allowedActionRule)
  .regex(/^[A-Za-z0-9*][\w*-]*\/[\w.*-]+(\/[\w.*/-]+)?(@[\w.*/-]+)?$/, allowedActionRule);

const secretRule = "the name of an organisation secret: upper-case letters, digits and _, not beginning with a digit";
export const secretName = z.string(secretRule).regex(/^(?!GITHUB_)[A-Z_][A-Z0-9_]{0,99}$/, secretRule);

const pathRule = "a path pattern of a ruleset, without leading slash: .env, **/CLAUDE.local.md";
export const pathPattern = z.string(pathRule).regex(/^[^/\s\\][^\s\\]{0,199}$/, pathRule);

const workflowRule = "a workflow file: .github/workflows/name.yml";
export const workflowPath = z.string(workflowRule).regex(/^\.github\/workflows\/[\w.-]+\.ya?ml$/, workflowRule);

const refRule = "a full ref: refs/tags/name or refs/heads/name";
export const fullRef = z.string(refRule).regex(/^refs\/(tags|heads)\/[^\s~^:?*\\[\]]+$/, refRule);

const tagRule = "a tag: refs/tags/name. Tags can be locked, and what a gate runs must not move";
/** A tag, never a pattern of tags. */
export const tagPattern = /^refs\/tags\/[^\s~^:?*\\[\]]+$/;
export const tagRef = z.string(tagRule).regex(tagPattern, tagRule);

const roleRule = "the ARN of an IAM role: arn:aws:iam::123456789012:role/name";
export const roleArn = z.string(roleRule).regex(/^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/, roleRule);

/** S3 allows 63 characters; the bucket of the access log adds `-access-log`. */
export const bucketRule = "an S3 bucket name of 3 to 52 lower-case letters, digits, dots and hyphens";
export const bucketPattern = /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,50}[a-z0-9]$/;
export const bucketName = z.string(bucketRule).regex(bucketPattern, bucketRule);

const ruleIdRule = "the id of a rule: github-repository-require-governance";
export const ruleId = z.string(ruleIdRule).regex(/^[a-z]+(-[a-z0-9]+)+$/, ruleIdRule);

const urnRule = "the URN of a resource: urn:pulumi:stack::project::type::name";
export const resourceUrn = z.string(urnRule).regex(/^urn:pulumi:[^:\s]+::[^:\s]+::\S+?::[^\n]+$/, urnRule);

/** A whole number in a range, with a message that names the range. */
export function wholeNumber(least: number, most: number, unit: string) {
  const rule = `a whole number of ${unit} from ${least} to ${most}`;
  return z.int(rule).min(least, rule).max(most, rule);
}

/** Non-blank text on one line, e.g. a title or a reason. */
export const line = z.string("text").regex(/^(?=.*\S)[^\n]{1,500}$/, "text on one line, at most 500 characters");

const recipientRule = "a public key of age: age1 and 58 letters and digits";
export const ageRecipient = z.string(recipientRule).regex(/^age1[02-9ac-hj-np-z]{58}$/, recipientRule);

/** Workflows run the actions that somebody chose, each pinned to a commit, and none of a stopped tool. */
import { checkFindings, type Check } from "../check.ts";
import { violation, type Finding } from "../finding.ts";
import { field, hasOnly, includes, is, isAbsent, isEmpty, isUnknown, some } from "../property.ts";
import { repositorySubject } from "../repository/repositories.ts";
import { githubTypes, ofType, type ResourceRecord } from "../resource.ts";

/** What the declaration says of actions, as patterns of the allow-list. */
export interface DeclaredActions {
  readonly allowed: readonly string[];
  /** Entries that block the actions of stopped tools: `!owner/action@*`. */
  readonly blocked: readonly string[];
}

const subject = "actions";
const fix = "Use the OrganizationGuardrails component with the actions of governance.yaml and those of stopped tools.";
const repositoryFix =
  "Remove it: what workflows may run is the organisation's to say. Or allow fewer actions than it does.";

/** Where the organisation's policy for actions is absent, or wider than declared. Fewer actions than declared are no finding. */
export function allowedActionsFindings(stack: readonly ResourceRecord[], declared: DeclaredActions): Finding[] {
  const policies = ofType(stack, githubTypes.actionsOrganizationPermissions);
  if (policies.length === 0) {
    return [violation(subject, "the stack does not say which actions workflows may run; it must.", fix)];
  }
  return policies.flatMap(({ props, urn }) => checkFindings(subject, organizationChecks(props, declared), fix, urn));
}

function organizationChecks(props: unknown, { allowed, blocked }: DeclaredActions): Check[] {
  const config = field(props, "allowedActionsConfig");
  const patterns = field(config, "patternsAlloweds");
  const kind = field(props, "allowedActions");
  const isOff = is(field(props, "enabledRepositories"), "none");
  // GitHub reads the list for "selected" only; the organisation's own actions are fewer.
  const isLocal = is(kind, "local_only");
  const verified = verifiedCheck(config);
  return [
    {
      answer: some([isOff, isLocal, is(kind, "selected")]),
      what: 'workflows may run actions that nobody chose; allowedActions must be "selected" or "local_only".',
    },
    {
      answer: some([isOff, isLocal, hasOnly(withoutBlocks(patterns), allowed)]),
      what: "the list allows other actions than governance.yaml; it must have no more.",
    },
    { ...verified, answer: some([isOff, isLocal, verified.answer]) },
    ...blocked.map((entry) => ({
      answer: some([isOff, isLocal, includes(patterns, entry)]),
      what: `the list lacks ${entry}; the action of a stopped tool must be blocked.`,
    })),
    { answer: some([isOff, is(field(props, "shaPinningRequired"), true)]), what: pinning },
  ];
}

const pinning = "actions need not be pinned to a commit; shaPinningRequired must be true.";

function verifiedCheck(config: unknown): Check {
  const verified = field(config, "verifiedAllowed");
  return {
    answer: some([isAbsent(verified), is(verified, false)]),
    what: "workflows may run the actions of every verified creator; verifiedAllowed must be false.",
  };
}

/** An entry that blocks allows nothing. */
function withoutBlocks(patterns: unknown): unknown {
  if (!Array.isArray(patterns)) return patterns;
  return patterns.filter((entry) => typeof entry !== "string" || !entry.startsWith("!"));
}

/** Settings of a repository that open it to any action. */
export function openActionsFindings(stack: readonly ResourceRecord[]): Finding[] {
  return ofType(stack, githubTypes.actionsRepositoryPermissions).flatMap((resource) =>
    checkFindings(repositorySubject(resource, stack), repositoryChecks(resource.props), repositoryFix, resource.urn),
  );
}

function repositoryChecks(props: unknown): Check[] {
  const isOff = is(field(props, "enabled"), false);
  const [kind, config] = [field(props, "allowedActions"), field(props, "allowedActionsConfig")];
  const pinned = field(props, "shaPinningRequired");
  const verified = verifiedCheck(config);
  return [
    {
      answer: some([isOff, is(kind, "selected"), is(kind, "local_only")]),
      what: 'workflows may run any action; allowedActions must be "selected" or "local_only".',
    },
    {
      answer: some([isOff, isEmpty(ofEveryOwner(field(config, "patternsAlloweds")))]),
      what: "a pattern allows the actions of every owner; each must name one.",
    },
    { ...verified, answer: some([isOff, verified.answer]) },
    { answer: some([isOff, isAbsent(pinned), is(pinned, true)]), what: pinning },
  ];
}

/** The entries that name no owner, those that may name none, and what is no entry at all. */
function ofEveryOwner(patterns: unknown): unknown {
  if (!Array.isArray(patterns)) return patterns;
  return patterns.filter((entry) => isUnknown(entry) || typeof entry !== "string" || entry.startsWith("*"));
}

/** Making, changing and removing classic branch protection. Everything is checked before anything is changed. */
import { appById, repositoryById } from "../../core/actors.ts";
import type { Call } from "../../core/contract.ts";
import type { Allowance, BranchProtectionRule } from "../../core/git-state.ts";
import { readNodeId } from "../../core/node-id.ts";
import type { Repository } from "../../core/state.ts";
import { takeId } from "../../core/state.ts";
import { mayBeProtected, newProtection, upgradeNeeded } from "../../git/protection-settings.ts";
import type { ProtectionSettings } from "../../git/protection-settings.ts";
import { failure, unknownNode, unprocessable } from "../failure.ts";
import { requireMutable } from "../guard.ts";
import { nodeObject, numberOf, protectionById } from "../nodes.ts";
import { protectionObject } from "../objects/branch-protection.ts";

type Plain = Omit<
  ProtectionSettings,
  | "pushAllowances"
  | "reviewDismissalAllowances"
  | "bypassForcePushAllowances"
  | "bypassPullRequestAllowances"
  | "requiredStatusChecks"
>;

interface ProtectionInput extends Partial<Plain> {
  readonly clientMutationId?: string | null;
  readonly pushActorIds?: string[] | null;
  readonly reviewDismissalActorIds?: string[] | null;
  readonly bypassForcePushActorIds?: string[] | null;
  readonly bypassPullRequestActorIds?: string[] | null;
  readonly requiredStatusCheckContexts?: string[] | null;
  readonly requiredStatusChecks?: { context: string; appId?: string | null }[] | null;
}

export const branchProtectionMutations = {
  createBranchProtectionRule,
  updateBranchProtectionRule,
  deleteBranchProtectionRule,
};

function createBranchProtectionRule({ input }: { input: ProtectionInput & { repositoryId: string } }, call: Call) {
  const repository = repositoryById(call.state, numberOf(input.repositoryId, "Repository"));
  if (repository === undefined) throw unknownNode(input.repositoryId);
  nodeObject(call, input.repositoryId);
  requireMutable(call, repository, "CreateBranchProtectionRule", "administration:write");
  refuseOnFreePlan(call, repository);
  const settings = { ...newProtection, ...settingsFrom(call, input) };
  refuseTaken(repository, settings.pattern);
  const creatorId = call.actor.kind === "anonymous" ? 0 : call.actor.userId;
  const rule: BranchProtectionRule = { ...settings, id: takeId(call.state), creatorId };
  repository.git.branchProtectionRules.push(rule);
  return payload(call, repository, rule, input);
}

function updateBranchProtectionRule(
  { input }: { input: ProtectionInput & { branchProtectionRuleId: string } },
  call: Call,
) {
  const { repository, rule } = found(call, input.branchProtectionRuleId);
  requireMutable(call, repository, "UpdateBranchProtectionRule", "administration:write");
  refuseOnFreePlan(call, repository);
  const settings = settingsFrom(call, input);
  if (settings.pattern !== undefined && settings.pattern !== rule.pattern) refuseTaken(repository, settings.pattern);
  Object.assign(rule, settings);
  return payload(call, repository, rule, input);
}

function deleteBranchProtectionRule(
  { input }: { input: { branchProtectionRuleId: string; clientMutationId?: string | null } },
  call: Call,
) {
  const { repository, rule } = found(call, input.branchProtectionRuleId);
  requireMutable(call, repository, "DeleteBranchProtectionRule", "administration:write");
  const { git } = repository;
  git.branchProtectionRules = git.branchProtectionRules.filter((other) => other.id !== rule.id);
  return { clientMutationId: input.clientMutationId ?? null };
}

function payload(call: Call, repository: Repository, rule: BranchProtectionRule, input: ProtectionInput) {
  return {
    clientMutationId: input.clientMutationId ?? null,
    branchProtectionRule: protectionObject(call, repository, rule),
  };
}

function found(call: Call, id: string) {
  const place = protectionById(call, numberOf(id, "BranchProtectionRule"));
  if (place === undefined) throw unknownNode(id);
  return place;
}

function refuseOnFreePlan(call: Call, repository: Repository): void {
  if (!mayBeProtected(call.state, repository)) throw failure("FORBIDDEN", upgradeNeeded);
}

function refuseTaken(repository: Repository, pattern: string): void {
  if (pattern === "") throw unprocessable("Pattern can't be blank");
  const taken = repository.git.branchProtectionRules.some((rule) => rule.pattern === pattern);
  if (taken) throw unprocessable(`Name already protected: ${pattern}`);
}

/** Only what the input names; `null` changes nothing. */
function settingsFrom(call: Call, input: ProtectionInput): Partial<ProtectionSettings> {
  const plainNames = Object.keys(newProtection).filter(
    (name) => !name.endsWith("Allowances") && name !== "requiredStatusChecks",
  );
  const given = Object.entries(input).filter(([name, value]) => plainNames.includes(name) && value !== null);
  const lists = {
    pushAllowances: input.pushActorIds,
    reviewDismissalAllowances: input.reviewDismissalActorIds,
    bypassForcePushAllowances: input.bypassForcePushActorIds,
    bypassPullRequestAllowances: input.bypassPullRequestActorIds,
  };
  const allowances = Object.entries(lists).flatMap(([name, ids]) =>
    ids ? [[name, ids.map((id) => allowanceOf(call, id))]] : [],
  );
  const checks = requiredChecks(call, input);
  return {
    ...(Object.fromEntries([...given, ...allowances]) as Partial<ProtectionSettings>),
    ...(checks === undefined ? {} : { requiredStatusChecks: checks }),
  };
}

function requiredChecks(call: Call, input: ProtectionInput): ProtectionSettings["requiredStatusChecks"] | undefined {
  const { requiredStatusChecks: checks, requiredStatusCheckContexts: contexts } = input;
  if (checks) return checks.map(({ context, appId }) => ({ context, appId: appId ? appNumber(call, appId) : null }));
  return contexts ? contexts.map((context) => ({ context, appId: null })) : undefined;
}

/** `any` stands for every source. */
function appNumber(call: Call, id: string): number | null {
  if (id === "any") return null;
  const number = numberOf(id, "App");
  if (appById(call.state, number) === undefined) throw unknownNode(id);
  return number;
}

function allowanceOf(call: Call, id: string): Allowance {
  nodeObject(call, id);
  const kinds: Readonly<Record<string, Allowance["kind"]>> = { User: "user", Team: "team", App: "app" };
  const kind = kinds[readNodeId(id)?.type ?? ""];
  if (kind === undefined) throw unknownNode(id);
  return { kind, id: numberOf(id, "User", "Team", "App") };
}

/** Safeguards that are no rules of a repository: what workflows may do, who edits properties, the audit bucket, the kill switch. */
import { isGovernedProperty, tierProperty } from "../controls/properties.ts";
import { field, isUnknown, textsOf } from "../policy/property.ts";
import { awsTypes, githubTypes, ofType, ownTypes, type ResourceRecord } from "../policy/resource.ts";
import { attachmentOutcomes, codeSecurity } from "./code-security.ts";
import { killSwitchChanges } from "./kill-switches.ts";
import { compareStrength, type Outcome, type Strength } from "./outcome.ts";
import type { ResourceChange } from "./sides.ts";
import { actionsType } from "./workflow-actions.ts";

export interface SettingChange {
  readonly outcome: Outcome;
  /** As people call it. */
  readonly setting: string;
}

/** Name of a safeguard to whether, or how far, it is there. */
type Reader = (props: unknown) => Readonly<Record<string, unknown>>;

const equals = (props: unknown, path: readonly string[], wanted: unknown): unknown => {
  const value = field(props, ...path);
  return isUnknown(value) ? value : value === wanted;
};

const actionsPermissions: Reader = (props) => ({
  // "local_only" allows the least, "all" the most.
  "workflows use listed actions only": oneOf(field(props, "allowedActions"), ["selected", "local_only"]),
  "workflows use the organisation's own actions only": equals(props, ["allowedActions"], "local_only"),
  "actions are pinned by digest": equals(props, ["shaPinningRequired"], true),
  "actions that are blocked": textsOf(field(props, "allowedActionsConfig", "patternsAlloweds")).items.filter(
    (pattern) => pattern.startsWith("!"),
  ),
  "actions of verified creators need listing": isOff(field(props, "allowedActionsConfig", "verifiedAllowed")),
});

const workflowTokenType = "github:index/actionsOrganizationWorkflowPermissions:ActionsOrganizationWorkflowPermissions";
const workflowToken: Reader = (props) => ({
  "the workflow token only reads": isOff(equals(props, ["defaultWorkflowPermissions"], "write")),
  "workflows cannot approve pull requests": isOff(field(props, "canApprovePullRequestReviews")),
});

const property: Reader = (props) => {
  const name = field(props, "propertyName");
  if (typeof name !== "string" || !isGovernedProperty(name)) return {};
  return {
    [`property ${name} exists`]: true,
    [`property ${name} is edited by organisation owners only`]: equals(props, ["valuesEditableBy"], "org_actors"),
    ...(name === tierProperty && { [`property ${name} is required`]: equals(props, ["required"], true) }),
  };
};

/** Beside the bucket: other texts of their policies may let others in. */
const writers: Readonly<Record<string, Reader>> = {
  "aws:iam/role:Role": (props) => ({ "who may write evidence": field(props, "assumeRolePolicy") }),
  "aws:iam/rolePolicy:RolePolicy": (props) => ({ "what the writer of evidence may do": field(props, "policy") }),
  "aws:kms/key:Key": (props) => ({ "who may use the key of evidence": field(props, "policy") }),
};

const readers: Readonly<Record<string, Reader>> = {
  [actionsType]: actionsPermissions,
  [workflowTokenType]: workflowToken,
  [githubTypes.organizationCustomProperties]: property,
  ...each(awsTypes.objectLock, (props) => ({
    "evidence is locked in COMPLIANCE mode": equals(props, ["rule", "defaultRetention", "mode"], "COMPLIANCE"),
    "days that evidence is kept": daysOf(field(props, "rule", "defaultRetention")),
  })),
  ...each(awsTypes.versioning, (props) => ({
    "the bucket keeps versions": equals(props, ["versioningConfiguration", "status"], "Enabled"),
  })),
  ...each(awsTypes.encryption, (props) => ({ "the bucket encrypts": field(props, "rules") !== undefined })),
  ...each(awsTypes.publicAccess, (props) =>
    Object.fromEntries(
      ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].map((way) => [
        `the bucket has ${way}`,
        equals(props, [way], true),
      ]),
    ),
  ),
  [ownTypes.codeSecurity]: codeSecurity,
  ...writers,
  ...each(awsTypes.policy, (props) => ({ "the bucket's policy": field(props, "policy") })),
  ...each(awsTypes.bucket, (props) => ({
    "the bucket exists, with object lock": equals(props, ["objectLockEnabled"], true),
  })),
};

/** In the URN of what belongs to the bucket of evidence; other buckets are not about governance. */
export const auditBucket = "ai-governance:index:AuditBucket$";

/** Types that this file reads. */
export const settingTypes: readonly string[] = Object.keys(readers);

function each(types: readonly string[], reader: Reader): Record<string, Reader> {
  return Object.fromEntries(types.map((type) => [type, reader]));
}

/** What changes for the whole organisation. */
export function settingChanges(changes: readonly ResourceChange[], locked: LockedBuckets): SettingChange[] {
  const changed = changes.filter(({ action }) => action !== "same" && action !== "forget");
  const switches = killSwitchChanges(changes).map(({ outcome, tool }) => ({
    outcome,
    setting: `kill switch of ${tool}`,
  }));
  return [...changed.flatMap((each) => readChanges(each, locked)), ...switches];
}

function readChanges(change: ResourceChange, locked: LockedBuckets): SettingChange[] {
  const { type, urn, before, after } = change;
  const read = readers[type];
  const of = [after, before].map((record) => record && bucketOf(record, locked)).find((name) => name !== undefined);
  const isEvidence = of !== undefined || (type in writers && urn.includes(auditBucket));
  if (!read || (type.startsWith("aws:") && !isEvidence)) return [];
  const [old, fresh] = [before ? read(before.props) : {}, after ? read(after.props) : {}];
  if (change.action === "create" && alwaysThere.has(type)) return replacedSettings(type, fresh);
  const reach = type === ownTypes.codeSecurity ? attachmentOutcomes(change) : [];
  const attached = reach.map((outcome) => ({ outcome, setting: "repositories with code security" }));
  const compared = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].flatMap((name) =>
    compareStrength(strengthOf(old[name]), strengthOf(fresh[name])).map((outcome) => ({
      outcome,
      setting: of === undefined ? name : `${name} (${of})`,
    })),
  );
  return [...compared, ...attached];
}

/** GitHub has these before anybody declares them, and a preview that creates them does not say as what. */
const alwaysThere: ReadonlySet<string> = new Set([actionsType, workflowTokenType]);

function replacedSettings(type: string, fresh: Readonly<Record<string, unknown>>): SettingChange[] {
  if (Object.values(fresh).every((value) => value === true)) return [];
  const kind = type.slice(type.lastIndexOf(":") + 1);
  return [{ outcome: "undecided", setting: `${kind}, new here, against what GitHub has now` }];
}

function strengthOf(value: unknown): Strength {
  if (isUnknown(value)) return { kind: "value", things: new Set(), open: true };
  // The larger number holds each lower one as well.
  if (typeof value === "number") {
    return { kind: "list", things: new Set(Array.from({ length: value }, (_, index) => String(index))), open: false };
  }
  if (Array.isArray(value)) return { kind: "list", things: new Set(value.map(String)), open: value.some(isUnknown) };
  const things = typeof value === "string" ? [value] : value === true ? ["on"] : [];
  return { kind: "value", things: new Set(things), open: false };
}

/** URN to name of the buckets that hold evidence. */
export type LockedBuckets = ReadonlyMap<string, string>;

export function lockedBuckets(resources: readonly ResourceRecord[]): LockedBuckets {
  const locked = ofType(resources, ...awsTypes.bucket).filter(({ props }) => props["objectLockEnabled"] === true);
  return new Map(
    locked.map(({ urn, name, props }) => [urn, typeof props["bucket"] === "string" ? props["bucket"] : name]),
  );
}

/** The bucket of a part, by name or, while the name is not known yet, by where it comes from. */
function bucketOf({ urn, props, origins }: ResourceRecord, locked: LockedBuckets): string | undefined {
  const name = props["bucket"];
  if (!isUnknown(name)) return [...locked.values()].find((known) => known === name);
  return [urn, ...(origins?.["bucket"] ?? [])].map((origin) => locked.get(origin)).find((known) => known !== undefined);
}

function daysOf(retention: unknown): unknown {
  const [days, years] = [field(retention, "days"), field(retention, "years")];
  if (isUnknown(days) || isUnknown(years) || isUnknown(retention)) return [days, years, retention].find(isUnknown);
  return Math.min(Number(days ?? 0) + 365 * Number(years ?? 0), 40_000);
}

function oneOf(value: unknown, wanted: readonly unknown[]): unknown {
  return isUnknown(value) ? value : wanted.includes(value);
}

function isOff(value: unknown): unknown {
  return isUnknown(value) ? value : value !== true;
}

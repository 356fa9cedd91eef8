/** Roles, users and groups that a stack gives permissions to, and the policies that it attaches to them. */
import { declaredOn } from "./audit-store.ts";
import { field, isUnknown, listOf } from "../property.ts";
import { iamTypes, ofType, type ResourceRecord } from "../resource.ts";
import { UNKNOWN } from "../unknown.ts";

type Kind = "role" | "user" | "group";

export interface Holder {
  readonly kind: Kind | "nobody";
  /** Its name; `UNKNOWN` while a preview cannot know it. */
  readonly holder: unknown;
  /** Its own resource, where the stack declares it. */
  readonly declared?: ResourceRecord | undefined;
  /** The resource that gives the permission. */
  readonly resource: ResourceRecord;
}

/** A policy by its ARN, and who gets it. */
export interface Attachment extends Holder {
  readonly arn: unknown;
  /** URNs that the ARN comes from, as far as that is said. */
  readonly from: readonly string[] | undefined;
}

/** Every policy that the stack attaches, by whatever resource. */
export function attachmentsOf(stack: readonly ResourceRecord[]): Attachment[] {
  const byOne = attachmentTypes.flatMap(([kind, type, holder, arns]) =>
    ofType(stack, type).flatMap((resource) =>
      valuesOf(resource, holder).flatMap((name) => {
        const held = { kind, ...holderNamed(name, resource, kind, holder, stack), resource };
        return valuesOf(resource, arns).map((arn) => ({ ...held, arn, from: resource.origins?.[arns] }));
      }),
    ),
  );
  const onRoles = ofType(stack, iamTypes.role).flatMap((role) =>
    valuesOf(role, "managedPolicyArns").map((arn) => ({
      ...self(role),
      arn,
      from: role.origins?.["managedPolicyArns"],
    })),
  );
  return [...byOne, ...onRoles];
}

/** Kind of holder, type, and the properties that name holder and policies, one or many. */
const attachmentTypes = [
  ["role", iamTypes.rolePolicyAttachment, "role", "policyArn"],
  ["user", iamTypes.userPolicyAttachment, "user", "policyArn"],
  ["group", iamTypes.groupPolicyAttachment, "group", "policyArn"],
  ["role", iamTypes.rolePolicyAttachmentsExclusive, "roleName", "policyArns"],
  ["user", iamTypes.userPolicyAttachmentsExclusive, "userName", "policyArns"],
  ["group", iamTypes.groupPolicyAttachmentsExclusive, "groupName", "policyArns"],
  ["role", iamTypes.policyAttachment, "roles", "policyArn"],
  ["user", iamTypes.policyAttachment, "users", "policyArn"],
  ["group", iamTypes.policyAttachment, "groups", "policyArn"],
] as const;

/** A role as the holder of what it says itself. */
export function self(role: ResourceRecord): Holder {
  return { kind: "role", holder: nameOf(role), declared: role, resource: role };
}

/** The holder that a property names or, while the name is unknown, that it comes from. */
export function holderNamed(
  name: unknown,
  resource: ResourceRecord,
  kind: Kind,
  property: string,
  stack: readonly ResourceRecord[],
): Pick<Holder, "holder" | "declared"> {
  const origins = resource.origins?.[property];
  const declared = ofType(stack, iamTypes[kind]).find((candidate) =>
    isUnknown(name) ? origins?.includes(candidate.urn) : nameOf(candidate) === name,
  );
  return { holder: name, declared };
}

/** A value, or those of a list; `UNKNOWN` for those that a preview cannot know. */
export function valuesOf(resource: ResourceRecord, property: string): unknown[] {
  const value = declaredOn(resource, property);
  if (value === undefined) return [];
  const { items, complete } = listOf(Array.isArray(value) || isUnknown(value) ? value : [value]);
  return [...items, ...(complete ? [] : [UNKNOWN])];
}

function nameOf({ props }: ResourceRecord): unknown {
  return field(props, "name");
}

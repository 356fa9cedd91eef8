/** Which policy documents a stack gives to which roles, users and groups, by whatever resource. */
import { attachmentsOf, holderNamed, self, valuesOf, type Attachment, type Holder } from "./iam-holders.ts";
import { field, isUnknown } from "../property.ts";
import { iamTypes, ofType, type ResourceRecord } from "../resource.ts";
import { UNKNOWN } from "../unknown.ts";

/** A policy document and who holds it. */
export interface Grant extends Holder {
  readonly document: unknown;
  /** URNs of the resources that the document comes from, as far as that is said. */
  readonly origins: readonly string[] | undefined;
}

/** Every document that the stack gives, or only defines. */
export function grantsOf(stack: readonly ResourceRecord[]): Grant[] {
  const attached = attachmentsOf(stack).flatMap((attachment) => attachedGrants(attachment, stack));
  const used = new Set(attached.map(({ source }) => source));
  const defined = ofType(stack, iamTypes.policy)
    .filter(({ urn }) => !used.has(urn))
    .map((policy): Grant => ({ kind: "nobody", holder: policy.name, resource: policy, ...documentOf(policy) }));
  return [...inlineGrants(stack), ...attached.map(({ grant }) => grant), ...defined];
}

function inlineGrants(stack: readonly ResourceRecord[]): Grant[] {
  const onRoles = ofType(stack, iamTypes.role).flatMap((role) =>
    valuesOf(role, "inlinePolicies").map((inline): Grant => {
      return { ...self(role), document: field(inline, "policy"), origins: role.origins?.["inlinePolicies"] };
    }),
  );
  const beside = inlineTypes.flatMap(([kind, type]) =>
    ofType(stack, type).map((policy): Grant => {
      const holder = holderNamed(field(policy.props, kind), policy, kind, kind, stack);
      return { kind, resource: policy, ...holder, ...documentOf(policy) };
    }),
  );
  return [...onRoles, ...beside];
}

/** Kind of holder, which is also the property that names it, and type. */
const inlineTypes = [
  ["role", iamTypes.rolePolicy],
  ["user", iamTypes.userPolicy],
  ["group", iamTypes.groupPolicy],
] as const;

function documentOf({ props, origins }: ResourceRecord): Pick<Grant, "document" | "origins"> {
  return { document: field(props, "policy"), origins: origins?.["policy"] };
}

/** Documents of AWS's own policies that let their holder write to any bucket. */
const writing = (actions: object): object => ({ Statement: { Effect: "Allow", Resource: "*", ...actions } });
const awsManaged: ReadonlyMap<string, object> = new Map([
  ["AdministratorAccess", writing({ Action: "*" })],
  ["PowerUserAccess", writing({ NotAction: ["iam:*", "organizations:*", "account:*"] })],
  ["AmazonS3FullAccess", writing({ Action: "s3:*" })],
]);

interface Attached {
  readonly grant: Grant;
  /** URN of the policy, if the stack declares it. */
  readonly source?: string;
}

/** What an attachment gives, by ARN or, for a policy that has none yet, by its name, which is the ARN's end; nothing where its policy is declared elsewhere, and so out of sight. */
function attachedGrants({ arn, from, ...holder }: Attachment, stack: readonly ResourceRecord[]): Attached[] {
  const policies = ofType(stack, iamTypes.policy).filter(({ props, urn }) => {
    if (isUnknown(arn)) return from?.includes(urn);
    const own = field(props, "arn");
    return isUnknown(own) ? typeof arn === "string" && arn.split("/").at(-1) === field(props, "name") : own === arn;
  });
  const own = policies.map((policy): Attached => ({ source: policy.urn, grant: { ...holder, ...documentOf(policy) } }));
  const name = typeof arn === "string" ? /:iam::aws:policy\/(.+)$/.exec(arn)?.[1] : undefined;
  const document = isUnknown(arn) ? UNKNOWN : awsManaged.get(name ?? "");
  const isFound = own.length > 0 || document === undefined;
  return isFound ? own : [{ grant: { ...holder, document, origins: from } }];
}

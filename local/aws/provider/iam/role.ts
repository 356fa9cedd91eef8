import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  GetRoleCommand,
  PutRolePermissionsBoundaryCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import type { IAMClient, Role } from "@aws-sdk/client-iam";
import { z } from "zod";
import { settled, unlessMissing } from "../answers.ts";
import { jsonDocument, sameDocument } from "../json-document.ts";
import { abortable, awsResource, physicalName } from "../resource.ts";
import { tagList, tagRecord, tags } from "../tags.ts";

const inputs = z.strictObject({
  name: z.string().optional(),
  namePrefix: z.string().optional(),
  assumeRolePolicy: jsonDocument,
  description: z.string().optional(),
  path: z.string().default("/"),
  maxSessionDuration: z.number().int().min(3600).max(43200).default(3600),
  permissionsBoundary: z.string().optional(),
  forceDetachPolicies: z.boolean().default(false),
  tags,
});
type Inputs = z.infer<typeof inputs>;

const outputs = z.strictObject({
  arn: z.string(),
  createDate: z.string(),
  uniqueId: z.string(),
  tagsAll: z.record(z.string(), z.string()),
});

type Call = ReturnType<typeof abortable>;

/** `aws:iam/role:Role`. Inline and managed policies are resources of their own. */
export const role = awsResource<typeof inputs, typeof outputs>({
  description: "An IAM role.",
  inputs,
  outputs,
  replaceOnChanges: ["name", "namePrefix", "path"],
  same: { assumeRolePolicy: sameDocument },
  named: (given, naming) => ({
    ...given,
    name: physicalName({ name: given.name, prefix: given.namePrefix }, naming.olds?.name, naming),
  }),
  async create(given, { context: { iam }, signal }) {
    const { name = "" } = given;
    const command = new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: given.assumeRolePolicy,
      Description: given.description,
      Path: given.path,
      MaxSessionDuration: given.maxSessionDuration,
      PermissionsBoundary: given.permissionsBoundary,
      Tags: tagList(given.tags),
    });
    const { Role } = await iam.send(command, abortable(signal));
    return { id: name, outputs: describe(Role, given) };
  },
  async read(name, given, _outputs, { context: { iam }, signal }) {
    const found = await find(iam, name, abortable(signal));
    if (!found) return undefined;
    const live: Inputs = {
      name,
      namePrefix: given?.namePrefix,
      assumeRolePolicy: decodeURIComponent(found.AssumeRolePolicyDocument ?? ""),
      description: found.Description || undefined,
      path: found.Path ?? "/",
      maxSessionDuration: found.MaxSessionDuration ?? 3600,
      permissionsBoundary: found.PermissionsBoundary?.PermissionsBoundaryArn,
      forceDetachPolicies: given?.forceDetachPolicies ?? false,
      tags: tagRecord(found.Tags),
    };
    return {
      inputs: settled(given, live, { assumeRolePolicy: sameDocument }),
      outputs: describe(found, live),
    };
  },
  async update(name, _olds, given, { context: { iam }, signal }) {
    const call = abortable(signal);
    const live = await find(iam, name, call);
    if (!live) throw new Error(`role ${name} is gone: run pulumi refresh, then pulumi up makes it again`);
    return change(iam, name, live, given, call);
  },
  async delete(name, _state, { context: { iam }, signal }) {
    await unlessMissing(
      iam.send(new DeleteRoleCommand({ RoleName: name }), abortable(signal)),
      "NoSuchEntityException",
    );
  },
});

async function find(iam: IAMClient, name: string, call: Call): Promise<Role | undefined> {
  return (await unlessMissing(iam.send(new GetRoleCommand({ RoleName: name }), call), "NoSuchEntityException"))?.Role;
}

async function change(iam: IAMClient, RoleName: string, live: Role, given: Inputs, call: Call) {
  const PolicyDocument = given.assumeRolePolicy;
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }), call);
  const { description: Description = "", maxSessionDuration: MaxSessionDuration } = given;
  await iam.send(new UpdateRoleCommand({ RoleName, Description, MaxSessionDuration }), call);
  const PermissionsBoundary = given.permissionsBoundary;
  if (PermissionsBoundary)
    await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }), call);
  else if (live.PermissionsBoundary) await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }), call);
  const TagKeys = (live.Tags ?? []).map(({ Key = "" }) => Key).filter((name) => !(name in (given.tags ?? {})));
  if (TagKeys.length > 0) await iam.send(new UntagRoleCommand({ RoleName, TagKeys }), call);
  if (given.tags) await iam.send(new TagRoleCommand({ RoleName, Tags: tagList(given.tags) }), call);
  return describe(live, given);
}

function describe(live: Role | undefined, given: Inputs): z.infer<typeof outputs> {
  return {
    arn: live?.Arn ?? "",
    createDate: live?.CreateDate?.toISOString() ?? "",
    uniqueId: live?.RoleId ?? "",
    tagsAll: given.tags ?? {},
  };
}

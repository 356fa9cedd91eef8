import { DeleteRolePolicyCommand, GetRolePolicyCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { z } from "zod";
import { settled, unlessMissing } from "../answers.ts";
import { jsonDocument, sameDocument } from "../json-document.ts";
import { abortable, awsResource, physicalName } from "../resource.ts";

const inputs = z.strictObject({
  name: z.string().optional(),
  namePrefix: z.string().optional(),
  policy: jsonDocument,
  role: z.string(),
});

const outputs = z.strictObject({});

/** `aws:iam/rolePolicy:RolePolicy`; its id is `role:name`. */
export const rolePolicy = awsResource<typeof inputs, typeof outputs>({
  description: "An inline policy of an IAM role.",
  inputs,
  outputs,
  replaceOnChanges: ["name", "namePrefix", "role"],
  same: { policy: sameDocument },
  named: (given, naming) => ({
    ...given,
    name: physicalName({ name: given.name, prefix: given.namePrefix }, naming.olds?.name, naming),
  }),
  async create({ role, name = "", policy }, { context: { iam }, signal }) {
    const command = new PutRolePolicyCommand({ RoleName: role, PolicyName: name, PolicyDocument: policy });
    await iam.send(command, abortable(signal));
    return { id: `${role}:${name}`, outputs: {} };
  },
  async read(id, given, _outputs, { context: { iam }, signal }) {
    const { role, name } = namesIn(id);
    const command = new GetRolePolicyCommand({ RoleName: role, PolicyName: name });
    const found = await unlessMissing(iam.send(command, abortable(signal)), "NoSuchEntityException");
    if (!found) return undefined;
    const policy = decodeURIComponent(found.PolicyDocument ?? "");
    const live = { role, name, namePrefix: given?.namePrefix, policy };
    return { inputs: settled(given, live, { policy: sameDocument }), outputs: {} };
  },
  async update(id, _olds, { policy }, { context: { iam }, signal }) {
    const { role, name } = namesIn(id);
    const command = new PutRolePolicyCommand({ RoleName: role, PolicyName: name, PolicyDocument: policy });
    await iam.send(command, abortable(signal));
    return {};
  },
  async delete(id, _state, { context: { iam }, signal }) {
    const { role, name } = namesIn(id);
    const command = new DeleteRolePolicyCommand({ RoleName: role, PolicyName: name });
    await unlessMissing(iam.send(command, abortable(signal)), "NoSuchEntityException");
  },
});

function namesIn(id: string): { role: string; name: string } {
  const [role, name] = id.split(":");
  if (!role || !name) throw new Error(`"${id}" is no id of a role policy; write role:name`);
  return { role, name };
}

import { CreateAliasCommand, DeleteAliasCommand, ListAliasesCommand, UpdateAliasCommand } from "@aws-sdk/client-kms";
import type { AliasListEntry } from "@aws-sdk/client-kms";
import { z } from "zod";
import { settled, unlessMissing } from "../answers.ts";
import type { Clients } from "../clients.ts";
import { abortable, awsResource, physicalName } from "../resource.ts";

const inputs = z.strictObject({
  name: z.string().startsWith("alias/", { error: 'must begin with "alias/"' }).optional(),
  namePrefix: z.string().startsWith("alias/", { error: 'must begin with "alias/"' }).optional(),
  targetKeyId: z.string(),
});

const outputs = z.strictObject({ arn: z.string(), targetKeyArn: z.string(), region: z.string() });

/** `aws:kms/alias:Alias`. */
export const alias = awsResource<typeof inputs, typeof outputs>({
  description: "A name for a KMS key.",
  inputs,
  outputs,
  replaceOnChanges: ["name", "namePrefix"],
  changingOutputs: ["targetKeyArn"],
  same: { targetKeyId: sameKey },
  named: (given, naming) => {
    const wanted = { name: given.name, prefix: given.namePrefix ?? `alias/${naming.name}-` };
    return { ...given, name: physicalName(wanted, naming.olds?.name, naming) };
  },
  async create({ name = "", targetKeyId }, { context, signal }) {
    await context.kms.send(new CreateAliasCommand({ AliasName: name, TargetKeyId: targetKeyId }), abortable(signal));
    return { id: name, outputs: describe(context, await find(context, name, signal)) };
  },
  async read(name, given, _outputs, { context, signal }) {
    const found = await find(context, name, signal);
    if (!found) return undefined;
    const live = { name, namePrefix: given?.namePrefix, targetKeyId: found.TargetKeyId ?? "" };
    return { inputs: settled(given, live, { targetKeyId: sameKey }), outputs: describe(context, found) };
  },
  async update(name, _olds, { targetKeyId }, { context, signal }) {
    await context.kms.send(new UpdateAliasCommand({ AliasName: name, TargetKeyId: targetKeyId }), abortable(signal));
    return describe(context, await find(context, name, signal));
  },
  async delete(name, _state, { context, signal }) {
    const command = new DeleteAliasCommand({ AliasName: name });
    await unlessMissing(context.kms.send(command, abortable(signal)), "NotFoundException");
  },
});

/** A key is named by its id or by its ARN, which ends with the id. */
function sameKey(left: unknown, right: unknown): boolean {
  const id = (value: unknown) => (typeof value === "string" ? value.split("/").at(-1) : value);
  return id(left) === id(right);
}

async function find({ kms }: Clients, name: string, signal: AbortSignal): Promise<AliasListEntry | undefined> {
  let Marker: string | undefined;
  do {
    const page = await kms.send(new ListAliasesCommand({ Marker }), abortable(signal));
    const found = page.Aliases?.find((entry) => entry.AliasName === name);
    if (found) return found;
    Marker = page.NextMarker;
  } while (Marker);
  return undefined;
}

function describe({ region }: Clients, entry: AliasListEntry | undefined): z.infer<typeof outputs> {
  const arn = entry?.AliasArn ?? "";
  return { arn, targetKeyArn: arn.replace(/:alias\/.*$/, `:key/${entry?.TargetKeyId}`), region };
}

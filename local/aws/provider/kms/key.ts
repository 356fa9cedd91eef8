import {
  CreateKeyCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  ListResourceTagsCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateKeyDescriptionCommand,
} from "@aws-sdk/client-kms";
import type { KMSClient } from "@aws-sdk/client-kms";
import { z } from "zod";
import { PartialFailure } from "../../../../components/resources/host/index.ts";
import { settled, unlessMissing } from "../answers.ts";
import { jsonDocument, sameDocument } from "../json-document.ts";
import { abortable, awsResource } from "../resource.ts";
import { tags } from "../tags.ts";
import type { Tags } from "../tags.ts";

const inputs = z.strictObject({
  description: z.string().default("Managed by Pulumi"),
  policy: jsonDocument.optional(),
  enableKeyRotation: z.boolean().default(false),
  rotationPeriodInDays: z.number().int().min(90).max(2560).optional(),
  isEnabled: z.boolean().default(true),
  deletionWindowInDays: z.number().int().min(7).max(30).default(30),
  keyUsage: z.literal("ENCRYPT_DECRYPT").default("ENCRYPT_DECRYPT"),
  customerMasterKeySpec: z.literal("SYMMETRIC_DEFAULT").default("SYMMETRIC_DEFAULT"),
  multiRegion: z.boolean().default(false),
  bypassPolicyLockoutSafetyCheck: z.boolean().default(false),
  tags,
});
type Inputs = z.infer<typeof inputs>;

const outputs = z.strictObject({
  arn: z.string(),
  keyId: z.string(),
  region: z.string(),
  tagsAll: z.record(z.string(), z.string()),
});

type Call = ReturnType<typeof abortable>;

/** `aws:kms/key:Key`, symmetric. */
export const key = awsResource<typeof inputs, typeof outputs>({
  description: "A KMS key.",
  inputs,
  outputs,
  replaceOnChanges: ["keyUsage", "customerMasterKeySpec", "multiRegion"],
  same: { policy: sameDocument },
  async create(given, { context: { kms, region }, signal }) {
    const call = abortable(signal);
    const { KeyMetadata } = await kms.send(
      new CreateKeyCommand({
        Description: given.description,
        Policy: given.policy,
        MultiRegion: given.multiRegion,
        BypassPolicyLockoutSafetyCheck: given.bypassPolicyLockoutSafetyCheck,
        Tags: Object.entries(given.tags ?? {}).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
      }),
      call,
    );
    const id = KeyMetadata?.KeyId ?? "";
    const described = { arn: KeyMetadata?.Arn ?? "", keyId: id, region, tagsAll: given.tags ?? {} };
    try {
      await rotate(kms, id, given, call);
      if (!given.isEnabled) await kms.send(new DisableKeyCommand({ KeyId: id }), call);
    } catch (error) {
      throw new PartialFailure(id, described, error);
    }
    return { id, outputs: described };
  },
  async read(id, given, _outputs, { context: { kms, region }, signal }) {
    const call = abortable(signal);
    const answer = kms.send(new DescribeKeyCommand({ KeyId: id }), call);
    const metadata = (await unlessMissing(answer, "NotFoundException"))?.KeyMetadata;
    if (!metadata || metadata.KeyState === "PendingDeletion") return undefined;
    const rotation = await kms.send(new GetKeyRotationStatusCommand({ KeyId: id }), call);
    const live: Inputs = {
      ...defaults,
      description: metadata.Description ?? "",
      isEnabled: metadata.Enabled ?? true,
      multiRegion: metadata.MultiRegion ?? false,
      enableKeyRotation: rotation.KeyRotationEnabled ?? false,
      tags: await liveTags(kms, id, call),
      // Only known to the program, or left to KMS by it.
      deletionWindowInDays: given?.deletionWindowInDays ?? defaults.deletionWindowInDays,
      bypassPolicyLockoutSafetyCheck: given?.bypassPolicyLockoutSafetyCheck ?? false,
      rotationPeriodInDays: given?.rotationPeriodInDays && rotation.RotationPeriodInDays,
      policy: given && given.policy === undefined ? undefined : await livePolicy(kms, id, call),
    };
    const described = { arn: metadata.Arn ?? "", keyId: metadata.KeyId ?? id, region, tagsAll: live.tags ?? {} };
    return { inputs: settled(given, live, { policy: sameDocument }), outputs: described };
  },
  async update(id, olds, given, { context: { kms, region }, signal }) {
    const call = abortable(signal);
    // A disabled key takes no other change: it is enabled first and disabled last.
    if (given.isEnabled) await kms.send(new EnableKeyCommand({ KeyId: id }), call);
    await kms.send(new UpdateKeyDescriptionCommand({ KeyId: id, Description: given.description }), call);
    if (given.policy !== undefined && !sameDocument(given.policy, olds.policy)) {
      await kms.send(new PutKeyPolicyCommand({ KeyId: id, PolicyName: "default", Policy: given.policy }), call);
    }
    await rotate(kms, id, given, call);
    await retag(kms, id, await liveTags(kms, id, call), given.tags, call);
    if (!given.isEnabled) await kms.send(new DisableKeyCommand({ KeyId: id }), call);
    return { arn: olds.arn ?? "", keyId: id, region, tagsAll: given.tags ?? {} };
  },
  async delete(id, { deletionWindowInDays }, { context: { kms }, signal }) {
    const command = new ScheduleKeyDeletionCommand({ KeyId: id, PendingWindowInDays: deletionWindowInDays });
    await unlessMissing(kms.send(command, abortable(signal)), "NotFoundException", "KMSInvalidStateException");
  },
});

const defaults = inputs.parse({});

async function rotate(kms: KMSClient, KeyId: string, given: Inputs, call: Call): Promise<void> {
  if (given.enableKeyRotation) {
    await kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: given.rotationPeriodInDays }), call);
  } else {
    await kms.send(new DisableKeyRotationCommand({ KeyId }), call);
  }
}

async function livePolicy(kms: KMSClient, KeyId: string, call: Call): Promise<string | undefined> {
  return (await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: "default" }), call)).Policy;
}

async function liveTags(kms: KMSClient, KeyId: string, call: Call): Promise<Tags> {
  const { Tags = [] } = await kms.send(new ListResourceTagsCommand({ KeyId }), call);
  return Tags.length === 0 ? undefined : Object.fromEntries(Tags.map((tag) => [tag.TagKey ?? "", tag.TagValue ?? ""]));
}

async function retag(kms: KMSClient, KeyId: string, olds: Tags, news: Tags = {}, call: Call): Promise<void> {
  const TagKeys = Object.keys(olds ?? {}).filter((name) => !(name in news));
  if (TagKeys.length > 0) await kms.send(new UntagResourceCommand({ KeyId, TagKeys }), call);
  const Tags = Object.entries(news).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  if (Tags.length > 0) await kms.send(new TagResourceCommand({ KeyId, Tags }), call);
}

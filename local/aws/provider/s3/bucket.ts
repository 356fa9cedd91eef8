import {
  BucketLocationConstraint,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketTaggingCommand,
  DeleteObjectsCommand,
  GetBucketTaggingCommand,
  GetObjectLockConfigurationCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
  PutBucketTaggingCommand,
} from "@aws-sdk/client-s3";
import { z } from "zod";
import { PartialFailure } from "../../../../components/resources/host/index.ts";
import { settled, unlessMissing } from "../answers.ts";
import type { Clients } from "../clients.ts";
import { abortable, awsResource, physicalName } from "../resource.ts";
import { tagList, tagRecord, tags } from "../tags.ts";
import type { Tags } from "../tags.ts";

const inputs = z.strictObject({
  bucket: z.string().optional(),
  bucketPrefix: z.string().optional(),
  objectLockEnabled: z.boolean().default(false),
  forceDestroy: z.boolean().default(false),
  tags,
});

const outputs = z.strictObject({
  arn: z.string(),
  bucketDomainName: z.string(),
  bucketRegionalDomainName: z.string(),
  bucketRegion: z.string(),
  region: z.string(),
  hostedZoneId: z.string(),
  tagsAll: z.record(z.string(), z.string()),
});

/** `aws:s3/bucket:Bucket`. */
export const bucket = awsResource<typeof inputs, typeof outputs>({
  description: "An S3 bucket.",
  inputs,
  outputs,
  replaceOnChanges: ["bucket", "bucketPrefix", "objectLockEnabled"],
  relations: (given) =>
    given.bucketPrefix !== undefined && given.bucket !== undefined && !given.bucket.startsWith(given.bucketPrefix)
      ? [{ property: "bucketPrefix", reason: "conflicts with bucket: set one of them" }]
      : [],
  named: (given, naming) => {
    const wanted = { name: given.bucket, prefix: given.bucketPrefix };
    return {
      ...given,
      bucket: physicalName(wanted, naming.olds?.bucket, { ...naming, name: naming.name.toLowerCase() }),
    };
  },
  async create({ bucket: name = "", objectLockEnabled, tags: wanted }, { context, signal }) {
    // In us-east-1 S3 itself answers such a request with success, so the released provider asks first, as here.
    if (await exists(context, name, signal)) throw new Error(`creating S3 Bucket (${name}): BucketAlreadyExists`);
    await make(context, name, objectLockEnabled, signal);
    const described = describe(context, name, wanted);
    try {
      if (wanted) await putTags(context, name, wanted, signal);
    } catch (error) {
      throw new PartialFailure(name, described, error);
    }
    return { id: name, outputs: described };
  },
  async read(name, given, _outputs, { context, signal }) {
    if (!(await exists(context, name, signal))) return undefined;
    const found = await unlessMissing(
      context.s3.send(new GetBucketTaggingCommand({ Bucket: name }), abortable(signal)),
      "NoSuchTagSet",
    );
    const live = {
      bucket: name,
      bucketPrefix: given?.bucketPrefix,
      objectLockEnabled: await isLocked(context, name, signal),
      forceDestroy: given?.forceDestroy ?? false,
      tags: tagRecord(found?.TagSet),
    };
    return { inputs: settled(given, live), outputs: describe(context, name, live.tags) };
  },
  async update(name, _olds, { tags: wanted }, { context, signal }) {
    await putTags(context, name, wanted, signal);
    return describe(context, name, wanted);
  },
  async delete(name, { forceDestroy }, { context, signal }) {
    if (forceDestroy) await empty(context, name, signal);
    await unlessMissing(context.s3.send(new DeleteBucketCommand({ Bucket: name }), abortable(signal)), "NoSuchBucket");
  },
});

function describe({ region }: Clients, name: string, given: Tags): z.infer<typeof outputs> {
  return {
    arn: `arn:aws:s3:::${name}`,
    bucketDomainName: `${name}.s3.amazonaws.com`,
    bucketRegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
    bucketRegion: region,
    region,
    hostedZoneId: "Z3AQBSTGFYJSTF",
    tagsAll: given ?? {},
  };
}

async function exists({ s3 }: Clients, name: string, signal: AbortSignal): Promise<boolean> {
  const head = s3.send(new HeadBucketCommand({ Bucket: name }), abortable(signal));
  return (await unlessMissing(head, "NotFound", "NoSuchBucket")) !== undefined;
}

async function make({ s3, region }: Clients, name: string, locked: boolean, signal: AbortSignal): Promise<void> {
  const constraint = Object.values(BucketLocationConstraint).find((one) => one === region);
  const command = new CreateBucketCommand({
    Bucket: name,
    ObjectLockEnabledForBucket: locked,
    // us-east-1 is the one region that is not named.
    ...(constraint === undefined ? {} : { CreateBucketConfiguration: { LocationConstraint: constraint } }),
  });
  await s3.send(command, abortable(signal));
}

async function isLocked({ s3 }: Clients, name: string, signal: AbortSignal): Promise<boolean> {
  const answer = s3.send(new GetObjectLockConfigurationCommand({ Bucket: name }), abortable(signal));
  const found = await unlessMissing(answer, "ObjectLockConfigurationNotFoundError");
  return found?.ObjectLockConfiguration?.ObjectLockEnabled === "Enabled";
}

async function putTags({ s3 }: Clients, name: string, wanted: Tags, signal: AbortSignal): Promise<void> {
  const TagSet = tagList(wanted);
  if (TagSet.length === 0) await s3.send(new DeleteBucketTaggingCommand({ Bucket: name }), abortable(signal));
  else await s3.send(new PutBucketTaggingCommand({ Bucket: name, Tagging: { TagSet } }), abortable(signal));
}

/** Deletes every version; locked ones are refused and named. */
async function empty({ s3 }: Clients, name: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket: name }), abortable(signal));
    const versions = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    if (versions.length === 0) return;
    const Objects = versions.map(({ Key, VersionId }) => ({ Key: Key ?? "", VersionId }));
    const { Errors = [] } = await s3.send(
      new DeleteObjectsCommand({ Bucket: name, Delete: { Objects } }),
      abortable(signal),
    );
    const [first] = Errors;
    if (first)
      throw new Error(`cannot empty bucket ${name}: ${first.Key}: ${first.Message} (${Errors.length} refused)`);
  }
}

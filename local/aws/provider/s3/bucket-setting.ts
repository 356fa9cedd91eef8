import type { S3Client } from "@aws-sdk/client-s3";
import { z } from "zod";
import type { Failure } from "../../../../components/resources/host/index.ts";
import { settled, unlessMissing } from "../answers.ts";
import { abortable, awsResource } from "../resource.ts";

/** One of the many resources that are a setting of a bucket; their id is the bucket's name. */
interface BucketSetting<I extends z.ZodRawShape> {
  readonly description: string;
  /** Inputs beside `bucket`. */
  readonly inputs: I;
  readonly same?: Readonly<Record<string, (left: unknown, right: unknown) => boolean>>;
  relations?(given: z.infer<z.ZodObject<I>>): Failure[];
  put(s3: S3Client, bucket: string, given: z.infer<z.ZodObject<I>>, call: Call): Promise<unknown>;
  /** The live setting; undefined, or one of the errors below, when the bucket has none. */
  get(s3: S3Client, bucket: string, call: Call): Promise<z.infer<z.ZodObject<I>> | undefined>;
  /** Errors that say that the bucket has no such setting. */
  readonly missing?: readonly string[];
  remove(s3: S3Client, bucket: string, call: Call): Promise<unknown>;
}

export type Call = ReturnType<typeof abortable>;

export function bucketSetting<I extends z.ZodRawShape>(setting: BucketSetting<I>) {
  const inputs = z.strictObject({ bucket: z.string(), ...setting.inputs });
  const outputs = z.strictObject({ region: z.string() });
  const missing = ["NoSuchBucket", "NotFound", ...(setting.missing ?? [])];
  // The shape of `inputs` is known where it is written down, not here.
  type Given = z.infer<typeof inputs> & z.infer<z.ZodObject<I>> & { readonly bucket: string };
  return awsResource<typeof inputs, typeof outputs>({
    description: setting.description,
    inputs,
    outputs,
    replaceOnChanges: ["bucket"] as never,
    same: setting.same ?? {},
    relations: (given) => setting.relations?.(given as Given) ?? [],
    async create(given, { context, signal }) {
      const { bucket } = given as Given;
      await setting.put(context.s3, bucket, given as Given, abortable(signal));
      return { id: bucket, outputs: { region: context.region } };
    },
    async read(bucket, given, _outputs, { context, signal }) {
      const live = await unlessMissing(setting.get(context.s3, bucket, abortable(signal)), ...missing);
      if (live === undefined) return undefined;
      const found = settled(given as object | undefined, { bucket, ...live }, setting.same);
      return { inputs: found as Given, outputs: { region: context.region } };
    },
    async update(bucket, _olds, given, { context, signal }) {
      await setting.put(context.s3, bucket, given as Given, abortable(signal));
      return { region: context.region };
    },
    async delete(bucket, _state, { context, signal }) {
      await unlessMissing(setting.remove(context.s3, bucket, abortable(signal)), ...missing);
    },
  });
}

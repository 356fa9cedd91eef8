import { z } from "zod";

export const tags = z.record(z.string(), z.string()).optional();
export type Tags = z.infer<typeof tags>;

/** As S3 and IAM take them. */
export function tagList(given: Tags): { Key: string; Value: string }[] {
  return Object.entries(given ?? {}).map(([Key, Value]) => ({ Key, Value }));
}

/** Undefined for none: a program that sets no tags reads none. */
export function tagRecord(list: readonly { Key?: string; Value?: string }[] | undefined): Tags {
  if (!list || list.length === 0) return undefined;
  return Object.fromEntries(list.map(({ Key = "", Value = "" }) => [Key, Value]));
}

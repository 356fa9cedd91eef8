/** A value that a preview cannot know. It is never taken for "absent" and never for "as demanded". */
export const UNKNOWN: unique symbol = Symbol("unknown");
export type Unknown = typeof UNKNOWN;

import policy from "@pulumi/policy";

/** What the SDK throws when a rule reads a value that preview cannot know. */
export interface UnknownValueError extends Error {
  /** Path of the value inside the resource's properties. */
  readonly props: readonly string[];
}

/** `@pulumi/policy` 1.21.0 exports both, but its declarations lose them: proxy.d.ts is empty. */
interface UndeclaredExports {
  readonly UnknownValueError: new (unknownTypeSentinel: string, props: readonly string[]) => UnknownValueError;
  readonly unknownCheckingProxy: <T extends object>(properties: T) => T;
}

export const { UnknownValueError, unknownCheckingProxy } = policy as unknown as UndeclaredExports;

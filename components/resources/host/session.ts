import grpc from "@grpc/grpc-js";
import type { Construct, Operation, ProviderDefinition } from "./definition.ts";
import { ProviderError } from "./failure.ts";
import type { EngineLog } from "./engine-log.ts";
import { redact } from "./values.ts";
import type { Secret } from "./values.ts";

/** What lives as long as the provider process: its configuration and the calls in flight. */
export interface Session<C> {
  readonly definition: ProviderDefinition<C>;
  readonly log: EngineLog;
  readonly cancellation: AbortController;
  /** Address of the engine; undefined when none listens. */
  readonly engine: string | undefined;
  construct: Promise<Construct> | undefined;
  context: { readonly value: C } | undefined;
  settingSecrets: readonly Secret[];
}

export function newSession<C>(definition: ProviderDefinition<C>, log: EngineLog, engine?: string): Session<C> {
  const cancellation = new AbortController();
  return { definition, log, cancellation, engine, construct: undefined, context: undefined, settingSecrets: [] };
}

export interface Target {
  readonly name: string;
  readonly urn: string;
  /** Seconds that the call may take; 0 for no limit. */
  readonly timeout: number;
}

/** What one call of a resource's method may use. */
export function operationOf<C>(session: Session<C>, target: Target, secrets: readonly Secret[]): Operation<C> {
  if (session.context === undefined) {
    const message = `the provider ${session.definition.name} is not configured: its settings are not known yet`;
    throw new ProviderError(message, grpc.status.FAILED_PRECONDITION);
  }
  const { signal } = session.cancellation;
  const limit = target.timeout > 0 ? [AbortSignal.timeout(target.timeout * 1000)] : [];
  return {
    context: session.context.value,
    signal: AbortSignal.any([signal, ...limit]),
    name: target.name,
    log: (severity, message) => session.log(severity, safeText(session, message, secrets), target.urn),
  };
}

/** The text without the secrets of the provider's settings and of the resource. */
export function safeText<C>(session: Session<C>, text: string, secrets: readonly Secret[] = []): string {
  return redact(text, [...session.settingSecrets, ...secrets]);
}

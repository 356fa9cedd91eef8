/**
 * What every resource of local GitHub is written against: the state, the actor, the request and the reply.
 * Handlers are keyed by the operation id of GitHub's OpenAPI description, which also routes and validates.
 */
import type { State } from "./state.ts";
import type { Actor } from "./actors.ts";
import type { Limits } from "./limits.ts";
import type { Allowance } from "./rate-limit.ts";

/** One call, after routing, authentication and validation of its path, query and body. */
export interface Call {
  readonly state: State;
  readonly actor: Actor;
  /** Path parameters, decoded, e.g. `org`, `repo`, `ruleset_id`. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The parsed JSON body; `{}` where the request has none. Already valid against the operation's request schema. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Root of the REST API as the client sees it, e.g. `http://127.0.0.1:4711/api/v3`, or without `/api/v3`; used in every `url` field. */
  readonly apiUrl: string;
  /** Root of the HTML site, e.g. `http://127.0.0.1:4711`; used in every `html_url` field. */
  readonly htmlUrl: string;
  /** Absolute address of this call without its query; used in `Link` headers. */
  readonly url: string;
  /** The `Accept` header, e.g. `application/vnd.github.raw+json`. */
  readonly accept: string;
  readonly now: Date;
  /** What the actor had left of the hour's requests before this one. */
  readonly allowance: Allowance;
  readonly limits: Limits;
}

/** A successful answer. Failures are thrown as `HttpError` (core/errors.ts). */
export interface Reply {
  readonly status: number;
  /** Sent as JSON; bytes go out as they are, and a string does where `headers` has a `content-type`. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Changes to `call.state` are kept and written to disk only if the handler returns; a throw leaves the state as it was. */
export type Handler = (call: Call) => Reply | Promise<Reply>;

/** OpenAPI operation id (`repos/create-org-ruleset`) to handler; `graphql` answers `POST /api/graphql` and `POST /graphql`. */
export type Handlers = Readonly<Record<string, Handler>>;

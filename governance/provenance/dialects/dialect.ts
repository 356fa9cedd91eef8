/** A dialect: one way in which trailers tell where a commit comes from. */
import type { Signature } from "../commit.ts";

/** What one trailer says, as written. */
export interface Claim {
  /** Name of an AI tool. */
  readonly agent?: string;
  readonly model?: string;
  /** Address that stands after the agent's name. */
  readonly email?: string;
  /** Tools of analysis that the agent used, which are not AI. */
  readonly analysers?: readonly string[];
  readonly session?: string;
  /** `hmac-sha256:<key id>:<digest>`. */
  readonly promptDigest?: string;
  readonly contextDigest?: string;
  /** Somebody who took part: a person, a bot or an AI tool. */
  readonly party?: Signature;
  /** That no AI tool was used. */
  readonly denies?: true;
}

export interface Dialect {
  readonly id: string;
  /** As it is written. Read without case. */
  readonly token: string;
  /** Who defines it, or where it is seen. */
  readonly source: string;
  /** A value; the tests read it. */
  readonly example: string;
  /** The tool that alone writes this trailer. */
  readonly tool?: string;
  /** The tool that mostly writes it; it counts where the commit names no other. */
  readonly mostly?: string;
  /** Never throws. Nothing is said: none. */
  readonly read: (value: string) => readonly Claim[];
  /** The value that `read` understands as this claim. */
  readonly render: (claim: Claim) => string;
}

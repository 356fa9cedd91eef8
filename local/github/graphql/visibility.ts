/** What the viewer may see. */
import { canRead } from "../core/access.ts";
import type { Call } from "../core/contract.ts";
import type { Repository } from "../core/state.ts";

export const visibleRepositories = (call: Call): Repository[] =>
  call.state.repositories.filter((repository) => canRead(call.state, call.actor, repository));

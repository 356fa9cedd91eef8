/** Refs, objects, people and findings of a repository. */
import { actorRole, administers, atLeast } from "../../core/access.ts";
import { collaboratorsOf } from "../../core/collaborators.ts";
import type { Affiliation } from "../../core/collaborators.ts";
import type { Call } from "../../core/contract.ts";
import type { Repository } from "../../core/state.ts";
import { connection } from "../connection.ts";
import type { ConnectionArguments } from "../connection.ts";
import { userObject } from "./accounts.ts";
import { gitObject } from "./git-object.ts";
import { refObject } from "./ref.ts";

export function repositoryLists(call: Call, repository: Repository): Record<string, unknown> {
  return {
    object: (args: { expression?: string | null; oid?: string | null }) => gitObject(repository, args),
    refs: (args: ConnectionArguments & { refPrefix: string; query?: string | null }) => {
      const wanted = refNames(repository, args.refPrefix).filter((ref) =>
        ref.slice(args.refPrefix.length).includes(args.query ?? ""),
      );
      return connection(
        wanted.map((ref) => refObject(call, repository, ref)),
        args,
        "refs",
      );
    },
    // Local GitHub keeps no issues, and finds no vulnerabilities.
    issues: (args: ConnectionArguments) => connection([], args, "issues"),
    vulnerabilityAlerts: (args: ConnectionArguments) =>
      administers(call, repository) ? connection([], args, "vulnerabilityAlerts") : null,
    collaborators: (args: ConnectionArguments & { affiliation?: string | null }) =>
      collaboratorList(call, repository, args),
  };
}

const refNames = ({ git }: Repository, prefix: string): string[] =>
  Object.keys(git.refs)
    .filter((ref) => ref.startsWith(prefix))
    .sort();

/** `null` for those without push access. */
function collaboratorList(
  call: Call,
  repository: Repository,
  args: ConnectionArguments & { affiliation?: string | null },
): unknown {
  if (!atLeast(actorRole(call.state, call.actor, repository), "write")) return null;
  const affiliation = (args.affiliation ?? "ALL").toLowerCase() as Affiliation;
  const list = connection(collaboratorsOf(call.state, repository, affiliation), args, "collaborators");
  const edges = list.edges.map(({ node: { user, role }, cursor }) => ({
    ...{ node: userObject(call, user), cursor },
    permission: role.toUpperCase(),
  }));
  return { ...list, edges, nodes: list.nodes.map(({ user }) => userObject(call, user)) };
}

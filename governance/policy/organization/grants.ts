/** Who is given power over a repository, a team or the organisation. */
import { field, isUnknown, listOf, type Certainty } from "../property.ts";
import { repositorySubject } from "../repository/repositories.ts";
import { githubTypes, ofType, type ResourceRecord } from "../resource.ts";
import { UNKNOWN } from "../unknown.ts";

/** Whether somebody may loosen rules. `untold`: the organisation made the role, and only GitHub knows what it can do. */
export type Power = Certainty | "untold";

/** What one resource gives to one account, or to one team. */
export interface Grant {
  readonly resource: ResourceRecord;
  readonly subject: string;
  /** Login of the account, or id or slug of the team. */
  readonly to: unknown;
  /** Property that `to` stands in. */
  readonly property: string;
  readonly power: Power;
  /** What a holder does. */
  readonly does: string;
}

const administrates = "administrates the repository";
const holdsRole = "holds a role of the organisation";

/** What accounts are given by name. */
export function accountGrants(stack: readonly ResourceRecord[]): Grant[] {
  return [
    ...ofType(stack, githubTypes.repositoryCollaborator).map((resource) => ({
      ...about(resource, stack, "username"),
      power: permissionPower(field(resource.props, "permission") ?? "push"),
      does: administrates,
    })),
    ...ofType(stack, githubTypes.repositoryCollaborators).flatMap((resource) =>
      listed(resource, "users").map((user) => ({
        ...about(resource, stack, "users"),
        to: field(user, "username"),
        power: permissionPower(field(user, "permission") ?? "push"),
        does: administrates,
      })),
    ),
    ...ofType(stack, githubTypes.membership).map((resource) => ({
      ...about(resource, stack, "username"),
      power: rolePower(field(resource.props, "role")),
      does: "owns the organisation",
    })),
    ...ofType(stack, githubTypes.organizationRoleUser).map((resource) => ({
      ...about(resource, stack, "login"),
      power: "yes" as const,
      does: holdsRole,
    })),
    ...teamPlaces(stack).map(({ resource, account, role }) => ({
      ...about(resource, stack, "teamId"),
      to: account,
      power: rolePower(role),
      does: "maintains the team",
    })),
  ];
}

/** What teams are given. */
export function teamGrants(stack: readonly ResourceRecord[]): Grant[] {
  return [
    ...ofType(stack, githubTypes.teamRepository).map((resource) => ({
      ...about(resource, stack, "teamId"),
      power: permissionPower(field(resource.props, "permission") ?? "pull"),
      does: administrates,
    })),
    ...ofType(stack, githubTypes.repositoryCollaborators).flatMap((resource) =>
      listed(resource, "teams").map((team) => ({
        ...about(resource, stack, "teams"),
        to: field(team, "teamId"),
        power: permissionPower(field(team, "permission") ?? "push"),
        does: administrates,
      })),
    ),
    ...ofType(stack, githubTypes.organizationRoleTeam, githubTypes.organizationRoleTeamAssignment).map((resource) => ({
      ...about(resource, stack, "teamSlug"),
      power: "yes" as const,
      does: holdsRole,
    })),
    ...ofType(stack, githubTypes.organizationSecurityManager).map((resource) => ({
      ...about(resource, stack, "teamSlug"),
      power: "yes" as const,
      does: "manages the security of the organisation",
    })),
  ];
}

/** A place in a team. */
export interface TeamPlace {
  readonly resource: ResourceRecord;
  /** Property that names the team. */
  readonly property: string;
  readonly account: unknown;
  readonly role: unknown;
}

/** Who is put into which team. */
export function teamPlaces(stack: readonly ResourceRecord[]): TeamPlace[] {
  return [
    ...ofType(stack, githubTypes.teamMembership).map((resource) => ({
      resource,
      property: "teamId",
      account: field(resource.props, "username"),
      role: field(resource.props, "role"),
    })),
    ...ofType(stack, githubTypes.teamMembers).flatMap((resource) =>
      listed(resource, "members").map((member) => ({
        resource,
        property: field(resource.props, "teamId") === undefined ? "teamSlug" : "teamId",
        account: field(member, "username"),
        role: field(member, "role"),
      })),
    ),
  ];
}

function about(resource: ResourceRecord, stack: readonly ResourceRecord[], property: string) {
  const subject = repositorySubject(resource, stack);
  return { resource, subject, property, to: field(resource.props, property) };
}

/** The items of a list, and an unknown one for those that nobody knows yet. */
function listed({ props }: ResourceRecord, property: string): readonly unknown[] {
  const { items, complete } = listOf(field(props, property));
  return complete ? items : [...items, UNKNOWN];
}

const harmless = ["pull", "read", "triage", "push", "write"];

function permissionPower(permission: unknown): Power {
  if (isUnknown(permission)) return "unknown";
  const name = typeof permission === "string" ? permission.toLowerCase() : "";
  if (harmless.includes(name)) return "no";
  return name === "admin" || name === "maintain" ? "yes" : "untold";
}

// Of an organisation and of a team alike, all but a plain member administrates it.
function rolePower(role: unknown): Power {
  if (isUnknown(role)) return "unknown";
  return (role ?? "member") === "member" ? "no" : "yes";
}

/** People with access to a repository beyond what everybody has. */
import { organizationRole, teamRole, teamsOf, userRole } from "./access.ts";
import { organizationByLogin } from "./actors.ts";
import type { Organization, Repository, RepositoryRole, State, User } from "./state.ts";

export interface Collaborator {
  readonly user: User;
  readonly role: RepositoryRole;
}

/** "`outside` means all outside collaborators", "`direct` means all collaborators with permissions ..., regardless of organization membership status". */
export type Affiliation = "all" | "direct" | "outside";

export function collaboratorsOf(state: State, repository: Repository, affiliation: Affiliation): Collaborator[] {
  const organization = organizationByLogin(state, repository.owner);
  const isDirect = ({ id }: User): boolean => repository.collaborators.some(({ userId }) => userId === id);
  const isMember = ({ id }: User): boolean =>
    organization !== undefined && organizationRole(organization, id) !== undefined;
  const isWanted = (user: User): boolean => {
    if (affiliation === "outside") return isDirect(user) && !isMember(user);
    return (
      isDirect(user) || (affiliation === "all" && organization !== undefined && reaches(organization, repository, user))
    );
  };
  return state.users
    .filter(({ type }) => type === "User")
    .flatMap((user) => {
      const role = isWanted(user) ? userRole(state, repository, user.id) : undefined;
      return role === undefined ? [] : [{ user, role }];
    });
}

function reaches(organization: Organization, repository: Repository, { id }: User): boolean {
  const role = organizationRole(organization, id);
  if (role === undefined) return false;
  if (role === "admin" || organization.defaultRepositoryPermission !== "none") return true;
  return teamsOf(organization, id).some((team) => teamRole(team, repository.id) !== undefined);
}

import { z } from "zod";
import type { Declaration } from "../../../governance/declaration/schema.ts";
import type { Change, Fact, Missing } from "../../../governance/gate/index.ts";
import type { GitHub } from "./connection.ts";
import { GitHubFailure } from "./failure.ts";

/** Reads the members of a team. @throws GitHubFailure */
type Members = (team: string) => Promise<Fact<readonly string[]>>;

/**
 * The people whose approvals count: members of the tier's reviewers, and owners of AI paths.
 *
 * @param tier name of the repository's tier
 * @throws GitHubFailure for anything but a token that may not read teams, which is a `Missing`
 */
export async function countedPeople(
  github: GitHub,
  { organization, tiers, aiPaths }: Declaration,
  tier: string,
): Promise<Required<Pick<Change, "owners">> & Pick<Change, "reviewers">> {
  const members = membersOf(github, organization.login);
  const team = tiers[tier]?.reviewers;
  const owners = await Promise.all(aiPaths.owners.map((owner) => peopleOf(owner, members)));
  return {
    ...(team !== undefined && { reviewers: await members(team) }),
    owners: owners.find(isUnknown) ?? [...new Set((owners as readonly (readonly string[])[]).flat())],
  };
}

const isUnknown = (fact: Fact<readonly string[]>): fact is Missing => "missing" in fact;

/** `@organization/team` or `@login`. */
async function peopleOf(owner: string, members: Members): Promise<Fact<readonly string[]>> {
  const [login = "", team] = owner.slice(1).split("/");
  return team === undefined ? [login] : members(team);
}

const memberSchema = z.array(z.object({ login: z.string() }));

function membersOf(github: GitHub, org: string): Members {
  const known = new Map<string, Promise<Fact<readonly string[]>>>();
  const read = async (team: string): Promise<Fact<readonly string[]>> => {
    try {
      const route = "GET /orgs/{org}/teams/{team_slug}/members";
      return (await github.list(memberSchema, route, { org, team_slug: team })).map(({ login }) => login);
    } catch (error) {
      if (!(error instanceof GitHubFailure && error.isHidden)) throw error;
      return {
        missing: `the token cannot read the members of ${org}/${team}; give it that of an app with the organisation's \`members: read\``,
      };
    }
  };
  return (team) => {
    const answer = known.get(team) ?? read(team);
    known.set(team, answer);
    return answer;
  };
}

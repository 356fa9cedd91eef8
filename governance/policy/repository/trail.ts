/** Merges that keep the trail: merge and rebase keep commits; a squash must carry their messages, or be off. */
import { violation, undecidedFinding, type Finding } from "../finding.ts";
import { every, field, is, some, type Certainty } from "../property.ts";
import { repositoryOf } from "./repositories.ts";
import { githubTypes, ofType, ownTypes, type ResourceRecord } from "../resource.ts";

const fix = 'Set squashMergeCommitMessage: "COMMIT_MESSAGES", or allowSquashMerge: false.';

/** Whether merges of a repository keep the trail; `undefined` when none of these resources says how it merges. */
export function trailKept(resources: readonly ResourceRecord[]): Certainty | undefined {
  const sources = ofType(resources, githubTypes.repository, ownTypes.mergeSettings);
  return sources.length === 0 ? undefined : every(sources.map(keepsTrail));
}

/** Repositories whose declared merge settings lose, or may lose, commit messages. */
export function trailFindings(stack: readonly ResourceRecord[]): Finding[] {
  return ofType(stack, githubTypes.repository, ownTypes.mergeSettings).flatMap((resource) => {
    const repository = repositoryOf(resource, stack);
    const subject = typeof repository === "string" ? repository : resource.name;
    const answer = keepsTrail(resource);
    if (answer === "yes") return [];
    if (answer === "unknown") {
      return [
        undecidedFinding(
          subject,
          "whether squash merges keep commit messages is not known yet; they must.",
          fix,
          resource.urn,
        ),
      ];
    }
    const message =
      "squash merges drop the commit messages, which say which tool, model and person wrote the change; they must keep them.";
    return [violation(subject, message, fix, resource.urn)];
  });
}

// Provider 6.15.0 writes COMMIT_MESSAGES where a Repository names no message; our merge settings leave GitHub's value as it is.
function keepsTrail({ type, props }: ResourceRecord): Certainty {
  const message =
    field(props, "squashMergeCommitMessage") ?? (type === githubTypes.repository ? "COMMIT_MESSAGES" : undefined);
  return some([is(field(props, "allowSquashMerge"), false), is(message, "COMMIT_MESSAGES")]);
}

import { z } from "zod";
import { githubTypes, ownTypes } from "../../../governance/policy/resource.ts";
import { trailFindings } from "../../../governance/policy/repository/trail.ts";
import { resourceRule } from "../../judging/resource-rule.ts";
import { ssdf } from "../frameworks.ts";

/** Commit trailers name tool, model and session; a squash that takes the pull request's text loses them. */
export const githubRepositoryRequireTrailPreservingMerges = resourceRule({
  name: "github-repository-require-trail-preserving-merges",
  displayName: "Merges keep the trail",
  description: "Commit messages say which tool, model and session wrote a change; a merge must not drop them.",
  severity: "high",
  framework: ssdf("PS.3.2"),
  url: "https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/configuring-commit-squashing-for-pull-requests",
  remediationSteps: 'Set squashMergeCommitMessage to "COMMIT_MESSAGES", or allowSquashMerge to false.',
  settings: z.strictObject({}),
  told: () => ({}),
  types: [githubTypes.repository, ownTypes.mergeSettings],
  judge: (resource) => trailFindings([resource]),
});

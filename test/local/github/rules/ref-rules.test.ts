import assert from "node:assert/strict";
import type { Rule } from "../../../../local/github/core/state.ts";
import { ruleViolations } from "../../../../local/github/rules/evaluate.ts";
import type { Change, CommitFacts } from "../../../../local/github/rules/model.ts";
import { commit, pull, update } from "./facts.ts";

type Case = [when: string, change: Partial<Change>, messages: string[]];

function judges(sentence: string, rule: Rule, cases: readonly Case[]): void {
  describe(`${rule.type}: "${sentence}"`, () => {
    for (const [when, change, messages] of cases) {
      it(messages.length === 0 ? `allows ${when}` : `refuses ${when}`, () => {
        assert.deepEqual(ruleViolations([rule], { ...update, ...change }), messages);
      });
    }
  });
}

const create: Partial<Change> = { kind: "create" };
const remove: Partial<Change> = { kind: "delete", commits: [] };
const withCommits = (...changes: Partial<CommitFacts>[]): Partial<Change> => ({
  commits: changes.map((change) => ({ ...commit, ...change })),
});

judges(
  "only users with bypass permissions can create branches or tags whose name matches the pattern you specify",
  { type: "creation" },
  [
    ["a creation", create, ["Cannot create ref due to creations being restricted."]],
    ["an update", {}, []],
    ["a deletion", remove, []],
  ],
);

judges(
  "only users with bypass permissions can push to branches or tags whose name matches the pattern you specify",
  { type: "update" },
  [
    ["an update", {}, ["Cannot update this protected ref."]],
    ["the merge of a pull request", { pull }, ["Cannot update this protected ref."]],
    ["a creation", create, []],
    ["a deletion", remove, []],
  ],
);

judges(
  "only users with bypass permissions can delete branches or tags whose name matches the pattern you specify",
  { type: "deletion" },
  [
    ["the deletion of a branch", remove, ["Cannot delete this branch"]],
    ["the deletion of a tag", { ...remove, ref: "refs/tags/v1" }, ["Cannot delete this tag"]],
    ["an update", {}, []],
  ],
);

judges("You can prevent users from force pushing to the targeted branches or tags.", { type: "non_fast_forward" }, [
  ["a forced push to a branch", { fastForward: false }, ["Cannot force-push to this branch"]],
  ["a moved tag", { fastForward: false, ref: "refs/tags/v1" }, ["Cannot force-push to this tag"]],
  ["a fast-forward", {}, []],
]);

judges(
  "Enforcing a linear commit history prevents collaborators from pushing merge commits to the targeted branches or tags.",
  { type: "required_linear_history" },
  [
    ["a merge commit among others", withCommits({}, { parents: 2 }), ["This branch must not contain merge commits."]],
    ["plain commits", withCommits({}, {}), []],
  ],
);

const unsigned = ["Commits must have verified signatures."];
judges(
  "contributors and bots can only push commits that have been signed and verified to the branch",
  { type: "required_signatures" },
  [
    ["an unsigned commit among others", withCommits({}, { verified: false }), unsigned],
    ["signed commits", {}, []],
    ["a squash of somebody else's pull request", { pull: { ...pull, method: "squash", authorId: 9 } }, unsigned],
    ["a squash of one's own pull request", { pull: { ...pull, method: "squash" } }, []],
  ],
);

judges(
  "Applying this rule will block direct pushes because the ruleset workflows run as part of the pull request and merge queue experience.",
  { type: "workflows", parameters: { workflows: [{ repository_id: 5, path: "gate.yml" }] } },
  [
    ["a direct push", {}, ["Required workflow 'gate.yml' is not satisfied"]],
    ["a creation", create, ["Required workflow 'gate.yml' is not satisfied"]],
    ["a deletion", remove, []],
  ],
);

const run = {
  repositoryId: 5,
  path: "gate.yml",
  ref: "v1",
  refIsDefaultBranch: false,
  workflowSha: "f00",
  successful: true,
};
const gate = (reference: object): Rule => ({
  type: "workflows",
  parameters: { workflows: [{ repository_id: 5, path: "gate.yml", ...reference }], do_not_enforce_on_create: true },
});
const missing = ["Required workflow 'gate.yml' is not satisfied"];

judges("Workflows that must pass for this rule to pass.", gate({ ref: "refs/tags/v1" }), [
  ["a merge after a successful run of that ref", { pull, workflowRuns: [run] }, []],
  ["a merge after a failed run", { pull, workflowRuns: [{ ...run, successful: false }] }, missing],
  ["a merge after a run of another ref", { pull, workflowRuns: [{ ...run, ref: "v2" }] }, missing],
  ["a merge after a run of another repository", { pull, workflowRuns: [{ ...run, repositoryId: 6 }] }, missing],
  ["a merge after a run of another path", { pull, workflowRuns: [{ ...run, path: "x.yml" }] }, missing],
  ["a direct push of a commit on which it succeeded", { workflowRuns: [run] }, missing],
  ["a creation where it is not enforced on creation", create, []],
]);
judges("The commit SHA of the workflow file to use", gate({ ref: "v1", sha: "f00" }), [
  ["a run of that file", { pull, workflowRuns: [run] }, []],
  ["a run of another version", { pull, workflowRuns: [{ ...run, workflowSha: undefined }] }, missing],
]);
judges("The ref (branch or tag) of the workflow file to use", gate({}), [
  [
    "a run of the default branch where no ref is named",
    { pull, workflowRuns: [{ ...run, refIsDefaultBranch: true }] },
    [],
  ],
  ["a run of another branch where no ref is named", { pull, workflowRuns: [run] }, missing],
]);

const pushed = (path: string, size = 1): Partial<Change> => ({
  files: [
    { path: "README.md", size: 1 },
    { path, size },
  ],
});

const deleted = (path: string): Partial<Change> => ({ files: [{ path, size: 0, deleted: true }] });

judges(
  "Prevent commits that include changes in specified file paths from being pushed to the repository.",
  { type: "file_path_restriction", parameters: { restricted_file_paths: [".claude/**/*", "secrets.txt"] } },
  [
    ["a file below a folder", pushed(".claude/hooks/x.sh"), ["File path is restricted"]],
    ["a file by name", pushed("secrets.txt"), ["File path is restricted"]],
    ["the deletion of such a file", deleted("secrets.txt"), ["File path is restricted"]],
    ["other files", pushed("docs/secrets.txt"), []],
  ],
);
judges(
  "Prevent commits that include file paths that exceed a specified character limit from being pushed to the repository.",
  { type: "max_file_path_length", parameters: { max_file_path_length: 10 } },
  [
    ["a longer path", pushed("a".repeat(11)), ["File path is too long"]],
    ["a path of just that length", pushed("a".repeat(10)), []],
  ],
);
judges(
  "Prevent commits that include files with specified file extensions from being pushed to the repository.",
  { type: "file_extension_restriction", parameters: { restricted_file_extensions: ["*.jar", "exe"] } },
  [
    ["a listed extension", pushed("lib/a.jar"), ["File extension is restricted"]],
    ["the deletion of one", deleted("lib/a.jar"), []],
    ["an extension listed without its dot", pushed("a.exe"), ["File extension is restricted"]],
    ["a name that only ends alike", pushed("texe"), []],
  ],
);
judges(
  "Prevent commits that exceed a specified file size limit from being pushed to the repository.",
  { type: "max_file_size", parameters: { max_file_size: 1 } },
  [
    ["a file of more megabytes", pushed("big", 1024 * 1024 + 1), ["File size is too large"]],
    ["a file of just that size", pushed("big", 1024 * 1024), []],
  ],
);

describe("rules that are not evaluated", () => {
  it("fail loudly rather than let a change pass", () => {
    const rule = { type: "required_deployments", parameters: { required_deployment_environments: ["staging"] } };
    assert.throws(() => ruleViolations([rule], update), { name: "RuleNotEvaluated", message: /required_deployments/ });
  });

  it('include no rule that blocks nothing: "Request Copilot code review for new pull requests automatically"', () => {
    assert.deepEqual(ruleViolations([{ type: "copilot_code_review", parameters: {} }], update), []);
  });
});

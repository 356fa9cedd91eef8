import assert from "node:assert/strict";
import { ruleViolations } from "../../../../local/github/rules/evaluate.ts";
import type { PullFacts } from "../../../../local/github/rules/model.ts";
import type { PullRequestParameters } from "../../../../local/github/rules/rule/pull-request.ts";
import { approval, pull, update } from "./facts.ts";

const nothing: PullRequestParameters = {
  required_approving_review_count: 0,
  dismiss_stale_reviews_on_push: false,
  require_code_owner_review: false,
  require_last_push_approval: false,
  required_review_thread_resolution: false,
};

const rule = (parameters: Partial<PullRequestParameters>) => ({
  type: "pull_request",
  parameters: { ...nothing, ...parameters },
});
const judge = (parameters: Partial<PullRequestParameters>, facts: Partial<PullFacts> = {}): string[] =>
  ruleViolations([rule(parameters)], { ...update, pull: { ...pull, ...facts } });

const one = ["At least 1 approving review is required by reviewers with write access."];

describe('pull_request: "You can require that all changes to the target branch be associated with a pull request."', () => {
  it("refuses a direct push, and lets a branch be created or deleted", () => {
    const direct = ["Changes must be made through a pull request."];
    assert.deepEqual(ruleViolations([rule({})], update), direct);
    assert.deepEqual(ruleViolations([rule({})], { ...update, kind: "create" }), []);
    assert.deepEqual(ruleViolations([rule({})], { ...update, kind: "delete" }), []);
  });

  it('lets an unreviewed pull request merge: "The pull request doesn\'t necessarily have to be approved, but it must be opened."', () => {
    assert.deepEqual(judge({}), []);
  });
});

describe('required approvals: "approved by the required number of reviewers with write permissions"', () => {
  const count = { required_approving_review_count: 1 };

  it("counts approvals that count, once a person", () => {
    assert.deepEqual(judge(count), one);
    assert.deepEqual(judge(count, { reviews: [approval] }), []);
    assert.deepEqual(judge(count, { reviews: [{ ...approval, counts: false }] }), one);
    const twice = judge({ required_approving_review_count: 2 }, { reviews: [approval, approval] });
    assert.deepEqual(twice, ["At least 2 approving reviews are required by reviewers with write access."]);
  });

  it("holds a person to the last verdict; a comment changes none", () => {
    const changes = { ...approval, state: "CHANGES_REQUESTED" } as const;
    const comment = { ...approval, state: "COMMENTED" } as const;
    assert.deepEqual(judge(count, { reviews: [changes, approval] }), []);
    assert.deepEqual(judge(count, { reviews: [approval, changes] }), ["Changes have been requested.", ...one]);
    assert.deepEqual(judge(count, { reviews: [approval, comment] }), []);
    assert.deepEqual(judge(count, { reviews: [{ ...approval, state: "DISMISSED" }] }), one);
  });

  it("is not blocked by requested changes where no approval is required", () => {
    assert.deepEqual(judge({}, { reviews: [{ ...approval, state: "CHANGES_REQUESTED" }] }), []);
  });

  it('goes by the highest number of all rules: "the most restrictive version of the rule applies"', () => {
    const rules = [rule(count), rule({ required_approving_review_count: 3 }), rule({})];
    const messages = ruleViolations(rules, { ...update, pull: { ...pull, reviews: [approval] } });
    assert.deepEqual(messages, ["At least 3 approving reviews are required by reviewers with write access."]);
  });
});

describe('code owners: "any pull request that modifies content with a code owner must be approved by that code owner"', () => {
  const owners = [
    { name: "acme/web", userIds: [2, 3] },
    { name: "rex", userIds: [4] },
  ];
  const ownership = [{ path: "src/a.ts", owners }];
  const demanded = { require_code_owner_review: true };

  it("names all owners of what waits", () => {
    const waiting = ["Waiting on code owner review from acme/web and/or rex."];
    assert.deepEqual(judge(demanded, { ownership }), waiting);
    assert.deepEqual(judge(demanded, { ownership, reviews: [{ ...approval, userId: 9 }] }), waiting);
  });

  it('takes any of them: "an approval from _any_ of the code owners will be sufficient"', () => {
    for (const userId of [2, 3, 4]) {
      assert.deepEqual(judge(demanded, { ownership, reviews: [{ ...approval, userId }] }), []);
    }
  });

  it("asks for each file apart", () => {
    const other = { path: "b.ts", owners: [{ name: "sam", userIds: [5] }] };
    const messages = judge(demanded, { ownership: [...ownership, other], reviews: [approval] });
    assert.deepEqual(messages, ["Waiting on code owner review from sam."]);
  });
});

describe('last push: "you can require an approval from someone other than the last person to push to a branch"', () => {
  const demanded = { require_last_push_approval: true };
  const refused = ["New changes require approval from someone other than the last pusher."];

  it("wants an approval of the head by another person", () => {
    assert.deepEqual(judge(demanded, { reviews: [approval] }), []);
    assert.deepEqual(judge(demanded, { reviews: [{ ...approval, onHead: false }] }), refused);
    assert.deepEqual(judge(demanded, { reviews: [approval], lastPusherId: 2 }), refused);
  });
});

describe('conversations: "you can require all comments on the pull request to be resolved before it can be merged"', () => {
  it("refuses while one is open", () => {
    const open = ["A conversation must be resolved before this pull request can be merged."];
    assert.deepEqual(judge({ required_review_thread_resolution: true }, { unresolvedThreads: 1 }), open);
    assert.deepEqual(judge({ required_review_thread_resolution: true }), []);
  });
});

describe('merge methods: "the targeted branches may only be merged based on the allowed type"', () => {
  it("refuses the others", () => {
    const allowed_merge_methods = ["squash"] as const;
    assert.deepEqual(judge({ allowed_merge_methods }), ["Merge commits are not allowed on this repository."]);
    assert.deepEqual(judge({ allowed_merge_methods }, { method: "squash" }), []);
  });

  it("leaves only what all rules allow", () => {
    const rules = [
      rule({ allowed_merge_methods: ["merge", "squash"] }),
      rule({ allowed_merge_methods: ["rebase", "squash"] }),
    ];
    const allowed = (["merge", "squash", "rebase"] as const).filter(
      (method) => ruleViolations(rules, { ...update, pull: { ...pull, method } }).length === 0,
    );
    assert.deepEqual(allowed, ["squash"]);
  });
});

describe('required reviewers: "you can require review or approval from specific teams when a pull request changes certain files"', () => {
  const reviewer = { id: 70, type: "Team" };
  const required_reviewers = [{ file_patterns: ["*.ts", "!src/free/**"], minimum_approvals: 1, reviewer }];
  const waiting = ["Waiting on 1 approving review from the team with id 70."];
  const byTeam = { reviews: [{ ...approval, teamIds: [70] }] };

  it("wants members of the team where the files match", () => {
    const writeTeamIds = [70];
    assert.deepEqual(judge({ required_reviewers }, { writeTeamIds }), waiting);
    assert.deepEqual(judge({ required_reviewers }, { writeTeamIds, reviews: [approval] }), waiting);
    assert.deepEqual(judge({ required_reviewers }, { writeTeamIds, ...byTeam }), []);
  });

  it('asks nothing for other files: "negated patterns can "unmatch" files which matched previous rules"', () => {
    assert.deepEqual(judge({ required_reviewers }, { files: ["README.md", "src/free/a.ts"] }), []);
  });

  it('counts nobody of a team that cannot write: "the team must have write permissions (or higher) for the repository"', () => {
    assert.deepEqual(judge({ required_reviewers }, byTeam), waiting);
  });

  it('blocks nothing with zero approvals: "the team does not need to approve the request"', () => {
    const optional = required_reviewers.map((entry) => ({ ...entry, minimum_approvals: 0 }));
    assert.deepEqual(judge({ required_reviewers: optional }), []);
  });
});

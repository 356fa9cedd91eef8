import assert from "node:assert/strict";
import { githubTypes, UNKNOWN } from "../../../../governance/index.ts";
import {
  organizationTokenFindings,
  repositoryTokenFindings,
} from "../../../../governance/policy/organization/workflow-token.ts";
import { linesOf, record } from "../records.ts";

type Props = Readonly<Record<string, unknown>>;
const writes = "the token of a workflow writes unless the workflow says less; it must only read.";
const approves = "workflows may approve pull requests; only people must.";
const cases: readonly (readonly [says: string, props: Props, expected: readonly string[]])[] = [
  ["allows a token that reads", { defaultWorkflowPermissions: "read", canApprovePullRequestReviews: false }, []],
  ["allows what GitHub takes by default", {}, []],
  ["reports a token that writes", { defaultWorkflowPermissions: "write" }, [`violation ${writes}`]],
  ["reports another word", { defaultWorkflowPermissions: 1 }, [`violation ${writes}`]],
  ["reports approvals", { canApprovePullRequestReviews: true }, [`violation ${approves}`]],
  ["reports approvals, oddly written", { canApprovePullRequestReviews: "true" }, [`violation ${approves}`]],
  [
    "stays undecided about one and reports the other",
    { defaultWorkflowPermissions: UNKNOWN, canApprovePullRequestReviews: true },
    [`undecided not known yet: ${writes}`, `violation ${approves}`],
  ],
  [
    "stays undecided while approvals are unknown",
    { canApprovePullRequestReviews: UNKNOWN },
    [`undecided not known yet: ${approves}`],
  ],
];
const named = (subject: string, lines: readonly string[]) => lines.map((line) => line.replace(" ", ` ${subject}: `));

describe("organizationTokenFindings", () => {
  const type = githubTypes.actionsOrganizationWorkflowPermissions;
  for (const [says, props, expected] of cases) {
    it(says, () => {
      assert.deepEqual(linesOf(organizationTokenFindings([record(type, props)])), named("workflow-token", expected));
    });
  }
  it("reports a stack that does not limit the token", () => {
    assert.deepEqual(organizationTokenFindings([record(githubTypes.workflowRepositoryPermissions, {})]), [
      {
        outcome: "violation",
        subject: "workflow-token",
        message: "the stack does not limit the token of workflows; it must.",
        fix: "Use the OrganizationGuardrails component, which limits the token of workflows.",
      },
    ]);
  });
});

describe("repositoryTokenFindings", () => {
  const type = githubTypes.workflowRepositoryPermissions;
  for (const [says, props, expected] of cases) {
    it(says, () => {
      const stack = [record(type, { repository: "docs", ...props })];
      assert.deepEqual(linesOf(repositoryTokenFindings(stack)), named("docs", expected));
    });
  }
  it("says what to write instead", () => {
    const [finding] = repositoryTokenFindings([record(type, { defaultWorkflowPermissions: "write" })]);
    assert.equal(
      finding?.fix,
      'Set defaultWorkflowPermissions: "read" and canApprovePullRequestReviews: false, or remove it.',
    );
  });
});

import assert from "node:assert/strict";
import type { Approval, Change } from "../../../governance/gate/index.ts";
import { parsed, reviewedByPeople } from "../example.ts";
import { by, file, findingsOf, idOf, judged, outcomesOf } from "./changes.ts";

const head = idOf(1);
const version = head.slice(0, 7);
const teams = parsed(...reviewedByPeople);
const codex = { commits: [by("codex", { sessions: ["s"] })] };

const approval = (account: string, over: Partial<Approval> = {}): Approval => ({
  account,
  isBot: false,
  state: "approved",
  commit: head,
  ...over,
});
const ask = (approvals: readonly Approval[], over: Partial<Change> = {}): Partial<Change> => ({
  trigger: "ask",
  approvals,
  owners: [],
  ...over,
});
const messages = (...its: Parameters<typeof findingsOf>) => findingsOf(...its).map(({ message }) => message);

describe("gate-change-require-approvals", () => {
  it("reports who is missing, and why others do not count", () => {
    const approvals = [
      approval("ann"),
      approval("Bob", { commit: idOf(9) }),
      approval("Claude[bot]"),
      approval("CursorAgent"),
      approval("meridian-release-bot"),
      approval("gru-agent"),
      approval("mystery", { isBot: true }),
      approval("review[bot]"),
      approval("mallory", { isOutsider: true }),
      approval("JANE"),
      approval("carol"),
      approval("dave", { state: "dismissed" }),
    ];
    assert.deepEqual(findingsOf({}, ask(approvals, { repository: "ledger", reviewers: ["Ann", "bob"] }), teams), [
      {
        rule: "gate-change-require-approvals",
        outcome: "violation",
        message: `1 person approved the last version, ${version} (ann); not counted: Bob, who approved an older version; Claude[bot], an account of tools.claude-code; CursorAgent, an account of tools.cursor; meridian-release-bot, an account of automation.release-bot; gru-agent, an account of the AI tool gru; mystery, a bot; review[bot], a bot; mallory, who is neither a member nor a collaborator; JANE, who opened the pull request; carol, who is not in engineers; 2 people must, as tier critical asks.`,
        fix: "Ask 1 more person in engineers to approve the last version.",
      },
    ]);
  });

  it("counts a person once, in whatever case GitHub writes the account", () => {
    const approvals = [approval("ann"), approval("Ann")];
    assert.deepEqual(outcomesOf(judged({}, ask(approvals, { repository: "ledger" }))), [
      "violation gate-change-require-approvals",
    ]);
  });

  it("allows as many as the tier asks for", () => {
    assert.deepEqual(findingsOf({}, ask([approval("ann")])), []);
    assert.deepEqual(findingsOf({}, ask([approval("ann"), approval("bob")], { repository: "ledger" })), []);
  });

  it("asks for two people where a constrained tool took part", () => {
    assert.deepEqual(messages(codex, ask([approval("ann")])), [
      `1 person approved the last version, ${version} (ann); 2 people must, since OpenAI Codex is constrained.`,
    ]);
    assert.deepEqual(findingsOf(codex, ask([approval("ann"), approval("bob")])), []);
  });

  it("reports people who ask for changes, of any version, and nobody else", () => {
    const objection = (account: string) => approval(account, { state: "changes-requested", commit: idOf(9) });
    const approvals = [approval("ann"), objection("bob"), objection("claude[bot]"), objection("eve")];
    const outsider = { ...objection("mallory"), isOutsider: true };
    assert.deepEqual(findingsOf({}, ask([approval("ann"), outsider])), []);
    assert.deepEqual(findingsOf({}, ask(approvals, { reviewers: ["ann", "bob"] }), teams), [
      {
        rule: "gate-change-require-approvals",
        outcome: "violation",
        message: "bob asked for changes; whoever asked must approve, or the review be dismissed.",
        fix: "Settle it with bob.",
      },
    ]);
  });

  it("judges by the pull request's last version in a merge queue, whose own commit nobody reviews", () => {
    const queue = ask([approval("ann")], { trigger: "merge_group", head: idOf(50) });
    assert.deepEqual(findingsOf({}, queue), []);
  });

  it("stays undecided while reviews or reviewers are unknown", () => {
    const missing = { missing: "GitHub does not answer. Run the gate again." };
    assert.deepEqual(findingsOf({}, { ...ask([]), approvals: missing }), [
      {
        rule: "gate-change-require-approvals",
        outcome: "undecided",
        message: "Nobody can tell who approved the last version; 1 person must, as tier standard asks.",
        fix: missing.missing,
      },
    ]);
    const reviewers = { reviewers: missing };
    assert.deepEqual(outcomesOf(judged({}, ask([approval("ann")], reviewers), teams)), [
      "undecided gate-change-require-approvals",
    ]);
    assert.deepEqual(outcomesOf(judged({}, ask([], reviewers), teams)), ["violation gate-change-require-approvals"]);
  });

  it("leaves nothing to others where all facts are there", () => {
    assert.deepEqual(judged({}, ask([approval("ann")], { reviewers: ["ann"] }), teams).left, []);
  });

  it("leaves to GitHub who of those that approved is in the team, where nobody can tell", () => {
    const report = judged({}, ask([approval("ann")]), teams);
    assert.deepEqual(report.findings, []);
    assert.deepEqual(report.left, [
      {
        rule: "gate-change-require-approvals",
        to: "GitHub's rules count how many of those who approved are in engineers",
      },
    ]);
  });

  it("leaves to GitHub what the tier asks for where reviews are not judged, but not what a constrained tool adds", () => {
    const queue: Partial<Change> = { trigger: "merge_group" };
    const person = judged({}, queue);
    assert.deepEqual(
      [person.verdict, person.left],
      [
        "pass",
        [
          { rule: "gate-path-require-owners", to: "GitHub's rule asks the code owners" },
          { rule: "gate-change-require-approvals", to: "GitHub's rules count them" },
        ],
      ],
    );
    assert.deepEqual(findingsOf(codex, queue), [
      {
        rule: "gate-change-require-approvals",
        outcome: "undecided",
        message: "Nobody can tell who approved the last version; 2 people must, since OpenAI Codex is constrained.",
        fix: "Let the gate read the reviews: it needs the permission pull-requests: read.",
      },
    ]);
  });

  it("leaves all to GitHub where the tier asks for as many as a constrained tool", () => {
    const report = judged(codex, { trigger: "merge_group", repository: "ledger" });
    assert.deepEqual(outcomesOf(report), ["violation gate-tool-require-admission"]);
    assert.deepEqual(messages(codex, ask([approval("ann")], { repository: "ledger" })).slice(1), [
      `1 person approved the last version, ${version} (ann); 2 people must, as tier critical asks.`,
    ]);
  });

  it("says what else is wrong beside whoever asks for changes", () => {
    const objection = approval("bob", { state: "changes-requested" });
    const missing = { missing: "The token cannot read teams." };
    const rule = "gate-change-require-approvals";
    assert.deepEqual(outcomesOf(judged({}, ask([objection]))), [`violation ${rule}`, `violation ${rule}`]);
    assert.deepEqual(outcomesOf(judged({}, ask([objection, approval("ann")], { reviewers: missing }), teams)), [
      `undecided ${rule}`,
      `violation ${rule}`,
    ]);
  });

  it("is not judged when a pull request changes or a range is asked about, and says who counts", () => {
    for (const trigger of ["pull_request", "pull_request_target", "range"] as const) {
      const report = judged(codex, { ...ask([]), trigger });
      assert.deepEqual(report.findings, []);
      assert.equal(
        report.left[1]?.to,
        "GitHub's rules count them: a review does not start this check. The 2 that OpenAI Codex (constrained) needs are counted by the gate in the merge queue, or when asked with ai-governance gate --pull",
      );
    }
  });

  it("shows accounts of tools and people in safe characters only", () => {
    const [message] = messages({}, ask([approval("ev\u001bil", { isBot: true })]));
    assert.match(message ?? "", /not counted: ev\?il, a bot;/);
  });
});

describe("gate-path-require-owners", () => {
  const files = [file("AGENTS.md")];

  it("reports files that agents obey without an owner's approval", () => {
    assert.deepEqual(findingsOf({}, ask([approval("ann")], { files, owners: ["oscar"] })), [
      {
        rule: "gate-path-require-owners",
        outcome: "violation",
        message: `Nobody who counts approved the last version, ${version}; not counted: ann, who is not an owner of such files; one owner of files that agents obey (@meridian-pay/platform-engineering) must.`,
        fix: "Ask one of @meridian-pay/platform-engineering to approve the last version.",
      },
    ]);
  });

  it("allows an owner's approval of the last version, not of an older one, a bot's or the author's", () => {
    const outcomes = (owner: Approval) =>
      outcomesOf(judged({}, ask([approval("ann"), owner], { files, owners: ["Oscar", "jane", "claude[bot]"] })));
    const refused = ["violation gate-path-require-owners"];
    assert.deepEqual(outcomes(approval("oscar")), []);
    assert.deepEqual(outcomes(approval("oscar", { commit: idOf(9) })), refused);
    assert.deepEqual(outcomes(approval("oscar", { isBot: true })), refused);
    assert.deepEqual(outcomes(approval("jane")), refused);
    assert.deepEqual(outcomes(approval("claude[bot]")), refused);
  });

  it("reports an owner who asks for changes, whether another one approved or not", () => {
    const olga = approval("olga", { state: "changes-requested" });
    assert.deepEqual(outcomesOf(judged({}, ask([olga, approval("ann")], { files, owners: ["olga"] }))), [
      "violation gate-path-require-owners",
      "violation gate-path-require-owners",
      "violation gate-change-require-approvals",
    ]);
    const approvals = [approval("oscar"), approval("olga", { state: "changes-requested" })];
    assert.ok(
      outcomesOf(judged({}, ask(approvals, { files, owners: ["oscar", "olga"] }))).includes(
        "violation gate-path-require-owners",
      ),
    );
  });

  it("asks nobody about other files", () => {
    assert.deepEqual(findingsOf({}, ask([approval("ann")], { files: [file("src/a.ts")] })), []);
  });

  it("stays undecided while files or owners are unknown", () => {
    const missing = { missing: "The token cannot read teams." };
    for (const over of [{ files: missing }, { files, owners: missing }])
      assert.ok(outcomesOf(judged({}, ask([approval("ann")], over))).includes("undecided gate-path-require-owners"));
  });

  it("is left to GitHub where owners are not judged", () => {
    const { owners: _, ...rest } = ask([approval("ann")], { files });
    const report = judged({}, rest);
    assert.deepEqual(
      [report.findings, report.left],
      [[], [{ rule: "gate-path-require-owners", to: "GitHub's rule asks the code owners" }]],
    );
  });
});

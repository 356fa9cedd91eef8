import assert from "node:assert/strict";
import { githubTypes, UNKNOWN } from "../../../../governance/index.ts";
import {
  allowedActionsFindings,
  openActionsFindings,
} from "../../../../governance/policy/organization/allowed-actions.ts";
import { linesOf, record } from "../records.ts";

type Props = Readonly<Record<string, unknown>>;
const block = "!all-hands-ai/openhands-resolver@*";
const declared = { allowed: ["actions/*", "github/*"], blocked: [block] };

const said = {
  kind: 'workflows may run actions that nobody chose; allowedActions must be "selected" or "local_only".',
  others: "the list allows other actions than governance.yaml; it must have no more.",
  verified: "workflows may run the actions of every verified creator; verifiedAllowed must be false.",
  blocked: `the list lacks ${block}; the action of a stopped tool must be blocked.`,
  pinned: "actions need not be pinned to a commit; shaPinningRequired must be true.",
};

describe("allowedActionsFindings", () => {
  const config = { githubOwnedAllowed: true, verifiedAllowed: false, patternsAlloweds: ["actions/*", block] };
  const policy = (over: Props = {}, inConfig: Props = {}) =>
    record(githubTypes.actionsOrganizationPermissions, {
      allowedActions: "selected",
      allowedActionsConfig: { ...config, ...inConfig },
      shaPinningRequired: true,
      ...over,
    });
  const lines = (over: Props, inConfig?: Props) => linesOf(allowedActionsFindings([policy(over, inConfig)], declared));

  it("reports a stack that says nothing of actions", () => {
    assert.deepEqual(linesOf(allowedActionsFindings([], declared)), [
      "violation actions: the stack does not say which actions workflows may run; it must.",
    ]);
  });
  it("allows what is declared, or fewer actions, and other blocks", () => {
    const stack = [policy(), policy({}, { verifiedAllowed: undefined, patternsAlloweds: [block, "!a/b@*"] })];
    assert.deepEqual(allowedActionsFindings(stack, declared), []);
    assert.deepEqual(
      allowedActionsFindings([policy({}, { patternsAlloweds: undefined })], { ...declared, blocked: [] }),
      [],
    );
  });
  it("allows the organisation's own actions alone, pinned too, whatever the list says", () => {
    for (const config of [null, { verifiedAllowed: true, patternsAlloweds: ["evil/*"] }]) {
      assert.deepEqual(lines({ allowedActions: "local_only", allowedActionsConfig: config }), []);
    }
    assert.deepEqual(lines({ allowedActions: "local_only", shaPinningRequired: false }), [
      `violation actions: ${said.pinned}`,
    ]);
  });
  it("allows an organisation without Actions, whatever else it says", () => {
    const bad = { allowedActions: "all", allowedActionsConfig: null, shaPinningRequired: false };
    assert.deepEqual(lines({ enabledRepositories: "none", ...bad }), []);
    assert.deepEqual(lines({ enabledRepositories: "all", allowedActions: "all" }), [`violation actions: ${said.kind}`]);
    assert.deepEqual(lines({ enabledRepositories: UNKNOWN, allowedActions: "all" }), [
      `undecided actions: not known yet: ${said.kind}`,
    ]);
  });
  it("names the resource", () => {
    const [finding] = allowedActionsFindings([policy({ allowedActions: "all" })], declared);
    assert.equal(finding?.urn, policy().urn);
    assert.equal(
      finding?.fix,
      "Use the OrganizationGuardrails component with the actions of governance.yaml and those of stopped tools.",
    );
  });

  const wide: readonly (readonly [says: string, over: Props, inConfig: Props, expected: readonly string[]])[] = [
    ["all actions", { allowedActions: "all" }, {}, [said.kind]],
    ["no word of which", { allowedActions: null }, {}, [said.kind]],
    ["a list that allows more", {}, { patternsAlloweds: ["evil/*", block] }, [said.others]],
    ["a list of no texts", {}, { patternsAlloweds: [block, null] }, [said.others]],
    ["a text in place of the list", {}, { patternsAlloweds: "evil/*" }, [said.others, said.blocked]],
    ["verified creators", {}, { verifiedAllowed: true }, [said.verified]],
    ["verified creators, oddly written", {}, { verifiedAllowed: "true" }, [said.verified]],
    ["the action of a stopped tool", {}, { patternsAlloweds: ["actions/*"] }, [said.blocked]],
    ["no list", { allowedActionsConfig: null }, {}, [said.blocked]],
    ["actions that move", { shaPinningRequired: false }, {}, [said.pinned]],
    ["no word of pinning", { shaPinningRequired: undefined }, {}, [said.pinned]],
  ];
  for (const [says, over, inConfig, expected] of wide) {
    it(`reports ${says}`, () =>
      assert.deepEqual(
        lines(over, inConfig),
        expected.map((line) => `violation actions: ${line}`),
      ));
  }

  const open: readonly (readonly [says: string, over: Props, inConfig: Props, expected: readonly string[]])[] = [
    ["which actions", { allowedActions: UNKNOWN }, {}, [said.kind]],
    ["the list", { allowedActionsConfig: UNKNOWN }, {}, [said.others, said.verified, said.blocked]],
    ["an entry", {}, { patternsAlloweds: [block, UNKNOWN] }, [said.others]],
    ["pinning", { shaPinningRequired: UNKNOWN }, {}, [said.pinned]],
  ];
  for (const [says, over, inConfig, expected] of open) {
    it(`stays undecided while ${says} is unknown`, () =>
      assert.deepEqual(
        lines(over, inConfig),
        expected.map((line) => `undecided actions: not known yet: ${line}`),
      ));
  }
  it("judges each resource, since the last one to be written counts", () => {
    const stack = [policy(), policy({ allowedActions: "all" })];
    assert.deepEqual(linesOf(allowedActionsFindings(stack, declared)), [`violation actions: ${said.kind}`]);
  });
});

describe("openActionsFindings", () => {
  const any = 'workflows may run any action; allowedActions must be "selected" or "local_only".';
  const everyOwner = "a pattern allows the actions of every owner; each must name one.";
  const lines = (props: Props) =>
    linesOf(
      openActionsFindings([
        record(githubTypes.actionsRepositoryPermissions, { repository: "docs", allowedActions: "selected", ...props }),
      ]),
    );
  const patterns = (...patternsAlloweds: unknown[]) => ({ allowedActionsConfig: { patternsAlloweds } });

  const good: readonly (readonly [says: string, props: Props])[] = [
    ["selected actions", { ...patterns("actions/*", "!*/x@*"), shaPinningRequired: true }],
    ["selected actions without a list", {}],
    ["local actions", { allowedActions: "local_only" }],
    [
      "a repository without Actions, whatever else it says",
      {
        enabled: false,
        allowedActions: "all",
        shaPinningRequired: false,
        allowedActionsConfig: { verifiedAllowed: true, patternsAlloweds: ["*"] },
      },
    ],
  ];
  for (const [says, props] of good) it(`allows ${says}`, () => assert.deepEqual(lines(props), []));

  const bad: readonly (readonly [says: string, props: Props, expected: string])[] = [
    ["all actions", { allowedActions: "all" }, `violation docs: ${any}`],
    ["no word of which", { allowedActions: undefined, enabled: true }, `violation docs: ${any}`],
    ["every owner", patterns("actions/*", "*/*"), `violation docs: ${everyOwner}`],
    ["an entry that is no text", patterns(7), `violation docs: ${everyOwner}`],
    ["verified creators", { allowedActionsConfig: { verifiedAllowed: true } }, `violation docs: ${said.verified}`],
    ["actions that move", { shaPinningRequired: false }, `violation docs: ${said.pinned}`],
    ["an unknown switch", { enabled: UNKNOWN, allowedActions: "all" }, `undecided docs: not known yet: ${any}`],
    ["an unknown choice", { allowedActions: UNKNOWN }, `undecided docs: not known yet: ${any}`],
    ["an unknown entry", patterns(UNKNOWN), `undecided docs: not known yet: ${everyOwner}`],
    ["unknown pinning", { shaPinningRequired: UNKNOWN }, `undecided docs: not known yet: ${said.pinned}`],
  ];
  for (const [says, props, expected] of bad) it(`reports ${says}`, () => assert.deepEqual(lines(props), [expected]));

  it("is named after the resource while nobody knows the repository", () => {
    const [finding] = openActionsFindings([
      record(githubTypes.actionsRepositoryPermissions, { repository: UNKNOWN, allowedActions: "all" }, "later"),
    ]);
    assert.deepEqual(
      [finding?.subject, finding?.fix],
      ["later", "Remove it: what workflows may run is the organisation's to say. Or allow fewer actions than it does."],
    );
  });
});

import assert from "node:assert/strict";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { gateRules } from "../../../governance/gate/index.ts";
import { declarationJsonSchema, parseDeclaration } from "../../../governance/index.ts";
import { exampleText, parsed, problemsOf } from "../example.ts";

const rule = "github-ruleset-disallow-broad-bypass";
const urn = "urn:pulumi:prod::payments::github:index/repositoryRuleset:RepositoryRuleset::main";

type Fields = Readonly<Record<string, unknown>>;

const waiver = (over: Fields = {}): Fields => ({
  rule,
  target: { repository: "docs" },
  reason: "Moves to the new ruleset by March.",
  approvedBy: "octocat",
  expires: "2027-03-31",
  ...over,
});

/** The example with waivers, which are JSON and so YAML. */
const declared = (...waivers: readonly unknown[]): string => `${exampleText}\nwaivers: ${JSON.stringify(waivers)}\n`;

/** Problems without their line and column. */
const problems = (...waivers: readonly unknown[]): string[] =>
  problemsOf(declared(...waivers)).map((problem) => problem.replace(/^governance\.yaml:135:\d+: at /, ""));

describe("waivers of a declaration", () => {
  it("are none by default", () => {
    assert.deepEqual(parsed().waivers, []);
  });

  it("are aimed at a repository, a resource or a setting", () => {
    const all = [waiver(), waiver({ target: { resource: urn } }), waiver({ target: { setting: "critical" } })];
    assert.deepEqual(parseDeclaration(declared(...all), "governance.yaml").waivers, all);
  });

  it("are refused with their place, all at once", () => {
    const text = `${exampleText}
waivers:
  - rule: ${rule}
    target: { repository: ledgr }
    reason: |
      one
      two
    approvedBy: Claude
    expires: 2027-02-29
  - target: { setting: docs }
    reason: None
    approvedBy: octocat
    expires: soon
`;
    assert.deepEqual(problemsOf(text), [
      'governance.yaml:137:27: at waivers[0].target.repository: found "ledgr", allowed: a repository that a tier lists. Did you mean "ledger"?',
      'governance.yaml:138:13: at waivers[0].reason: found "one\\ntwo\\n", allowed: text on one line, at most 500 characters',
      'governance.yaml:141:17: at waivers[0].approvedBy: found "Claude", an account of tools.claude-code; allowed: a person, since no machine must except itself from a rule',
      'governance.yaml:142:14: at waivers[0].expires: found "2027-02-29", allowed: a date as YYYY-MM-DD',
      "governance.yaml:143:5: at waivers[1].rule: missing. Write: Id of the one rule that is waived.",
      'governance.yaml:143:24: at waivers[1].target.setting: found "docs", a repository, which a setting never waives. Write: repository: docs',
      'governance.yaml:146:14: at waivers[1].expires: found "soon", allowed: a date as YYYY-MM-DD',
    ]);
  });

  for (const [says, target, problem] of [
    ["nothing", {}, "waivers[0].target: found a mapping, allowed: one of repository, resource and setting"],
    [
      "two targets",
      { repository: "docs", setting: "critical" },
      "waivers[0].target: found a mapping, allowed: one of repository, resource and setting",
    ],
    [
      "a misspelt kind of target",
      { repositry: "docs" },
      'waivers[0].target.repositry: unknown field, allowed: repository, resource, setting. Did you mean "repository"?',
    ],
    [
      "a repository with its owner",
      { repository: "meridian-pay/docs" },
      "waivers[0].target.repository: found \"meridian-pay/docs\", allowed: a repository name without its owner: letters, digits, '.', '_' and '-', at most 100",
    ],
    [
      "part of a URN",
      { resource: "urn:pulumi:prod::payments" },
      'waivers[0].target.resource: found "urn:pulumi:prod::payments", allowed: the URN of a resource: urn:pulumi:stack::project::type::name',
    ],
    [
      "several lines",
      { setting: "a\nb" },
      'waivers[0].target.setting: found "a\\nb", allowed: text on one line, at most 500 characters',
    ],
  ] as const) {
    it(`are refused when aimed at ${says}`, () => {
      const found = problems(waiver({ target }));
      assert.ok(found.includes(problem), found.join("\n"));
    });
  }

  it("with two targets are not compared by one of them", () => {
    const target = { repository: "docs", setting: "critical" };
    const problem = "target: found a mapping, allowed: one of repository, resource and setting";
    assert.deepEqual(problems(waiver({ target }), waiver({ target })), [
      `waivers[0].${problem}`,
      `waivers[1].${problem}`,
    ]);
  });

  it("name a rule by its id", () => {
    for (const wrong of ["", "all", "Github-Ruleset", "*"]) {
      assert.deepEqual(problems(waiver({ rule: wrong })), [
        `waivers[0].rule: found ${JSON.stringify(wrong)}, allowed: the id of a rule: github-repository-require-governance`,
      ]);
    }
  });

  for (const [approver, who] of [
    ["claude", "an account of tools.claude-code"],
    ["Cursor[bot]", "an account of tools.cursor"],
    ["meridian-release-bot", "an account of automation.release-bot"],
    ["renovate[bot]", "a bot"],
  ]) {
    it(`are not approved by ${approver}`, () => {
      assert.deepEqual(problems(waiver({ approvedBy: approver })), [
        `waivers[0].approvedBy: found "${approver}", ${who}; allowed: a person, since no machine must except itself from a rule`,
      ]);
    });
  }

  it("are written once for a rule and a target", () => {
    const others = [
      waiver({ rule: "github-ruleset-disallow-agent-bypass" }),
      waiver({ target: { repository: "ledger" } }),
    ];
    assert.deepEqual(problems(waiver(), ...others, waiver({ expires: "2027-06-30" }), waiver()), [
      `waivers[3]: found a waiver of ${rule} for "docs", as at waivers[0]; write it once, with the later date`,
      `waivers[4]: found a waiver of ${rule} for "docs", as at waivers[0]; write it once, with the later date`,
    ]);
    assert.throws(() => problems(waiver(), ...others), /accepted/);
  });

  it("that lack their rule are not taken for waivers of one rule", () => {
    const problem = "rule: missing. Write: Id of the one rule that is waived.";
    const { rule: _, ...bare } = waiver();
    assert.deepEqual(problems(bare, bare), [`waivers[0].${problem}`, `waivers[1].${problem}`]);
  });

  it("may be aimed at a setting that bears no name of the declaration", () => {
    assert.throws(() => problems(waiver({ target: { setting: "AI governance: critical" } })), /accepted/);
  });

  it("may be aimed at a tier or a bucket that bears the name of a repository", () => {
    const text = declared(
      waiver({ target: { repository: "meridian-pay-ai-audit" } }),
      waiver({ target: { setting: "meridian-pay-ai-audit" } }),
      waiver({ target: { setting: "ledger" } }),
    );
    const named = text.replace("[payments-api,", "[meridian-pay-ai-audit, payments-api,");
    assert.deepEqual(
      problemsOf(named).map((problem) => problem.replace(/^.* at /, "")),
      [
        'waivers[2].target.setting: found "ledger", a repository, which a setting never waives. Write: repository: ledger',
      ],
    );
  });

  it("of another shape do not hide other problems", () => {
    assert.deepEqual(problemsOf(`${exampleText}\nwaivers: { docs: ${rule} }\n`), [
      "governance.yaml:135:10: at waivers: found a mapping, allowed: a list",
    ]);
    assert.deepEqual(problems("docs", waiver({ target: "docs", approvedBy: 7 })), [
      'waivers[0]: found "docs", allowed: a mapping',
      'waivers[1].target: found "docs", allowed: a mapping',
      'waivers[1].approvedBy: found 7, allowed: a GitHub login, for an app with its suffix: octocat, "claude[bot]"',
    ]);
  });

  it("of the gate's rules are aimed at a repository", () => {
    const gate = "gate-change-limit-size";
    assert.throws(() => problems(waiver({ rule: gate })), /accepted/);
    const wrong = "aimed at by a rule of the gate. Write: repository: <name>";
    assert.deepEqual(
      problems(
        waiver({ rule: gate, target: { setting: "critical" } }),
        waiver({ rule: gate, target: { resource: urn } }),
      ),
      [
        `waivers[0].target.setting: found "critical", ${wrong}`,
        `waivers[1].target.resource: found ${`"${urn}`.slice(0, 77)}..., ${wrong}`,
      ],
    );
    const both = { repository: "docs", setting: "critical" };
    assert.deepEqual(problems(waiver({ rule: gate, target: both })), [
      "waivers[0].target: found a mapping, allowed: one of repository, resource and setting",
    ]);
  });

  it("name a rule of the gate that exists and can be waived, with every other mistake beside it", () => {
    assert.deepEqual(
      problems(
        waiver({ rule: "gate-change-limit-sise" }),
        waiver({ rule: "gate-tool-require-trust", target: { setting: "critical" } }),
        waiver({ rule: "gate-nothing-at-all" }),
      ),
      [
        'waivers[0].rule: found "gate-change-limit-sise", allowed: a rule of the gate. Did you mean "gate-change-limit-size"?',
        'waivers[1].rule: found "gate-tool-require-trust", which nobody can waive. Take the waiver out',
        'waivers[1].target.setting: found "critical", aimed at by a rule of the gate. Write: repository: <name>',
        'waivers[2].rule: found "gate-nothing-at-all", allowed: a rule of the gate.',
      ],
    );
  });

  it("of every rule of the gate but one are accepted", () => {
    const accepted = gateRules.map(({ id }) => id).filter((id) => id !== "gate-tool-require-trust");
    assert.throws(() => problems(...accepted.map((id) => waiver({ rule: id }))), /accepted/);
  });

  it("are completed and checked by editors", () => {
    const validate = new Ajv({ strict: true, formats: { date: true } }).compile(declarationJsonSchema());
    const isValid = (...waivers: readonly unknown[]) => validate(parse(declared(...waivers)));
    assert.equal(isValid(waiver(), waiver({ target: { setting: "critical" } })), true, JSON.stringify(validate.errors));
    assert.equal(isValid(waiver({ target: {} })), false);
    assert.equal(isValid(waiver({ target: { repository: "docs", setting: "critical" } })), false);
    assert.equal(isValid({ ...waiver(), because: "x" }), false);
  });
});

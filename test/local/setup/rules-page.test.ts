import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../../local/environment/index.ts";
import { parseExample, readExample } from "../../../local/setup/examples.ts";
import { typeText } from "../../../local/setup/rule-settings.ts";
import { rulesPage } from "../../../local/setup/rules-page.ts";
import { rules } from "../../../policypack/rules/index.ts";

const names = rules.map(({ name }) => name);

describe("rulesPage", () => {
  let page: string;
  let sections: Readonly<Record<string, string>>;

  before(async () => {
    page = await rulesPage();
    const headed = page.split(/^## /m).map((text) => [text.slice(0, text.indexOf("\n")), text]);
    sections = Object.fromEntries(headed) as Record<string, string>;
  });

  it("has a row that links to a section for each rule", () => {
    assert.deepEqual(
      [...page.matchAll(/^\| \[`([a-z-]+)`\]\(#\1\) \|/gm)].map(([, name]) => name),
      names,
    );
    assert.deepEqual(
      Object.keys(sections).filter((heading) => names.includes(heading)),
      names,
    );
  });

  it("shows the examples that are executed", async () => {
    for (const name of names) {
      for (const kind of ["bad", "good"]) {
        const text = await readFile(join(root, "policypack/examples", name, `${kind}.yaml`), "utf8");
        const program = text.replace(/^(# (Stack role|Plan|Waiver): .*\n)+/, "");
        assert.ok(sections[name]?.includes(`\`\`\`yaml\n${program}\`\`\``), `${name} ${kind}`);
      }
    }
  });

  it("says of a rule why it exists, what it judges, what to do, what it is told and whom it serves", () => {
    const stack = sections["aws-bucket-require-locked-audit"] ?? "";
    assert.match(stack, /^\*\*The audit bucket is write-once\.\*\* Evidence that someone could change/m);
    assert.match(stack, /^- \*\*Severity:\*\* critical; mandatory in the recommended pack$/m);
    assert.match(
      stack,
      /^- \*\*Judges:\*\* the whole of the platform team's stack \(`organization`\) or a repository's stack \(`repository`\)$/m,
    );
    assert.match(stack, /^- \*\*Fix:\*\* Declare the bucket with the AuditBucket component\.$/m);
    assert.match(
      stack,
      /, `bucket` \(string\), `retentionDays` \(integer\); told from `audit` of governance\.yaml, the kind of stack$/m,
    );
    assert.match(
      stack,
      /^- \*\*Controls:\*\* Evidence cannot be deleted before its time \(\[`evidence-kept`\]\(controls\.md\)\)/m,
    );
    assert.match(
      stack,
      /^- \*\*Frameworks:\*\* EU AI Act 2024\/1689 \[26\(6\)\]\(\S+\); through its controls NIST AI RMF MANAGE 4\.1; /m,
    );
    assert.match(stack, /^- \*\*More:\*\* https:\/\/docs\.aws\.amazon\.com\//m);
  });

  it("names the types of a rule about single resources, and what is optional or looked up", () => {
    assert.match(
      sections["github-ruleset-disallow-exempt-bypass"] ?? "",
      /^- \*\*Judges:\*\* each of these by itself: `github:RepositoryRuleset`, `github:OrganizationRuleset`$/m,
    );
    assert.match(
      sections["github-organization-disallow-foreign-settings"] ?? "",
      /`github:ActionsRunnerGroup` and \d+ more$/m,
    );
    assert.match(sections["github-ruleset-disallow-exempt-bypass"] ?? "", /^- \*\*Settings:\*\* none of its own$/m);
    assert.match(
      sections["github-ruleset-disallow-broad-bypass"] ?? "",
      /`breakGlassTeamId` \(integer, optional\); told from the kind of stack, the look-up `breakGlassTeamId`$/m,
    );
  });
});

describe("typeText", () => {
  it("puts JSON schema into words", () => {
    assert.equal(typeText({ type: "string" }), "string");
    assert.equal(typeText({ type: "string", enum: ["a", "b"] }), '`"a"` or `"b"`');
    assert.equal(typeText({ type: "array", items: { type: "integer" } }), "list of integer");
    assert.equal(typeText({ type: "object", properties: { a: {}, b: {} } }), "object with `a`, `b`");
    assert.equal(typeText({ type: "object", additionalProperties: { type: "string" } }), "object of string");
    assert.equal(typeText({ anyOf: [{ type: "boolean" }, { type: "integer" }] }), "boolean or integer");
    assert.equal(typeText({}), "anything");
  });
});

describe("readExample", () => {
  it("refuses a rule without example, naming the file", async () => {
    await assert.rejects(readExample("github-no-such-rule", "bad"), /examples\/github-no-such-rule\/bad\.yaml/);
  });

  it("takes plan and waiver from the lines below, and leaves other remarks to the program", () => {
    const target = { repository: "docs" };
    const waiver = { rule: "a-b-require-c", target, reason: "Old tool", approvedBy: "octocat", expires: "2025-06-30" };
    const head = `# Stack role: repository\n# Plan: free\n# Waiver: ${JSON.stringify(waiver)}\n`;
    assert.deepEqual(parseExample(`${head}# Why.\nresources: {}\n`, "bad.yaml"), {
      role: "repository",
      program: "# Why.\nresources: {}\n",
      plan: "free",
      waiver,
    });
  });

  it("takes the role from the first line, and refuses another one", () => {
    assert.deepEqual(parseExample("# Stack role: organization\nresources: {}\n", "bad.yaml"), {
      role: "organization",
      program: "resources: {}\n",
    });
    assert.throws(() => parseExample("resources: {}\n", "bad.yaml"), {
      message:
        'bad.yaml: found "resources: {}" as first line; it must be "# Stack role: organization" or "# Stack role: repository"',
    });
    assert.throws(() => parseExample("# Stack role: team\nresources: {}\n", "bad.yaml"), {
      message:
        'bad.yaml: found "team" as first line; it must be "# Stack role: organization" or "# Stack role: repository"',
    });
  });
});

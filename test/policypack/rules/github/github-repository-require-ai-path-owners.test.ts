import assert from "node:assert/strict";
import { codeownersLines } from "../../../../governance/ai-paths/render.ts";
import { githubRepositoryRequireAiPathOwners as rule } from "../../../../policypack/rules/github/github-repository-require-ai-path-owners.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const owners = ["@acme/platform"];
const settings = { role: "repository", aiPathOwners: owners };
const owned = codeownersLines(owners).join("\n");

function file(content: string): SampleResource {
  const type = "github:index/repositoryFile:RepositoryFile";
  return { type, props: { repository: "docs", file: ".github/CODEOWNERS", content } };
}

function reviewed(content: string): SampleResource {
  const type = "ai-governance:index:ReviewedFile";
  return { type, props: { repository: "docs", path: ".github/CODEOWNERS", content } };
}

function run(...resources: readonly SampleResource[]) {
  return runStackRule(rule, resources, settings);
}

describe(rule.name, () => {
  for (const write of [file, reviewed]) {
    const { type } = write("");

    it(`reports a ${type} that leaves AI paths to anyone`, async () => {
      const [lines, ...others] = await told(run(write("*.md @acme/writers")));
      assert.deepEqual(others, []);
      assert.match(
        lines?.[0] ?? "",
        /^docs: \.github\/CODEOWNERS does not protect .*; they must belong to @acme\/platform alone\.$/,
      );
      assert.match(lines?.[1] ?? "", /^Fix: /);
    });

    it(`reports a ${type} whose later line takes AI paths away`, async () => {
      const [lines] = await told(run(write(`${owned}\n* @claude[bot]`)));
      assert.match(lines?.[0] ?? "", /taken by (the later )?line \d+/);
    });

    it(`allows a ${type} that gives all AI paths to the declared people`, async () => {
      assert.deepEqual(await run(write(`* @acme/everyone\n${owned}`)), { findings: [] });
    });

    it(`stays undecided while the content of a ${type} is unknown`, async () => {
      const { findings } = await run(write(UNKNOWN_STRING));
      assert.deepEqual(
        findings.map(({ level, message }) => [level, message.split("\n")[1]?.split(":")[0]]),
        [["advisory", "Undecided"]],
      );
    });
  }

  it("judges the organisation's own stack, too", async () => {
    const verdict = runStackRule(rule, [file("*.md @acme/writers")], { ...settings, role: "organization" });
    assert.equal((await told(verdict)).length, 1);
  });

  it("reports one file while the content of another is unknown", async () => {
    const { findings } = await run(file(UNKNOWN_STRING), { ...file("*.md @acme/writers"), name: "other" });
    assert.equal(findings.filter(({ message }) => message.includes("does not protect")).length, 1);
  });

  it("ignores other files and other types", async () => {
    const readme = {
      type: "github:index/repositoryFile:RepositoryFile",
      props: { repository: "docs", file: "README.md" },
    };
    assert.deepEqual(await run(readme, { type: "github:index/team:Team", name: "team" }), { findings: [] });
  });

  it("rejects a misspelt setting", async () => {
    const misspelt = { role: "repository", aiPathOwner: owners };
    await assert.rejects(runStackRule(rule, [], misspelt), /unknown key "aiPathOwner"\. Did you mean "aiPathOwners"\?/);
  });
});

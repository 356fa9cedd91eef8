import assert from "node:assert/strict";
import { GovernedRepository, type GovernedRepositoryArgs } from "../../components/governed-repository.ts";
import { codeownersLines } from "../../governance/index.ts";
import { record } from "../support/recorder.ts";

const args: GovernedRepositoryArgs = { repository: "payments-api", aiPathOwners: ["@acme/platform"] };
const repository = (changes: Partial<GovernedRepositoryArgs> = {}) =>
  record(() => [new GovernedRepository("api", { ...args, ...changes })]);
const names = (all: Awaited<ReturnType<typeof repository>>) =>
  all.map(([type, name]) => `${type.split(":").at(-1)} ${name}`);

describe("GovernedRepository", () => {
  it("changes the merge settings of an existing repository and proposes the owners of AI paths", async () => {
    const all = await repository();
    assert.deepEqual(names(all), [
      "GovernedRepository api",
      "ReviewedFile api-codeowners",
      "RepositoryMergeSettings api-merges",
    ]);
    assert.equal(all[2]?.[2].squashMergeCommitMessage, "COMMIT_MESSAGES");
    assert.equal(all[2]?.[2].allowRebaseMerge, false);
  });

  it("puts the team's own CODEOWNERS lines before those of AI paths, because the last match wins", async () => {
    const [, file] = await repository({ codeowners: ["* @acme/payments"] });
    assert.equal(file?.[2].path, ".github/CODEOWNERS");
    assert.equal(file?.[2].content, ["* @acme/payments", ...codeownersLines(["@acme/platform"]), ""].join("\n"));
  });

  it("makes a repository only when told to, private and archived instead of deleted", async () => {
    const all = await repository({ create: {} });
    assert.deepEqual(names(all), [
      "GovernedRepository api",
      "ReviewedFile api-codeowners",
      "Repository api-repository",
    ]);
    assert.equal(all[2]?.[2].visibility, "private");
    assert.equal(all[2]?.[2].archiveOnDestroy, true);
    assert.equal(all[2]?.[2].squashMergeCommitMessage, "COMMIT_MESSAGES");
  });

  it("names every bad argument at once", async () => {
    const bad = repository({ repository: "acme/api", aiPathOwners: ["claude[bot]"], create: { visibility: "secret" } });
    await assert.rejects(bad, {
      message:
        "GovernedRepository has bad arguments:\n" +
        '  repository: found "acme/api"; must be the name without its owner, e.g. payments-api\n' +
        '  aiPathOwners[0]: found "claude[bot]"; must be a person or team such as @acme/platform; bots cannot own AI paths\n' +
        '  create.visibility: found "secret"; must be one of private, internal, public',
    });
  });
});

import assert from "node:assert/strict";
import { GovernedRepository, type GovernedRepositoryArgs } from "../../components/governed-repository.ts";
import { assertGolden } from "../support/golden.ts";
import { record } from "../support/recorder.ts";

const args: GovernedRepositoryArgs = { repository: "payments-api", aiPathOwners: ["@acme/platform"] };
const repository = (changes: Partial<GovernedRepositoryArgs> = {}) =>
  record(() => [new GovernedRepository("api", { ...args, ...changes })]);
describe("GovernedRepository", () => {
  it("declares exactly this for a repository that exists; the team's own CODEOWNERS lines come first", async () =>
    assertGolden("governed-repository", await repository({ codeowners: ["* @acme/payments"] })));

  it("makes a repository only when told to: private, protected, archived instead of deleted", async () =>
    assertGolden("governed-repository-created", await repository({ create: { description: "Payments" } })));

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

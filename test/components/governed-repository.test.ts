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

  it("protects the repository itself where told to: the tier's rules, and AI paths that nobody passes", async () =>
    assertGolden(
      "governed-repository-protected",
      await repository({
        protection: { approvals: 2, gate: { check: "ai-governance/gate", appId: 99 }, breakGlassTeamId: 12 },
        forbiddenPaths: ["**/CLAUDE.local.md"],
      }),
    ));
});

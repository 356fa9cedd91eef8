import assert from "node:assert/strict";
import { org, startFixture } from "../../local/github/fixture.ts";
import type { Fixture } from "../../local/github/fixture.ts";
import { appAuth, seedWithApp } from "./app-key.ts";
import { engineMilliseconds, scratchStack, settles } from "./scratch-stack.ts";
import type { ScratchStack } from "./scratch-stack.ts";

const program = `
import * as governance from "~/components/resources/index.ts";
const provider = new governance.Provider("app", {
  owner: "${org}", baseUrl: process.env["BASE_URL"], appAuth: ${JSON.stringify(appAuth)},
  insecure: true, parallelRequests: false, maxRetries: 2, retryableErrors: [502], legacyClient: false,
});
new governance.RepositoryMergeSettings("merge", { repository: "docs", allowMergeCommit: false }, { provider });
// By the settings of the stack, and the key of the environment.
new governance.RepositoryMergeSettings("configured", { repository: "site", allowMergeCommit: false });
`;

describe("an app as the credential on the real engine", function () {
  this.timeout(engineMilliseconds);
  let fixture: Fixture;
  let stack: ScratchStack;
  before(async () => {
    fixture = await startFixture({ seed: seedWithApp, https: true });
    const url = `${fixture.server.url}/`;
    const environment = {
      GITHUB_OWNER: org,
      GITHUB_TOKEN: "",
      GITHUB_BASE_URL: url,
      GITHUB_APP_PEM_FILE: appAuth.pemFile,
    };
    stack = await scratchStack(program, { ...environment, BASE_URL: url });
    await stack.pulumi("config", "set", "--path", "ai-governance:appAuth.id", appAuth.id);
    await stack.pulumi("config", "set", "--path", "ai-governance:appAuth.installationId", appAuth.installationId);
    await stack.pulumi("config", "set", "ai-governance:insecure", "true");
  });
  after(async () => {
    await stack?.close();
    await fixture?.end();
  });

  it("rolls out, sees no change afterwards, and says what has no effect", async () => {
    assert.match(await settles(stack), /ai-governance:legacyClient has no effect: there is one client\./);
    const allowing = fixture.server.state.repositories.filter((one) => one.merging.allowMergeCommit);
    assert.deepEqual(
      allowing.map(({ name }) => name),
      ["ledger"],
    );
  });

  it("leaves neither key nor token in the state, and the app's id readable", async () => {
    const state = await stack.pulumi("stack", "export");
    assert.match(state, /"?installationId/);
    assert.doesNotMatch(state, /PRIVATE KEY|ghs_/);
  });
});

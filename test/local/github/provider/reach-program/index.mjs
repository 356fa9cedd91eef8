// What a tool reaches: the repositories its app is installed on, and those that may use its secret.
import * as github from "@pulumi/github";

const { GITHUB_BASE_URL: baseUrl, GITHUB_OWNER: owner, GITHUB_TOKEN: token, REACHED = "" } = process.env;
const settings = { baseUrl, owner, token, legacyClient: false, writeDelayMs: 0, readDelayMs: 0 };
const options = { provider: new github.Provider("local", settings) };

const reached = REACHED.split(" ");
const selectedRepositoryIds = reached.map((name) => github.getRepositoryOutput({ name }, options).repoId);

new github.AppInstallationRepositories("app", { installationId: "77", selectedRepositories: reached }, options);
new github.ActionsOrganizationSecretRepositories("key", { secretName: "CLAUDE_KEY", selectedRepositoryIds }, options);
new github.ActionsOrganizationSecret(
  "made",
  { secretName: "MADE", visibility: "selected", selectedRepositoryIds, plaintextValue: "a-value" },
  options,
);

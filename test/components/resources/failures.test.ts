import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { ServiceError } from "@grpc/grpc-js";
import { governanceProvider } from "../../../components/resources/definition.ts";
import { resourceAccesses } from "../../../components/resources/handlers/accesses.ts";
import type { Properties } from "../../../components/resources/host/values.ts";
import type { Fault } from "../../../local/github/core/faults.ts";
import type { Seed } from "../../../local/github/core/seed.ts";
import { org, owner, seed } from "../../local/github/fixture.ts";
import { eachWithProvider } from "./with-github.ts";
import type { Running } from "./with-github.ts";

/** One resource: what is declared, the request that writes it, and whether a broken write must be remembered. */
interface Case {
  readonly inputs: Properties;
  readonly write: string;
  readonly keeps: boolean;
}

const cases: Record<string, Case> = {
  CodeSecurityConfiguration: {
    inputs: { organization: org, name: "strict", advancedSecurity: "enabled", attachTo: "all" },
    write: "POST /orgs/{org}/code-security/configurations/{configuration_id}/attach",
    keeps: true,
  },
  CopilotCodingAgentPolicy: {
    inputs: { organization: org, enabledRepositories: "selected", repositories: ["docs"] },
    write: "PUT /orgs/{org}/copilot/coding-agent/permissions/repositories",
    keeps: true,
  },
  RepositoryMergeSettings: {
    inputs: { repository: "docs", allowMergeCommit: false },
    write: "PATCH /repos/{owner}/{repo}",
    keeps: true,
  },
  RepositoryPropertyValues: {
    inputs: { organization: org, values: { docs: { "ai-tier": "critical" } } },
    write: "PATCH /orgs/{org}/properties/values",
    keeps: true,
  },
  ReviewedFile: {
    inputs: { repository: "docs", path: "AGENTS.md", content: "Be careful.\n" },
    write: "PUT /repos/{owner}/{repo}/contents/{path}",
    keeps: false,
  },
};

const passing: Record<string, Fault> = {
  "502 twice": { status: 502, times: 2 },
  "429 with Retry-After": { status: 429, headers: { "retry-after": "1" }, body: { message: "Too many requests" } },
  "a secondary rate limit": {
    status: 403,
    headers: { "retry-after": "1" },
    body: { message: "You have exceeded a secondary rate limit. Please wait." },
  },
  "a reset connection": { reset: true },
  "a lost answer": { answerLost: true, reset: true },
};

const lasting: Record<string, { fault: Fault; says: RegExp }> = {
  "502 for good": { fault: { status: 502, times: 100 }, says: / answered 502: .*Tried several times; run again/ },
  "an archived repository": {
    fault: { status: 403, body: { message: "Repository was archived so is read-only." } },
    says: / answered 403: Repository was archived so is read-only\. Unarchive the repository, or take it out of the decl/,
  },
  "a missing permission": {
    fault: { status: 403, body: { message: "Resource not accessible by personal access token" } },
    says: / answered 403: Resource not accessible by personal access token\. The token needs .*(scope|permission|admin:org|repo)/,
  },
  "single sign-on": {
    fault: { status: 403, body: { message: "Resource protected by organization SAML enforcement." } },
    says: /Authorise the token for the organisation's single sign-on\./,
  },
};

async function prepare({ octokit }: Running): Promise<void> {
  await octokit.request("PATCH /orgs/{org}/properties/schema", {
    org,
    properties: [{ property_name: "ai-tier", value_type: "single_select", allowed_values: ["standard", "critical"] }],
  });
}

const isKept = (failed: unknown): boolean =>
  ((failed as ServiceError).metadata.get("grpc-status-details-bin") ?? []).some((bytes) =>
    String(bytes).includes("ErrorResourceInitFailed"),
  );

for (const [name, { inputs, write, keeps }] of Object.entries(cases)) {
  describe(`${name} when GitHub misbehaves`, () => {
    const running = eachWithProvider();
    const token = `ai-governance:index:${name}`;
    beforeEach(() => prepare(running()));
    const checked = async () => (await running().provider.check(token, inputs)).inputs;
    const creation = async () => running().provider.create(token, await checked());

    for (const [what, fault] of Object.entries(passing)) {
      it(`gets through ${what}`, async () => {
        const { server, provider } = running();
        server.faults.add({ route: write, ...fault });
        const { id, state } = await creation();
        assert.equal(server.faults.pending, 0);
        assert.deepEqual((await provider.read(token, id, await checked(), state))?.inputs, await checked());
      });
    }

    for (const [what, { fault, says }] of Object.entries(lasting)) {
      it(`says what to do about ${what}, and goes on from there`, async () => {
        const { server, provider } = running();
        server.faults.add({ route: write, ...fault });
        const failed = (await creation().catch((error: unknown) => error)) as ServiceError;
        assert.match(failed.details, says);
        assert.equal(isKept(failed), keeps);
        server.faults.clear();
        const { id, state } = await creation();
        assert.deepEqual((await provider.read(token, id, await checked(), state))?.inputs, await checked());
      });
    }

    it("ends at once when the user cancels, and keeps what it found", async () => {
      const { server, provider } = running();
      server.faults.add({ route: write, delayMs: 60_000 });
      const failing = creation().catch((error: unknown) => error);
      while (server.requests.count(write) === 0) await sleep(5);
      await provider.cancel();
      const failed = (await failing) as ServiceError;
      assert.equal(failed.details, "cancelled by the user");
      assert.equal(isKept(failed), keeps);
    });
  });

  describe(`${name} with a classic token that lacks a scope`, () => {
    const users = seed.users.map((user) => (user.login === owner ? { ...user, scopes: ["read:org", "gist"] } : user));
    const weak: Seed = { ...seed, users };
    const running = eachWithProvider({ seed: weak });

    it("changes nothing and names the scope", async () => {
      const { provider, server } = running();
      const token = `ai-governance:index:${name}`;
      const { inputs: whole } = await provider.check(token, inputs);
      const scopes = resourceAccesses.find(({ resource }) => resource === name)?.access.scopes ?? [];
      await assert.rejects(provider.create(token, whole), {
        details: new RegExp(`^the token lacks the scope ${scopes.join(" and ")}; it has read:org, gist; it needs .*`),
      });
      assert.equal(server.requests.count(write), 0);
    });
  });
}

describe("the table of credentials", () => {
  it("has every custom resource", () => {
    const known = new Set(resourceAccesses.map(({ resource }) => `ai-governance:index:${resource}`));
    assert.deepEqual([...known].sort(), Object.keys(governanceProvider().resources).sort());
  });
});

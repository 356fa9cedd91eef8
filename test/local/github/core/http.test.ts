import assert from "node:assert/strict";
import { appToken, fineGrainedToken, workflowToken } from "../../../../local/github/core/actors.ts";
import { acceptedScopes } from "../../../../local/github/core/oauth-scopes.ts";
import { eachWithLocalGitHub, org, owner, refusal, startFixture, stranger } from "../fixture.ts";

describe("local GitHub over HTTP", () => {
  const github = eachWithLocalGitHub();

  it("answers unmodified Octokit below the paths of GitHub Enterprise Server", async () => {
    const { data } = await github.as(owner).rest.orgs.get({ org });
    assert.equal(data.login, org);
    assert.equal(data.url, `${github.server().url}/api/v3/orgs/${org}`);
  });

  it("listens on loopback only", () => {
    assert.match(github.server().url, /^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it("refuses a token it does not know with 401", async () => {
    const answer = await fetch(`${github.server().apiUrl}/user`, { headers: { authorization: "Bearer ghp_nobody" } });
    assert.equal(answer.status, 401);
    assert.deepEqual(await answer.json(), {
      message: "Bad credentials",
      documentation_url: "https://docs.github.com/rest/users/users#get-the-authenticated-user",
      status: "401",
    });
  });

  it("takes the word token as well as Bearer before a token", async () => {
    for (const word of ["token", "Bearer", "bearer"]) {
      const authorization = `${word} ${github.server().tokens[owner] ?? ""}`;
      const answer = await fetch(`${github.server().apiUrl}/user`, { headers: { authorization } });
      assert.equal(answer.status, 200, word);
    }
  });

  it("asks anonymous callers to sign in where only a known actor may look", async () => {
    assert.deepEqual(await refusal(github.as().rest.users.getAuthenticated()), {
      status: 401,
      message: "Requires authentication",
    });
  });

  it("answers 404 to a path that GitHub does not have", async () => {
    assert.equal((await refusal(github.as(owner).request("GET /no/such/path"))).status, 404);
  });

  it("answers 404 outside the API", async () => {
    assert.equal((await fetch(`${github.server().url}/meridian-pay`)).status, 404);
  });

  it("answers 501 naming the operation to one that GitHub has and this server has not", async () => {
    assert.deepEqual(await refusal(github.as(owner).rest.orgs.listPatGrants({ org })), {
      status: 501,
      message:
        "Local GitHub does not implement the operation orgs/list-pat-grants (GET /orgs/{org}/personal-access-tokens).",
    });
  });

  it("answers 404 where a number in the path is none", async () => {
    const call = github
      .as(owner)
      .request("GET /orgs/{org}/rulesets/{ruleset_id}", { org, ruleset_id: "first" as never });
    assert.equal((await refusal(call)).status, 404);
  });

  it("tells the scopes of a classic token", async () => {
    const { headers } = await github.as(owner).rest.users.getAuthenticated();
    assert.equal(headers["x-oauth-scopes"], "repo, workflow, admin:org, delete_repo");
    assert.match(headers["x-github-request-id"] ?? "", /^LOCAL:/);
    assert.equal(headers["x-github-media-type"], "github.v3; format=json");
  });

  it("tells the scopes that an operation checks for, comma and space between them", async () => {
    const rest = github.as(owner).rest;
    const { headers } = await rest.actions.getGithubActionsPermissionsOrganization({ org });
    assert.equal(headers["x-accepted-oauth-scopes"], "admin:org");
    const { headers: user } = await rest.users.getAuthenticated();
    assert.equal(user["x-accepted-oauth-scopes"], "user");
    const text = "Needs the `repo` scope. Use `gist`. Or the `admin:org` and `repo` scopes.";
    assert.deepEqual(acceptedScopes(text), ["admin:org", "repo"]);
  });

  it("tells no scopes of tokens that have none", async () => {
    const headersOf = async (token: string | undefined) => {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const answer = await fetch(`${github.server().apiUrl}/orgs/${org}`, { headers });
      assert.equal(answer.status, 200);
      return [answer.headers.get("x-oauth-scopes"), answer.headers.get("x-accepted-oauth-scopes")];
    };
    const tokens = [undefined, appToken("claude"), fineGrainedToken(owner), workflowToken(org, "docs")];
    for (const token of tokens) assert.deepEqual(await headersOf(token), [null, null], token);
  });

  it("names the media type that was asked for", async () => {
    const { headers } = await github
      .as(owner)
      .rest.repos.getContent({ owner: org, repo: "docs", path: "README.md", mediaType: { format: "raw" } });
    assert.equal(headers["x-github-media-type"], "github.v3; param=raw; format=json");
  });

  it("shows a private repository to nobody outside", async () => {
    const { status } = await refusal(github.as(stranger).rest.repos.get({ owner: org, repo: "docs" }));
    assert.equal(status, 404);
    assert.equal((await github.as(stranger).rest.repos.get({ owner: org, repo: "site" })).status, 200);
  });

  it("sends no body with HEAD", async () => {
    const answer = await fetch(`${github.server().apiUrl}/orgs/${org}`, { method: "HEAD" });
    assert.equal(answer.status, 200);
    assert.equal(await answer.text(), "");
  });
});

describe("starting local GitHub", () => {
  it("names the port and the way out where the port is taken", async () => {
    const first = await startFixture();
    try {
      await assert.rejects(startFixture({ port: first.server.port }), {
        message: `Port ${String(first.server.port)} is in use by another program. Stop it, or start local GitHub with another port (0: any free one).`,
      });
    } finally {
      await first.end();
    }
  });

  it("refuses a seed that refers to what it does not define, naming all of it", async () => {
    const seed = {
      organization: { login: org, plan: "free" as const },
      users: [{ login: owner, role: "owner" as const }],
      teams: [{ slug: "core", members: ["ghost"], repositories: { nowhere: "write" as const } }],
      repositories: [{ name: "docs", collaborators: { phantom: "admin" as const } }],
    };
    await assert.rejects(startFixture({ seed }), (error: Error) => {
      assert.deepEqual(error.message.split("\n  "), [
        "The seed refers to what it does not define:",
        "team core: no user ghost",
        "team core: no repository nowhere",
        "repository docs: no user phantom",
      ]);
      return true;
    });
  });
});

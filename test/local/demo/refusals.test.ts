import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { clientOf, push } from "../../../local/demo/agent.ts";
import { tryToDeleteEvidence } from "../../../local/demo/evidence.ts";
import { refusalOf, StepFailed } from "../../../local/demo/steps.ts";
import { eachWithLocalGitHub, org } from "../github/fixture.ts";

describe("a refusal of the preview in the demonstration", () => {
  const rule = "github-repository-require-governance";
  const finding = `- [mandatory] [severity: critical]  ${rule}  (github:index:Repository: payments-api)`;
  const ending = (policies: string) =>
    `Policies:\n    ai-governance@v0.1.0\n        ${policies}\n\nResources:\n    1 to create\n`;

  it("is the finding of the rule, with the exit code", () => {
    const lines = refusalOf({ exitCode: 1, output: ending(finding) }, rule);
    assert.deepEqual(lines, ["ai-governance@v0.1.0", `    ${finding}`, "exit code 1"]);
  });

  for (const [title, exitCode, output] of [
    ["a preview that went well", 0, ending(finding)],
    ["an error without findings", 1, `error: no plugin\nerror: ${rule} not loaded\n`],
    ["another rule's finding", 1, ending(finding.replace(rule, "github-ruleset-disallow-agent-bypass"))],
    ["advice", 1, ending(finding.replace("mandatory", "advisory"))],
  ] as const) {
    it(`is not ${title}`, () => {
      assert.throws(
        () => refusalOf({ exitCode, output }, rule),
        (error) => error instanceof StepFailed && error.details === output,
      );
    });
  }
});

describe("a push of an agent in the demonstration", () => {
  const github = eachWithLocalGitHub();
  const route = "PUT /repos/{owner}/{repo}/contents/{path}";
  const pushWith = (status: number, message: string) => {
    github.server().faults.add({ route, status, body: { message } });
    return push(clientOf(github.server(), "claude[bot]"), org, "docs", "claude/one");
  };

  it("is refused when GitHub names its rules", async () => {
    const message = "Repository rule violations found\n\nCannot update this protected ref.\n\n";
    for (const status of [409, 422]) {
      const refused = {
        accepted: false,
        message: "Repository rule violations found Cannot update this protected ref.",
      };
      assert.deepEqual(await pushWith(status, message), refused);
    }
  });

  it("fails with every other error", async () => {
    await assert.rejects(pushWith(403, "Repository rule violations found"), { status: 403 });
    await assert.rejects(pushWith(422, "Invalid request."), { status: 422 });
    await assert.rejects(pushWith(409, "docs does not match 0000"), { status: 409 });
    await assert.rejects(pushWith(502, "Bad Gateway"), { status: 502 });
    assert.equal(github.server().faults.pending, 0);
  });
});

describe("the deletion of evidence in the demonstration", () => {
  let server: Server;
  let deletion: { status: number; code: string };

  before(async () => {
    server = createServer((request, response) => {
      request.resume();
      if (request.method === "PUT") return void response.writeHead(200, { "x-amz-version-id": "v1" }).end();
      const { status, code } = deletion;
      response.writeHead(status, { "content-type": "application/xml" });
      response.end(status === 204 ? "" : `<Error><Code>${code}</Code><Message>said the store</Message></Error>`);
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const attempt = (status: number, code: string) => {
    deletion = { status, code };
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return tryToDeleteEvidence({ url, env: {}, close: async () => {} }, "audit");
  };

  it("is refused when S3 denies access, and only then", async () => {
    assert.deepEqual(await attempt(403, "AccessDenied"), { refused: true, message: "said the store" });
    assert.deepEqual(await attempt(204, ""), { refused: false, message: "" });
    await assert.rejects(attempt(403, "InvalidAccessKeyId"), { name: "InvalidAccessKeyId" });
    await assert.rejects(attempt(404, "NoSuchBucket"), { name: "NoSuchBucket" });
  });
});

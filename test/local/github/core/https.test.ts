import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { org, owner, startFixture, type Fixture } from "../fixture.ts";

/** Unmodified Octokit in a process of its own, as Node reads the certificates to trust at its start only. */
const script = `
  import { Octokit } from "octokit";
  const [baseUrl, auth, org] = process.argv.slice(1);
  const { data, headers } = await new Octokit({ baseUrl, auth }).rest.orgs.get({ org });
  console.log(data.url, headers.server);
`;

describe("local GitHub by https", function () {
  this.timeout(30_000);
  let fixture: Fixture;
  before(async () => {
    fixture = await startFixture({ https: true });
  });
  after(() => fixture.end());

  async function client(baseUrl: string, env: Record<string, string>) {
    const args = ["--input-type=module", "-e", script, baseUrl, fixture.server.tokens[owner] ?? "", org];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      cwd: import.meta.dirname,
      env: { PATH: process.env["PATH"] ?? "", ...env },
    });
    return stdout.trim();
  }

  it("answers clients that trust its certificate, in both layouts and by both names", async () => {
    const { url, apiUrl, port, caFile = "" } = fixture.server;
    assert.match(url, /^https:\/\/127\.0\.0\.1:\d+$/);
    for (const base of [url, apiUrl, `https://localhost:${String(port)}`]) {
      assert.equal(await client(base, { NODE_EXTRA_CA_CERTS: caFile }), `${base}/orgs/${org} github.com`);
    }
  });

  it("is refused by clients that do not trust it", async () => {
    await assert.rejects(client(fixture.server.url, {}), /unable to verify|SELF_SIGNED|self-signed/i);
  });

  it("is trusted by an authority that signs nothing else: its key is kept nowhere", () => {
    const { certificate = "", caFile = "" } = fixture.server;
    assert.equal(readFileSync(caFile, "utf8"), certificate);
    const authority = new X509Certificate(certificate);
    assert.deepEqual([authority.ca, authority.checkIssued(authority)], [true, true]);
  });

  it("leaves no file behind, and makes none without https", async () => {
    const one = await startFixture({ https: true });
    await one.end();
    assert.ok(one.server.caFile !== undefined && !existsSync(one.server.caFile));
    const plain = await startFixture();
    await plain.end();
    assert.deepEqual([plain.server.caFile, plain.server.certificate], [undefined, undefined]);
  });
});

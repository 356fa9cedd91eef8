import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { exampleText } from "../../governance/example.ts";
import { clientsOf, localAws, runningAws } from "../../local/aws/running-aws.ts";
import { Repository, prompt } from "./repository.ts";

const bucket = "capture-prompts";

describe("prompts that are kept", function () {
  this.timeout(60_000);
  let repository: Repository;
  let identity: string;
  before(runningAws);
  before(async () => {
    identity = await generateX25519Identity();
    const { s3 } = clientsOf(await localAws());
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    await s3.send(new CreateBucketCommand({ Bucket: `${bucket}-locked`, ObjectLockEnabledForBucket: true }));
  });
  beforeEach(() => (repository = new Repository()));
  afterEach(() => repository.remove());

  async function installed(name: string): Promise<void> {
    const path = join(repository.folder, "governance.yaml");
    const recipient = await identityToRecipient(identity);
    const capture = `capture: { prompts: store, bucket: ${name}, recipient: ${recipient} }\n`;
    writeFileSync(path, exampleText + capture);
    const { exitCode, stderr } = await repository.capture("install", "--declaration", path);
    assert.deepEqual([exitCode, stderr], [0, ""]);
  }
  const outbox = () => readdirSync(join(repository.top, ".git/ai-governance/outbox"));
  const awsEnv = async () => {
    const { url, env } = await localAws();
    return { ...env, AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" };
  };
  const decrypted = async (bytes: Uint8Array) => {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    return decrypter.decrypt(bytes, "text");
  };

  it("lie encrypted until they are pushed, then in the bucket", async () => {
    repository.write(".git/hooks/pre-push", `#!/bin/sh\ncat > "$HOME/pushed"\n`, 0o755);
    await installed(bucket);
    assert.equal(prompt(repository, "The secret plan").stderr, "");
    assert.ok(!JSON.stringify(repository.snapshot()).includes("secret plan"));
    const [name = ""] = outbox();
    assert.equal(
      await decrypted(readFileSync(join(repository.top, ".git/ai-governance/outbox", name))),
      "The secret plan",
    );
    repository.commit("One");
    const remote = join(repository.folder, "remote");
    repository.git("init", "--quiet", "--bare", remote);
    const pushed = repository.run("git", ["push", "--quiet", remote, "HEAD"], { env: await awsEnv() });
    assert.deepEqual(
      [pushed.exitCode, pushed.stderr],
      [0, `ai-governance: 1 encrypted prompts uploaded to ${bucket}\n`],
    );
    assert.match(readFileSync(join(repository.home, "pushed"), "utf8"), /^HEAD [0-9a-f]{40} refs\/heads\/main /);
    assert.deepEqual(outbox(), []);
    const { s3 } = clientsOf(await localAws());
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    assert.deepEqual(
      Contents?.map(({ Key }) => Key),
      [`prompts/${name}`],
    );
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: `prompts/${name}` }));
    assert.equal(await decrypted((await Body?.transformToByteArray()) ?? new Uint8Array()), "The secret plan");
  });

  for (const [says, name, reason] of [
    [
      "has object lock",
      `${bucket}-locked`,
      `${bucket}-locked has object lock, so that prompts could not be erased; name another bucket in capture.bucket`,
    ],
    ["does not exist", "capture-nowhere", "bucket capture-nowhere: NoSuchBucket"],
  ] as const) {
    it(`stay where the bucket ${says}, and the push goes on`, async () => {
      await installed(name);
      prompt(repository, "The secret plan");
      repository.commit("One");
      const remote = join(repository.folder, "remote");
      repository.git("init", "--quiet", "--bare", remote);
      const pushed = repository.run("git", ["push", "--quiet", remote, "HEAD"], { env: await awsEnv() });
      const line = `ai-governance: 1 encrypted prompts were not uploaded and stay here: ${reason}; try: ai-governance capture upload\n`;
      assert.deepEqual([pushed.exitCode, pushed.stderr], [0, line]);
      assert.equal(outbox().length, 1);
      assert.match(
        (await repository.capture("uninstall")).stdout,
        /1 encrypted prompts were never uploaded and stay in/,
      );
      assert.equal(outbox().length, 1);
    });
  }

  it("stay where the server cannot be reached, as capture upload says", async () => {
    await installed(bucket);
    prompt(repository, "The secret plan");
    const main = join(import.meta.dirname, "../../../cli/main.ts");
    const env = { ...(await awsEnv()), AWS_ENDPOINT_URL: "http://127.0.0.1:9" };
    const { exitCode, stderr } = repository.run(process.execPath, [main, "capture", "upload"], { env });
    assert.equal(exitCode, 1);
    assert.match(stderr, /1 encrypted prompts were not uploaded and stay here: bucket capture-prompts: ECONNREFUSED;/);
  });

  it("are kept no more after an installation without the declaration", async () => {
    await installed(bucket);
    await repository.capture("install");
    prompt(repository, "The secret plan");
    assert.deepEqual(repository.snapshot()["repository/.git/ai-governance/outbox"], undefined);
    assert.equal(repository.snapshot()["repository/.git/hooks/pre-push"], undefined);
  });
});

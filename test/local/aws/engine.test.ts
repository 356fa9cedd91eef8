import assert from "node:assert/strict";
import { engineMilliseconds, scratchStack, settles } from "../../components/resources/scratch-stack.ts";
import type { ScratchStack } from "../../components/resources/scratch-stack.ts";
import { localAws, runningAws } from "./running-aws.ts";

const buckets = `
import * as iam from "@pulumi/aws/iam/index.js";
import * as kms from "@pulumi/aws/kms/index.js";
import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity.js";
import * as s3 from "@pulumi/aws/s3/index.js";
import { secret } from "@pulumi/pulumi";
const key = new kms.Key("key", { enableKeyRotation: true, tags: { note: secret("hush-hush") } });
new kms.Alias("alias", { targetKeyId: key.id });
const bucket = new s3.Bucket("evidence", { objectLockEnabled: true });
new s3.BucketObjectLockConfiguration("lock", {
  bucket: bucket.id, rule: { defaultRetention: { mode: "COMPLIANCE", days: 400 } },
});
new s3.BucketServerSideEncryptionConfiguration("encryption", {
  bucket: bucket.id,
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn } }],
});
const oidc = new iam.OpenIdConnectProvider("engine", { url: "https://engine.example.com", clientIdLists: ["b", "a"] });
const role = new iam.Role("writer", {
  assumeRolePolicy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Federated: oidc.arn } }] },
});
new iam.RolePolicy("put", {
  role: role.id,
  policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:PutObject", Resource: bucket.arn }] },
});
export const account = getCallerIdentityOutput().accountId;
`;

describe("local AWS provider on the real engine", function () {
  this.timeout(engineMilliseconds);
  let stack: ScratchStack;

  before(runningAws);
  before(async () => void (stack = await scratchStack(buckets, (await localAws()).env)));
  after(() => stack?.close());

  it("settles", async () => {
    assert.match(await settles(stack), /account: "111122223333"/);
  });

  it("keeps secrets out of the state", async () => {
    assert.ok(!(await stack.pulumi("stack", "export")).includes("hush-hush"));
  });

  it("refuses a misspelt property in the preview, with the nearest name", async () => {
    await stack.program(buckets.replace("rule: {", "rule: { defaultRetentoin: {}, "));
    await assert.rejects(stack.pulumi("preview"), /rule\.defaultRetentoin .*Did you mean defaultRetention\?/);
    await stack.program(buckets);
  });

  it("destroys what it made", async () => {
    assert.match(await stack.pulumi("destroy", "--yes", "--skip-preview"), /9 deleted/);
  });
});

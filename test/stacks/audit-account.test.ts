import assert from "node:assert/strict";
import { appendFile } from "node:fs/promises";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { organizationProject, type LocalEnvironment } from "../../local/environment/index.ts";
import type { LocalAws } from "../../local/aws/index.ts";
import type { LocalStack } from "../../local/environment/stack.ts";
import { startEngine, succeeded } from "../support/engine.ts";

const [home, separate] = ["111122223333", "444455556666"] as const;
const role = `arn:aws:iam::${separate}:role/evidence-deployer`;

interface Exported {
  readonly deployment: { readonly resources: readonly { type: string; urn: string; id?: string; provider?: string }[] };
}

describe("the organisation stack with an AWS account for evidence", function () {
  this.timeout(300_000);
  let environment: LocalEnvironment;
  let stack: LocalStack;

  before(async () => {
    environment = await startEngine();
    await createDeployer(environment.aws);
    await appendFile(environment.declarationFile, `  account:\n    role: ${role}\n`);
    stack = await environment.stack(organizationProject, "test", "organization");
  });
  after(() => environment?.close());

  it("is rolled out and has nothing to change afterwards", async () => {
    succeeded(await stack.pulumi("up", "--yes"));
    succeeded(await stack.pulumi("preview", "--expect-no-changes"));
    succeeded(await stack.pulumi("refresh", "--yes", "--expect-no-changes"));
  });

  it("has everything of the store in that account, made by that role", async () => {
    const { deployment } = JSON.parse(succeeded(await stack.pulumi("stack", "export"))) as Exported;
    const aws = deployment.resources.filter(({ type }) => type.startsWith("aws:"));
    assert.ok(aws.length > 15);
    const elsewhere = aws.filter(({ provider }) => !provider?.includes("::audit-account::"));
    assert.deepEqual(
      elsewhere.map(({ urn }) => urn),
      [],
    );
    const text = JSON.stringify(aws);
    assert.ok(text.includes(separate) && !text.includes(home), "no ARN of the account of the credentials");
  });
});

/** What the owner of that account prepares by hand: a role that the platform team's account may assume. */
async function createDeployer({ url }: LocalAws): Promise<void> {
  const credentials = { accessKeyId: `local-${separate}`, secretAccessKey: "local" };
  const iam = new IAMClient({ endpoint: url, region: "eu-central-1", credentials });
  const RoleName = "evidence-deployer";
  const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const trust = { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${home}:root` }, Action: "sts:AssumeRole" };
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document(trust) }));
  const PolicyDocument = document({ Effect: "Allow", Action: ["s3:*", "kms:*", "iam:*"], Resource: "*" });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "deploy", PolicyDocument }));
}

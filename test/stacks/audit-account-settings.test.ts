import assert from "node:assert/strict";
import configured from "@pulumi/aws/config/vars.js";
import * as pulumi from "@pulumi/pulumi";
import { auditAccount } from "../../stacks/organization/audit-account.ts";
import { record } from "../support/recorder.ts";

const roleArn = "arn:aws:iam::444455556666:role/evidence-deployer";
const assumed = { roleArn, sessionName: "ai-governance" };

/** A value for each setting, as `pulumi config` hands it to the program. */
const settings: Readonly<Record<string, string>> = {
  accessKey: "AKIA",
  assumeRoleWithWebIdentity: '{"roleArn":"arn:aws:iam::111122223333:role/ci"}',
  customCaBundle: "/etc/ca.pem",
  defaultTags: '{"tags":{"owner":"platform"}}',
  ec2MetadataServiceEndpoint: "http://localhost",
  ec2MetadataServiceEndpointMode: "IPv6",
  endpoints: '[{"s3":"https://s3.example.com"}]',
  httpProxy: "http://proxy.example.com",
  httpsProxy: "http://ada:password@proxy.example.com",
  ignoreTags: '{"keys":["cost"]}',
  insecure: "true",
  maxRetries: "7",
  noProxy: "localhost",
  profile: "platform",
  region: "eu-central-1",
  retryMode: "adaptive",
  s3UsEast1RegionalEndpoint: "regional",
  s3UsePathStyle: "true",
  secretKey: "hidden",
  sharedConfigFiles: '["/home/ada/.aws/config"]',
  sharedCredentialsFiles: '["/home/ada/.aws/credentials"]',
  skipCredentialsValidation: "true",
  skipMetadataApiCheck: "true",
  skipRegionValidation: "false",
  skipRequestingAccountId: "false",
  stsRegion: "eu-west-1",
  tagPolicyCompliance: "warning",
  token: "session",
  tokenBucketRateLimiterCapacity: "5",
  useDualstackEndpoint: "true",
  useFipsEndpoint: "true",
  userAgents: '["governance"]',
};

describe("the provider of an AWS account for evidence", () => {
  const before = pulumi.runtime.allConfig();
  afterEach(() => pulumi.runtime.setAllConfig(before));

  async function inputs(given: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
    pulumi.runtime.setAllConfig(Object.fromEntries(Object.entries(given).map(([key, value]) => [`aws:${key}`, value])));
    const [provider] = await record(() => [auditAccount(roleArn)]);
    return provider?.[2] ?? {};
  }

  it("is reached by every setting of the stack's configuration", async () => {
    const { assumeRoles, ...others } = await inputs(settings);
    assert.deepEqual(Object.fromEntries(Object.entries(others).map(([key, value]) => [key, plain(value)])), settings);
    assert.deepEqual(JSON.parse(assumeRoles as string), [assumed]);
  });

  it("is not fenced by the account ids of the credentials' own account", async () => {
    const found = await inputs({ allowedAccountIds: '["111122223333"]', forbiddenAccountIds: '["1"]' });
    assert.deepEqual([found["allowedAccountIds"], found["forbiddenAccountIds"]], [undefined, undefined]);
  });

  it("is reached through the roles that the configuration assumes first", async () => {
    const first = { roleArn: "arn:aws:iam::111122223333:role/platform", sessionName: "platform" };
    const found = await inputs({ assumeRoles: JSON.stringify([first]) });
    assert.deepEqual(JSON.parse(found["assumeRoles"] as string), [first, assumed]);
  });

  it("keeps credentials secret, and proxies, whose address can hold a password", async () => {
    const secrets = Object.entries(await inputs(settings)).filter(([, value]) => value !== plain(value));
    assert.deepEqual(secrets.map(([key]) => key).sort(), [
      "accessKey",
      "httpProxy",
      "httpsProxy",
      "secretKey",
      "token",
    ]);
  });

  it("knows every setting that the provider has", () => {
    const known = [...Object.keys(settings), "allowedAccountIds", "assumeRoles", "forbiddenAccountIds"];
    assert.deepEqual(Object.keys(configured).sort(), known.sort());
  });
});

/** The value of an input, which the SDK wraps where it is secret. */
function plain(input: unknown): unknown {
  return typeof input === "object" && input !== null && "value" in input ? input.value : input;
}

import type { ProviderDefinition } from "../../../components/resources/host/index.ts";
import { connect, settings } from "./clients.ts";
import type { Clients } from "./clients.ts";
import { functions } from "./functions.ts";
import { openIdConnectProvider } from "./iam/open-id-connect-provider.ts";
import { rolePolicy } from "./iam/role-policy.ts";
import { role } from "./iam/role.ts";
import { alias } from "./kms/alias.ts";
import { key } from "./kms/key.ts";
import { bucketLifecycleConfiguration } from "./s3/bucket-lifecycle-configuration.ts";
import { bucketLogging } from "./s3/bucket-logging.ts";
import { bucketObjectLockConfiguration } from "./s3/bucket-object-lock-configuration.ts";
import { bucketOwnershipControls } from "./s3/bucket-ownership-controls.ts";
import { bucketPolicy } from "./s3/bucket-policy.ts";
import { bucketPublicAccessBlock } from "./s3/bucket-public-access-block.ts";
import { bucketServerSideEncryptionConfiguration } from "./s3/bucket-server-side-encryption-configuration.ts";
import { bucketVersioning } from "./s3/bucket-versioning.ts";
import { bucket } from "./s3/bucket.ts";

/**
 * The stand-in for `pulumi-resource-aws` 7.48.0: the resource types that the components use, under the released provider's
 * tokens and property names, against a local server only.
 */
export function awsProvider(): ProviderDefinition<Clients> {
  return {
    name: "aws",
    title: "the local AWS stand-in",
    version: "7.48.0",
    settings,
    secretSettings: ["accessKey", "secretKey", "token"],
    configure: connect,
    resources: {
      "aws:iam/openIdConnectProvider:OpenIdConnectProvider": openIdConnectProvider,
      "aws:iam/role:Role": role,
      "aws:iam/rolePolicy:RolePolicy": rolePolicy,
      "aws:kms/alias:Alias": alias,
      "aws:kms/key:Key": key,
      "aws:s3/bucket:Bucket": bucket,
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": bucketLifecycleConfiguration,
      "aws:s3/bucketLogging:BucketLogging": bucketLogging,
      "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": bucketObjectLockConfiguration,
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls": bucketOwnershipControls,
      "aws:s3/bucketPolicy:BucketPolicy": bucketPolicy,
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": bucketPublicAccessBlock,
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
        bucketServerSideEncryptionConfiguration,
      "aws:s3/bucketVersioning:BucketVersioning": bucketVersioning,
    },
    invokes: functions,
  };
}

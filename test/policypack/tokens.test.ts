import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as github from "@pulumi/github";
import * as own from "../../components/resources/index.ts";
import {
  auditObjects,
  awsTypes,
  bucketOwnership,
  bucketWeakenings,
  githubTypes,
  iamTypes,
  kmsTypes,
  ownTypes,
} from "../../governance/policy/resource.ts";

type Classes = Readonly<Record<string, unknown>>;

/** The token that an SDK class registers its resources under, found by the class name at the token's end. */
function tokenInSdk(classes: Classes, token: string): string | undefined {
  const name = token.split(":").at(-1) ?? "";
  return (classes[name] as { __pulumiType?: string } | undefined)?.__pulumiType;
}

describe("type tokens that the rules name", () => {
  it("are those of the installed GitHub SDK", () => {
    const tokens = Object.values(githubTypes);
    assert.deepEqual(
      tokens.map((token) => tokenInSdk(github, token)),
      tokens,
    );
  });

  it("are those of the installed AWS SDK", () => {
    for (const [classes, types] of [
      [aws.s3, { ...awsTypes, ...bucketWeakenings, auditObjects, bucketOwnership }],
      [aws.iam, iamTypes],
      [aws.kms, kmsTypes],
    ] as const) {
      const tokens = Object.values<string | readonly string[]>(types).flat();
      assert.deepEqual(
        tokens.map((token) => tokenInSdk(classes, token)),
        tokens,
      );
    }
  });

  it("are those of this project's own resources", () => {
    const classes: Classes = own;
    for (const token of Object.values(ownTypes)) {
      assert.equal(typeof classes[token.split(":").at(-1) ?? ""], "function", token);
    }
  });
});

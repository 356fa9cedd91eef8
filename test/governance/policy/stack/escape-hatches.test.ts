import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { escapeHatchFindings } from "../../../../governance/policy/stack/escape-hatches.ts";
import type { ResourceRecord } from "../../../../governance/index.ts";
import { record } from "../records.ts";

const repository = record("github:index/repository:Repository", {}, "docs");
const found = (...stack: ResourceRecord[]): string[] =>
  escapeHatchFindings([repository, ...stack]).map(({ subject, message }) => `${subject}: ${message.split(";")[0]}`);
const deed = (type: string): string[] => found(record(type, {}));
const managed = (type: string): ResourceRecord => {
  const name = `pulumi:providers:${type.split(":")[0]}`;
  return { ...record(type, {}), provider: { type: name, name: "default", urn: `urn:${name}`, props: {} } };
};

describe("escapeHatchFindings", () => {
  it("says what the resource does, what must be, and where to go instead", () => {
    const script = record("command:local:Command", { create: "gh api ..." }, "tidy-up");
    assert.deepEqual(escapeHatchFindings([repository, script]), [
      {
        outcome: "violation",
        subject: "tidy-up",
        message:
          "command:local:Command runs any command; a stack that changes GitHub must declare all that it changes.",
        fix: "Declare it with resources of the github provider, or move it to a stack that changes nothing on GitHub.",
        urn: script.urn,
      },
    ]);
  });

  for (const [type, does] of [
    ["command:remote:CopyToRemote", "runs any command"],
    ["commandx:index:Command", "runs any command"],
    ["external:index:External", "runs any program"],
    ["graphql:index/mutation:Mutation", "sends any mutation, also to GitHub"],
    ["http:index/request:Request", "sends any request, also to GitHub"],
    ["null:index/resource:Resource", "stands for work that is declared nowhere"],
    ["pulumi-nodejs:dynamic:Resource", "runs code that is known to the program alone"],
    ["pulumi-nodejs:dynamic/cleanup:Script", "runs code that is known to the program alone"],
    ["pulumi-python:dynamic:Resource", "runs code that is known to the program alone"],
    ["restapi:index/object:Object", "sends any request, also to GitHub"],
    ["shell:index/script:Script", "runs any script"],
    ["aws-native:s3:Bucket", "changes AWS under types that no rule knows"],
    ["aws:cloudcontrol/resource:Resource", "declares a resource of any type, which no rule sees"],
    ["aws:cloudformation/stack:Stack", "declares resources that no rule sees"],
    ["aws:cloudformation/stackSet:StackSet", "declares resources that no rule sees"],
    ["aws:lambda/invocation:Invocation", "runs any function"],
    ["pulumiservice:index:PolicyGroup", "decides which rules judge which stack"],
    ["pulumiservice:orgs/policies:PolicyGroup", "decides which rules judge which stack"],
  ] as const) {
    it(`reports ${type}`, () => assert.deepEqual(deed(type), [`it: ${type} ${does}`]));
  }

  for (const type of [
    "aws:s3/bucket:Bucket",
    "aws:lambda/function:Function",
    "pulumiservice:index:Stack",
    "acme:index:command",
    "constructor:index:Constructor",
    "pulumi:pulumi:Stack",
    "github:index/team:Team",
    "ai-governance:index:GovernedRepository",
    "",
  ]) {
    it(`allows ${type || "no type"}`, () => assert.deepEqual(deed(type), []));
  }

  it("names AWS types that the installed SDK has", () => {
    const types = [
      aws.cloudcontrol.Resource,
      aws.cloudformation.Stack,
      aws.cloudformation.StackSet,
      aws.lambda.Invocation,
    ] as const;
    for (const { __pulumiType: type } of types as unknown as readonly { __pulumiType: string }[]) {
      assert.equal(deed(type).length, 1, type);
    }
  });

  it("takes a provider without resources for the use of its functions", () => {
    const http = record("pulumi:providers:http", {}, "default_0_3_5");
    assert.deepEqual(found(http), ["default_0_3_5: a function of package http sends any request, also to GitHub"]);
    const request = record("http:index/request:Request", {}, "request");
    assert.deepEqual(found(http, request), ["request: http:index/request:Request sends any request, also to GitHub"]);
    assert.equal(found(http, http, record("command:local:Command", {})).length, 3);
  });

  it("reports resources of a GitHub provider under another name, and no components", () => {
    for (const type of ["githubx:index:Thing", "my-GitHub:a:B", "git-hub:a:B"]) {
      assert.deepEqual(found(managed(type)), [`it: ${type} changes GitHub under types that no rule knows`]);
    }
    assert.deepEqual(found(managed("gitlab:a:B")), []);
    assert.deepEqual(deed("acme-github:index:Repository"), []);
    assert.deepEqual(deed("pulumi:providers:acme-github"), []);
    assert.deepEqual(found(managed("github:index/team:Team"), managed("ai-governance:index:ReviewedFile")), []);
  });

  describe("about which stacks", () => {
    const script = record("command:local:Command", {}, "script");
    it("leaves alone what changes nothing on GitHub", () => {
      assert.deepEqual(escapeHatchFindings([]), []);
      assert.deepEqual(escapeHatchFindings([script, record("aws:s3/bucket:Bucket", {})]), []);
    });
    for (const type of [
      "github:index/repository:Repository",
      "pulumi:providers:github",
      "ai-governance:index:ReviewedFile",
      "pulumi:providers:ai-governance",
    ]) {
      it(`judges one with ${type}`, () => assert.equal(escapeHatchFindings([script, record(type, {})]).length, 1));
    }
    it("judges one that uses another GitHub provider only", () => {
      assert.equal(escapeHatchFindings([script, managed("githubx:index:Thing")]).length, 2);
    });
  });
});

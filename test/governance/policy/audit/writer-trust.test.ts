import assert from "node:assert/strict";
import fc from "fast-check";
import { writerTrust } from "../../../../components/audit-bucket-policies.ts";
import { UNKNOWN } from "../../../../governance/index.ts";
import { unpinned } from "../../../../governance/policy/audit/writer-trust.ts";

const jobWorkflowRef = "meridian-pay/ai-governance/.github/workflows/collect.yml@refs/heads/main";
const writer = { jobWorkflowRef, ref: "refs/heads/main" };
const host = "token.actions.githubusercontent.com";
const trustOf = (issuer: string) =>
  writerTrust(`arn:aws:iam::111122223333:oidc-provider/${issuer}`, issuer, { repositoryId: "42", ...writer });
const [trust] = trustOf(host).Statement;
assert.ok(trust);
const provider = "GitHub's OIDC provider";
const claims = trust.Condition?.["StringEquals"] ?? {};
const lacks = (over: object) => unpinned(JSON.stringify({ Statement: { ...trust, ...over } }), writer);
const without = (claim: string) =>
  Object.fromEntries(Object.entries(claims).filter(([key]) => !key.endsWith(`:${claim}`)));
const changed = (claim: string, value: unknown) => ({
  Condition: { StringEquals: { ...claims, [`${host}:${claim}`]: value } },
});

describe("unpinned", () => {
  const tenant = "token.actions.meridian.ghe.com";
  const server = "github.example.com/_services/token";
  for (const [githubBaseUrl, issuer, ...others] of [
    [undefined, host, tenant, server],
    [undefined, `${host}/meridian-pay`, `${host}/a/b`, `${host}/`],
    ["https://github.com/", host, tenant],
    ["https://api.github.com", host, tenant],
    ["http://127.0.0.1:8080/", host, "127.0.0.1/_services/token", tenant],
    ["http://localhost:8080/", host],
    ["http://[::1]:8080/", host],
    ["https://meridian.ghe.com/", tenant, host, "token.actions.evil.ghe.com"],
    ["https://api.Meridian.ghe.com", tenant, host, "token.actions.api.meridian.ghe.com"],
    ["https://github.example.com/", server, host, tenant, "github.example.com", "githubxexample.com/_services/token"],
    ["https://github.example.com:8443/api/v3/", server, host],
    ["https://127.example.com/", "127.example.com/_services/token", host],
  ] as const) {
    it(`finds nothing in the trust of the AuditBucket component, by ${issuer} of ${githubBaseUrl ?? "no address"}`, () => {
      const of = { ...writer, githubBaseUrl };
      assert.deepEqual(unpinned(JSON.stringify(trustOf(issuer)), of), []);
      assert.deepEqual(unpinned(trustOf(issuer), of), []);
      for (const other of others) assert.deepEqual(unpinned(trustOf(other), of), [provider], other);
    });
  }

  it("trusts no issuer of a GitHub without an address", () => {
    assert.deepEqual(unpinned(trustOf(host), { ...writer, githubBaseUrl: "no address" }), [provider]);
  });

  for (const claim of ["aud", "repository_id", "job_workflow_ref", "ref"]) {
    it(`misses ${claim}, also where a pattern or a missing claim passes`, () => {
      const key = `${host}:${claim}`;
      const rest = without(claim);
      assert.deepEqual(lacks({ Condition: { StringEquals: rest } }), [claim]);
      for (const operator of [
        "StringLike",
        "StringEqualsIfExists",
        "StringEqualsIgnoreCase",
        "ForAnyValue:StringEquals",
      ]) {
        assert.deepEqual(lacks({ Condition: { StringEquals: rest, [operator]: { [key]: claims[key] } } }), [claim]);
      }
    });
    it(`misses ${claim} with another value, none, or one of two`, () => {
      for (const value of ["other", "*", "", [], [claims[`${host}:${claim}`], "other"]]) {
        assert.deepEqual(lacks(changed(claim, value)), [claim], JSON.stringify(value));
      }
    });
  }

  it("takes any single id of a repository, and no pattern of ids", () => {
    assert.deepEqual(lacks(changed("repository_id", ["7"])), []);
    assert.deepEqual(lacks(changed("repository_id", 7)), []);
    for (const id of ["4*", "42 ", "a42"]) assert.deepEqual(lacks(changed("repository_id", id)), ["repository_id"], id);
  });

  it("accepts keys and actions in any case, and what narrows further", () => {
    const upper = Object.fromEntries(Object.entries(claims).map(([key, value]) => [key.toUpperCase(), value]));
    const narrower = { stringequals: upper, StringLike: { [`${host}:sub`]: "repo:*" } };
    assert.deepEqual(lacks({ Condition: narrower, Action: ["STS:AssumeRoleWithWebIdentity"] }), []);
  });

  it("misses claims of another issuer", () => {
    const other = Object.fromEntries(
      Object.entries(claims).map(([key, value]) => [key.replace(host, "example.com"), value]),
    );
    assert.deepEqual(lacks({ Condition: { StringEquals: other } }), [
      "aud",
      "repository_id",
      "job_workflow_ref",
      "ref",
    ]);
  });

  const arn = (issuer: string) => ({ Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` });
  for (const [says, over] of [
    ["everyone", { Principal: "*" }],
    ["an account", { Principal: { AWS: "111122223333" } }],
    ["an account of that name", { Principal: { AWS: arn(host).Federated } }],
    ["another provider", { Principal: arn("gitlab.com") }],
    ["a provider that ends like GitHub's", { Principal: arn(`evil.com/${host}`) }],
    ["a provider that begins like GitHub's", { Principal: arn(`${host}.evil.com`) }],
    ["a second provider", { Principal: { Federated: [arn(host).Federated, arn("gitlab.com").Federated] } }],
    ["an account beside the provider", { Principal: { ...arn(host), AWS: "111122223333" } }],
    ["all but the provider", { Principal: undefined, NotPrincipal: arn(host) }],
    ["nobody", { Principal: undefined }],
    ["whoever assumes roles", { Action: ["sts:AssumeRoleWithWebIdentity", "sts:AssumeRole"] }],
    ["whoever does anything", { Action: "sts:*" }],
    ["whoever does anything else", { Action: undefined, NotAction: "sts:AssumeRole" }],
  ] as const) {
    it(`reports trust in ${says}`, () => assert.deepEqual(lacks(over), [provider]));
  }

  it("judges each statement, and names each lack once", () => {
    const open = { ...trust, Condition: { StringEquals: without("ref") } };
    assert.deepEqual(
      unpinned({ Statement: [trust, open, open, { ...trust, Effect: "Deny", Principal: "*" }] }, writer),
      ["ref"],
    );
  });

  it("never takes what is no policy for trust in one workflow", () => {
    for (const none of [undefined, null, "", "no JSON", {}, [], { Statement: [] }]) {
      assert.deepEqual(unpinned(none, writer), [provider], JSON.stringify(none));
    }
    fc.assert(fc.property(fc.jsonValue(), (any) => assert.deepEqual(unpinned(any, writer), [provider])));
  });

  it("does not know what is unknown, and knows the rest", () => {
    assert.equal(unpinned(UNKNOWN, writer), undefined);
    assert.equal(unpinned({ Statement: [trust, UNKNOWN] }, writer), undefined);
    assert.deepEqual(unpinned({ Statement: [{ ...trust, Principal: "*" }, UNKNOWN] }, writer), [provider]);
  });
});

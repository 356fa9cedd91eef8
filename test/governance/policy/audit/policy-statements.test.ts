import assert from "node:assert/strict";
import { denies, readPolicy, type Act } from "../../../../governance/policy/audit/iam-policy.ts";

const everyone = { Effect: "Deny", Principal: "*", Action: "*", Resource: "*" };
const act: Act = { action: { text: "s3:deleteobject" }, resource: { text: "arn:aws:s3:::b/", open: true } };

describe("readPolicy", () => {
  it("finds no statement where none is", () => {
    assert.deepEqual(readPolicy({}), { statements: [], complete: true });
  });

  it("leaves nobody out by a statement without principals, as a role's policy has it", () => {
    assert.deepEqual(readPolicy({ Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "*" } }), {
      statements: [
        {
          effect: "Allow",
          principals: [],
          notPrincipals: false,
          actions: { patterns: ["s3:getobject"], negated: false },
          resources: { patterns: ["*"], negated: false },
          conditions: [],
        },
      ],
      complete: true,
    });
  });

  it("takes a statement without resources, as a trust policy has it, to be about none", () => {
    const Principal = { Federated: "arn:aws:iam::111122223333:oidc-provider/x" };
    const [trust] = readPolicy({ Statement: { Effect: "Allow", Action: "sts:AssumeRole", Principal } }).statements;
    assert.deepEqual(trust?.resources, { patterns: [], negated: false });
  });

  it("reads who is left out", () => {
    const [statement] = readPolicy({
      Statement: { Effect: "Deny", NotPrincipal: { AWS: "111122223333" }, Action: "*", Resource: "*" },
    }).statements;
    assert.deepEqual(
      [statement?.notPrincipals, statement?.principals],
      [true, [{ kind: "AWS", name: "111122223333" }]],
    );
  });

  it("takes no denial for unconditional whose conditions cannot be read", () => {
    for (const tests of [null, "x", ["x"]]) {
      assert.equal(denies(readPolicy({ Statement: { ...everyone, Condition: { Bool: tests } } }), act), "no");
    }
    assert.equal(denies(readPolicy({ Statement: everyone }), act), "yes");
  });

  it("does not run out of stack on a text that is nested without end", () => {
    const depth = 100_000;
    const policy = `{"Statement":[${JSON.stringify(everyone)},${"[".repeat(depth)}${"]".repeat(depth)}]}`;
    assert.equal(denies(readPolicy(policy), act), "yes");
  });
});

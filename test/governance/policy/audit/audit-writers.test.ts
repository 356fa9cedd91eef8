import assert from "node:assert/strict";
import { writerPermissions, writerTrust } from "../../../../components/audit-bucket-policies.ts";
import { UNKNOWN, type ResourceRecord } from "../../../../governance/index.ts";
import { auditWriterFindings } from "../../../../governance/policy/audit/audit-writers.ts";
import { auditObjects, iamTypes } from "../../../../governance/policy/resource.ts";
import { auditBucket, record } from "../records.ts";

const bucket = "meridian-pay-ai-audit";
const jobWorkflowRef = "meridian-pay/ai-governance/.github/workflows/collect.yml@refs/heads/main";
const store = { bucket, writer: { jobWorkflowRef, ref: "refs/heads/main" } };
const issuer = "token.actions.githubusercontent.com";
const trust = JSON.stringify(
  writerTrust(`arn:aws:iam::111122223333:oidc-provider/${issuer}`, issuer, { repositoryId: "42", ...store.writer }),
);
const objects = `arn:aws:s3:::${bucket}/*`;
const fix = "Remove the permission: the role that the AuditBucket component makes is the only writer.";

const json = (...statements: object[]) => JSON.stringify({ Statement: statements });
const allow = (Action: unknown, Resource: unknown = objects) => ({ Effect: "Allow", Action, Resource });
const puts = JSON.stringify(writerPermissions(`arn:aws:s3:::${bucket}`, "arn:aws:kms:eu-west-1:111122223333:key/1"));
const role = (over: object = {}, name = "collector") =>
  record(iamTypes.role, { name, assumeRolePolicy: trust, ...over }, name);
const put = (policy: unknown = puts, holder: unknown = "collector") =>
  record(iamTypes.rolePolicy, { role: holder, policy }, "put");
const said = (stack: readonly ResourceRecord[]) =>
  auditWriterFindings(stack, store).map(({ outcome, subject, message }) => `${outcome}: ${subject}: ${message}`);

const excess =
  "it may do more to the audit bucket than put objects; a writer must have s3:PutObject and the use of the key.";
const unheld =
  "it may write to the audit bucket, and who gets it is not declared here; it must be attached beside, to the writer's role.";
const wide = "its trust is wider than the one writer; it must pin the declared workflow by StringEquals:";
const hidden =
  "the stack does not declare the role, so nobody sees whom it trusts; the writer's role must stand beside.";
const reached = (policy: unknown) => said([role(), put(policy)]);

describe("auditWriterFindings", () => {
  it("finds nothing in the writer of the AuditBucket component, and nothing without a writer", () => {
    assert.deepEqual(reached(puts), []);
    assert.deepEqual(said([]), []);
    assert.deepEqual(said([role({ assumeRolePolicy: "{}" })]), []);
  });

  it("says everything at the resource that gives the permission", () => {
    const open = role({ assumeRolePolicy: "{}" });
    const all = put(json(allow("s3:*")));
    const rest = { outcome: "violation", subject: "collector", urn: all.urn, fix } as const;
    assert.deepEqual(auditWriterFindings([open, all], store), [
      { ...rest, message: excess },
      { ...rest, message: `${wide} GitHub's OIDC provider.` },
    ]);
  });

  for (const [says, ...statements] of [
    ["deletes", allow(["s3:PutObject", "s3:DeleteObject"])],
    ["deletes alone", allow("s3:DeleteObjectVersion")],
    ["puts by a pattern", allow("s3:Put*")],
    ["deletes, and reads by the same statement", allow(["s3:GetObject", "s3:DeleteObject"])],
    ["does anything in S3", allow("s3:*", "*")],
    ["does anything", allow("*", "*")],
    ["does anything but IAM", { Effect: "Allow", NotAction: "iam:*", Resource: "*" }],
    ["puts, and reads too", allow("s3:PutObject"), allow("s3:GetObject")],
    ["puts, and lists too", allow("s3:PutObject"), allow("s3:ListBucket", `arn:aws:s3:::${bucket}`)],
    ["changes settings of the bucket", allow("s3:PutBucketPolicy", `arn:aws:s3:::${bucket}`)],
    ["puts, and deletes in one folder", allow("s3:PutObject"), allow("s3:DeleteObject", `${objects.slice(0, -1)}x/*`)],
    [
      "puts, and deletes in all buckets but one",
      allow("s3:PutObject"),
      { Effect: "Allow", Action: "s3:Delete*", NotResource: "arn:aws:s3:::b/*" },
    ],
    ["puts, and manages keys", allow("s3:PutObject"), allow("kms:*", "*")],
    ["puts, and deletes keys", allow("s3:PutObject"), allow(["kms:Decrypt", "kms:ScheduleKeyDeletion"], "*")],
    ["puts, and does anything but S3", allow("s3:PutObject"), { Effect: "Allow", NotAction: "s3:*", Resource: "*" }],
    [
      "puts where a condition says so, and deletes",
      { ...allow(["s3:PutObject", "s3:DeleteObject"]), Condition: { Bool: { a: "true" } } },
    ],
  ] as const) {
    it(`reports a role that ${says}`, () => {
      assert.deepEqual(reached(json(...statements)), [`violation: collector: ${excess}`]);
    });
  }

  for (const [says, ...statements] of [
    ["reads", allow(["s3:GetObject", "s3:List*", "s3:GetBucket*"])],
    ["does anything to other buckets", allow("s3:*", ["arn:aws:s3:::other", "arn:aws:s3:::other/*"])],
    ["does anything to buckets left", { Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::meridian-pay-*" }],
    ["does anything but S3", { Effect: "Allow", NotAction: ["s3:*", "iam:*"], Resource: "*" }],
    ["does anything in another service", allow("dynamodb:*", "*")],
    [
      "is denied what it is allowed",
      allow("*", "*"),
      { Effect: "Deny", Action: "s3:*", Resource: [objects, objects.slice(0, -2)] },
    ],
    [
      "puts and uses the key as S3 asks",
      allow("S3:PutObject"),
      allow(["kms:GenerateDataKey*", "kms:Decrypt", "kms:Encrypt", "kms:DescribeKey"], "*"),
    ],
  ] as const) {
    it(`allows a role that ${says}`, () => assert.deepEqual(reached(json(...statements)), []));
  }

  for (const [says, over] of [
    ["the objects only", { Resource: objects }],
    ["the bucket only", { Resource: objects.slice(0, -2) }],
    ["one condition", { Resource: "*", Condition: { Bool: { a: "true" } } }],
    ["reads only", { Resource: "*", Action: "s3:Get*" }],
  ] as const) {
    it(`does not take a denial for ${says} for one of everything`, () => {
      const policy = json(allow("*", "*"), { Effect: "Deny", Action: "s3:*", ...over });
      assert.deepEqual(reached(policy), [`violation: collector: ${excess}`]);
    });
  }

  it("adds up what a role has, by whatever resource", () => {
    const deleting = json(allow("s3:DeleteObject"));
    const managed = record(iamTypes.policy, { arn: "arn:p", policy: deleting }, "managed");
    const rest = [role(), put()];
    const attachments: readonly (readonly [string, object])[] = [
      [iamTypes.rolePolicy, { role: "collector", policy: deleting }],
      [iamTypes.rolePolicyAttachment, { role: "collector", policyArn: "arn:p" }],
      [iamTypes.rolePolicyAttachmentsExclusive, { roleName: "collector", policyArns: ["arn:p"] }],
      [iamTypes.policyAttachment, { roles: ["collector"], policyArn: "arn:p" }],
    ];
    for (const [type, props] of attachments) {
      const defined = type === iamTypes.rolePolicy ? [] : [managed];
      assert.deepEqual(
        said([...rest, ...defined, record(type, { ...props }, "more")]),
        [`violation: collector: ${excess}`],
        type,
      );
    }
    const own = { inlinePolicies: [{ name: "more", policy: deleting }] };
    assert.deepEqual(said([role(own), put()]), [`violation: collector: ${excess}`]);
    assert.deepEqual(said([role({ managedPolicyArns: ["arn:p"] }), put(), managed]), [
      `violation: collector: ${excess}`,
    ]);
  });

  it("knows the policies of AWS that let anyone write, and leaves others out of sight", () => {
    const attached = (policyArn: string) =>
      said([role(), record(iamTypes.rolePolicyAttachment, { role: "collector", policyArn })]);
    for (const name of ["AdministratorAccess", "PowerUserAccess", "AmazonS3FullAccess"]) {
      assert.deepEqual(attached(`arn:aws:iam::aws:policy/${name}`), [`violation: collector: ${excess}`]);
      assert.deepEqual(attached(`arn:aws-us-gov:iam::aws:policy/${name}`), [`violation: collector: ${excess}`]);
      assert.deepEqual(attached(`arn:aws:iam::111122223333:policy/${name}`), []);
    }
    assert.deepEqual(attached("arn:aws:iam::aws:policy/ReadOnlyAccess"), []);
    assert.deepEqual(attached("arn:aws:iam::aws:policy/constructor"), []);
  });

  for (const [kind, policy, attachment, exclusive] of [
    ["user", iamTypes.userPolicy, iamTypes.userPolicyAttachment, iamTypes.userPolicyAttachmentsExclusive],
    ["group", iamTypes.groupPolicy, iamTypes.groupPolicyAttachment, iamTypes.groupPolicyAttachmentsExclusive],
  ] as const) {
    it(`reports a ${kind} that may write, even put only`, () => {
      const expected = [
        `violation: permission: a ${kind} may write to the audit bucket; only the role of the declared workflow must.`,
      ];
      const managed = record(iamTypes.policy, { arn: "arn:p", policy: puts }, "managed");
      assert.deepEqual(said([record(policy, { [kind]: "ann", policy: puts }, "permission")]), expected);
      assert.deepEqual(
        said([managed, record(attachment, { [kind]: "ann", policyArn: "arn:p" }, "permission")]),
        expected,
      );
      assert.deepEqual(
        said([managed, record(exclusive, { [`${kind}Name`]: "ann", policyArns: ["arn:p"] }, "permission")]),
        expected,
      );
      assert.deepEqual(
        said([managed, record(iamTypes.policyAttachment, { [`${kind}s`]: ["ann"], policyArn: "arn:p" }, "permission")]),
        expected,
      );
      assert.deepEqual(said([record(policy, { [kind]: "ann", policy: json(allow("s3:GetObject")) })]), []);
    });
  }

  it("reports a policy that nobody has yet, if it allows more than puts", () => {
    const policy = (document: unknown) => said([record(iamTypes.policy, { policy: document }, "evidence-admin")]);
    assert.deepEqual(policy(json(allow("s3:*"))), [`violation: evidence-admin: ${excess}`]);
    assert.deepEqual(policy(puts), [`unverifiable: evidence-admin: ${unheld}`]);
    assert.deepEqual(policy(json(allow("s3:GetObject"))), []);
    assert.deepEqual(policy(UNKNOWN), [`undecided: evidence-admin: not known yet: ${excess}`]);
    const held = record(iamTypes.rolePolicyAttachment, { role: "collector", policyArn: "arn:p" });
    assert.deepEqual(said([role(), record(iamTypes.policy, { arn: "arn:p", policy: puts }), held]), []);
  });

  it("reports a writer that is not in the stack", () => {
    assert.deepEqual(said([put(puts, "elsewhere"), role()]), [`violation: put: ${hidden}`]);
    assert.deepEqual(said([put(puts, null)]), [`violation: put: ${hidden}`]);
  });

  it("leaves alone who is in another account than the bucket, as far as that is known", () => {
    const account = "111122223333";
    const held = (arn: unknown, of: object = { account }) => {
      const stack = [role({ arn }), put(json(allow("*", "*")))];
      return auditWriterFindings(stack, { ...store, ...of }).map(({ message }) => message);
    };
    const other = "arn:aws:iam::444455556666:role/collector";
    assert.deepEqual(held(other), []);
    assert.deepEqual(held(other, {}), [excess]);
    for (const arn of [`arn:aws:iam::${account}:role/collector`, UNKNOWN, undefined, 7, "x"]) {
      assert.deepEqual(held(arn), [excess], String(arn));
    }
    const policy = record(iamTypes.policy, { policy: json(allow("s3:*")), arn: "arn:aws:iam::444455556666:policy/p" });
    assert.deepEqual(auditWriterFindings([policy], { ...store, account }), []);
    assert.equal(auditWriterFindings([policy], store).length, 1);
    const open = json({ ...allow("s3:*"), Principal: { AWS: other } });
    const both = [...auditBucket({ policy: { policy: open } }), role({ arn: other }), put(json(allow("*", "*")))];
    assert.deepEqual(
      auditWriterFindings(both, { ...store, account }).map(({ message }) => message),
      [`evidence could be made up; ${none}`],
    );
  });

  it("reports what the trust of a writer does not pin", () => {
    const open = trust.replace("sts.amazonaws.com", "*").replace('"42"', '["42","43"]');
    assert.deepEqual(said([role({ assumeRolePolicy: open }), put()]), [
      `violation: collector: ${wide} aud, repository_id.`,
    ]);
  });

  it("judges two roles apart, and one writer's permission never for another", () => {
    const other = role({ assumeRolePolicy: "{}" }, "other");
    assert.deepEqual(said([role(), other, put()]), []);
    assert.deepEqual(said([role(), other, put(), put(puts, "other")]), [
      `violation: other: ${wide} GitHub's OIDC provider.`,
    ]);
  });

  describe("of a first preview", () => {
    const [evidence] = auditBucket();
    assert.ok(evidence);
    const from = (resource: ResourceRecord, property: string, ...urns: string[]): ResourceRecord => ({
      ...resource,
      props: { ...resource.props, [property]: UNKNOWN },
      origins: { [property]: urns },
    });

    it("waits for a permission that comes from the audit bucket", () => {
      const expected = [`undecided: collector: not known yet: ${excess}`];
      assert.deepEqual(said([evidence, role(), from(put(), "policy", evidence.urn)]), expected);
      assert.deepEqual(said([role(), put(UNKNOWN)]), expected);
      assert.deepEqual(said([evidence, from(role(), "inlinePolicies", evidence.urn)]), expected);
      assert.deepEqual(said([evidence, role(), put(), from(put(), "policy", evidence.urn)]), expected);
    });

    it("reports what is violated all the same", () => {
      assert.deepEqual(said([evidence, role(), put(json(allow("s3:*"))), from(put(), "policy", evidence.urn)]), [
        `violation: collector: ${excess}`,
      ]);
      assert.deepEqual(said([role({ assumeRolePolicy: "{}" }), put(UNKNOWN)]), [
        `undecided: collector: not known yet: ${excess}`,
        `undecided: collector: not known yet: ${wide} GitHub's OIDC provider.`,
      ]);
    });

    it("reports what is known of a document that is not known as a whole, wherever it comes from", () => {
      const partly = (known: object, urns: string[]) => {
        const policy = { Statement: [known, { Effect: "Allow", Action: "s3:PutObject", Resource: UNKNOWN }] };
        return said([evidence, role(), { ...put(policy), origins: { policy: urns } }]);
      };
      for (const urns of [[], ["urn:logs"], [evidence.urn]]) {
        assert.deepEqual(partly(allow("s3:*", "*"), urns), [`violation: collector: ${excess}`]);
      }
      assert.deepEqual(partly(allow("s3:GetObject"), ["urn:logs"]), []);
      assert.deepEqual(partly(allow("s3:GetObject"), []), [`undecided: collector: not known yet: ${excess}`]);
    });

    it("waits for a permission that comes from no resource", () => {
      assert.deepEqual(said([evidence, role(), from(put(), "policy")]), [
        `undecided: collector: not known yet: ${excess}`,
      ]);
    });

    it("finds a policy by the name in a literal ARN", () => {
      const all = json(allow("s3:*"));
      const attach = (policyArn: unknown) =>
        record(iamTypes.userPolicyAttachment, { user: "ann", policyArn }, "permission");
      const managed = (over: object) => record(iamTypes.policy, { arn: UNKNOWN, name: "p", policy: all, ...over });
      const expected = [
        "violation: permission: a user may write to the audit bucket; only the role of the declared workflow must.",
      ];
      for (const path of ["p", "team/p"]) {
        const arn = `arn:aws:iam::111122223333:policy/${path}`;
        assert.deepEqual(said([managed({}), attach(arn)]), expected, path);
        assert.deepEqual(said([managed({ policy: puts }), attach(arn)]), expected, path);
      }
      const other = [`violation: it: ${excess}`];
      const nobody = (over: object, arn: unknown) =>
        said([managed(over), attach(arn)]).map((line) => line.replace(/: p:/, ": it:"));
      assert.deepEqual(nobody({}, "arn:aws:iam::111122223333:policy/pp"), other);
      assert.deepEqual(nobody({}, "arn:aws:iam::111122223333:policy/p/q"), other);
      assert.deepEqual(nobody({ name: UNKNOWN }, "arn:aws:iam::111122223333:policy/p"), other);
      assert.deepEqual(nobody({ arn: "arn:aws:iam::111122223333:policy/x/p" }, "arn:aws:iam::1:policy/p"), other);
    });

    it("leaves a permission alone that comes from elsewhere", () => {
      const logs = { ...evidence, urn: "urn:logs", props: { bucket: "logs" } };
      assert.deepEqual(said([evidence, logs, role(), from(put(), "policy", logs.urn)]), []);
      assert.deepEqual(said([evidence, from(role(), "inlinePolicies")]), []);
    });

    it("finds holder and policy through their origins", () => {
      const holder = from(put(), "role", role().urn);
      assert.deepEqual(said([role(), holder]), []);
      assert.deepEqual(said([role({ assumeRolePolicy: "{}" }), holder]), [
        `violation: collector: ${wide} GitHub's OIDC provider.`,
      ]);
      const managed = record(iamTypes.policy, { policy: json(allow("s3:*")) }, "managed");
      const attachment = from(record(iamTypes.rolePolicyAttachment, { role: "collector" }), "policyArn", managed.urn);
      assert.deepEqual(said([role(), managed, attachment]), [`violation: collector: ${excess}`]);
      const unseen = from(record(iamTypes.rolePolicyAttachment, { role: "collector" }), "policyArn", "urn:other");
      assert.deepEqual(said([role(), unseen]), []);
      const any = record(iamTypes.rolePolicyAttachment, { role: "collector", policyArn: UNKNOWN });
      assert.deepEqual(said([role(), any]), [`undecided: collector: not known yet: ${excess}`]);
    });

    it("waits for the trust of a writer", () => {
      assert.deepEqual(said([role({ assumeRolePolicy: UNKNOWN }), put()]), [
        "undecided: collector: not known yet whom it trusts; it must pin the declared workflow by StringEquals.",
      ]);
    });
  });

  const lets = (policy: unknown) => said(auditBucket({ policy: { policy } }));
  const none = "the audit bucket must let nobody write by its policy, which the writer's role needs not.";
  it("reports a bucket policy that lets someone write, whoever it is", () => {
    const own = { Principal: { AWS: "arn:aws:iam::111122223333:role/collector" } };
    assert.deepEqual(lets(json({ ...allow("s3:PutObject"), ...own })), [
      `violation: ${bucket}: evidence could be made up; ${none}`,
    ]);
    assert.deepEqual(lets(json({ ...allow("s3:GetObject"), ...own })), []);
    assert.deepEqual(lets(UNKNOWN), [`undecided: ${bucket}: not known yet; ${none}`]);
    const inline = { bucket: { policy: json(allow("s3:PutObject")) } };
    assert.deepEqual(said(auditBucket(inline)), [`violation: ${bucket}: evidence could be made up; ${none}`]);
  });

  const evil = { ...allow("s3:*", "*"), Principal: { AWS: "arn:aws:iam::111122223333:role/evil" } };
  const nobody = { AWS: "arn:aws:iam::111122223333:role/nobody" };
  for (const [says, over, isDenial] of [
    ["everyone", { Principal: "*" }, true],
    ["everyone of AWS", { Principal: { AWS: ["*"] } }, true],
    ["somebody", { Principal: nobody }, false],
    ["all but somebody", { NotPrincipal: nobody }, false],
    ["nobody at all", {}, false],
  ] as const) {
    it(`takes a denial of a bucket policy for ${says} ${isDenial ? "" : "not "}for one of whom it allows`, () => {
      const denial = { Effect: "Deny", Action: "s3:*", Resource: "*", ...over };
      assert.deepEqual(
        lets(json(evil, denial)),
        isDenial ? [] : [`violation: ${bucket}: evidence could be made up; ${none}`],
      );
    });
  }

  const only = "the audit bucket must hold what the declared workflow writes, and no object of a stack.";
  for (const type of auditObjects) {
    it(`reports ${type} in the audit bucket`, () => {
      const object = (of: unknown) => record(type, { bucket: of, key: "2026/evidence.json" }, "evidence");
      assert.deepEqual(said([object(bucket)]), [`violation: ${bucket}: evidence could be made up; ${only}`]);
      assert.deepEqual(said([...auditBucket(), object(bucket)]), [
        `violation: ${bucket}: evidence could be made up; ${only}`,
      ]);
      assert.deepEqual(said([...auditBucket(), object(UNKNOWN)]), [`undecided: ${bucket}: not known yet; ${only}`]);
      assert.deepEqual(said([...auditBucket(), object("logs")]), []);
    });
  }

  it("never throws, whatever properties are", () => {
    for (const type of Object.values(iamTypes)) {
      for (const odd of [{ toString: 1, valueOf: 1 }, null, 7, "x", [], {}, [null, {}], UNKNOWN]) {
        const names = [
          "policy",
          "policyArn",
          "policyArns",
          "role",
          "roles",
          "inlinePolicies",
          "managedPolicyArns",
          "name",
        ];
        const props = Object.fromEntries(names.map((name) => [name, odd]));
        assert.ok(Array.isArray(auditWriterFindings([record(type, props)], store)));
      }
    }
  });
});

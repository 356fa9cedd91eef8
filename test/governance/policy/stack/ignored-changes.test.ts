import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { awsTypes, githubTypes, ownTypes, UNKNOWN } from "../../../../governance/index.ts";
import { governedTypes } from "../../../../governance/policy/stack/governed-types.ts";
import { ignoredChangesFindings } from "../../../../governance/policy/stack/ignored-changes.ts";
import { record } from "../records.ts";

const bucket = "meridian-pay-ai-audit";

function ignoring(type: string, paths: readonly string[], props: Record<string, unknown> = {}) {
  const resource = { ...record(type, props), ignoreChanges: paths };
  return ignoredChangesFindings(resource, bucket).map(({ outcome, subject, fix }) => [outcome, subject, fix]);
}

const remove = (path: string) => `Remove ${JSON.stringify(path)} from ignoreChanges.`;

describe("ignoredChangesFindings", () => {
  it("names the resource, every path that counts, and what to remove", () => {
    const resource = {
      ...record(githubTypes.organizationRuleset, { name: "ai-stop-devin" }),
      ignoreChanges: ["enforcement", "etag", '["rules"].creation'],
    };
    const paths = String.raw`"enforcement", "etag", "[\"rules\"].creation"`;
    assert.deepEqual(ignoredChangesFindings(resource, bucket), [
      {
        outcome: "violation",
        subject: "ai-stop-devin",
        message: `ignoreChanges has ${paths}: a change made by hand would stay; what bears a control must be repaired.`,
        fix: `Remove ${paths} from ignoreChanges.`,
        urn: resource.urn,
      },
    ]);
  });

  it("reports a wildcard on every governed type", () => {
    const props = { propertyName: "ai-tier", file: "docs/CODEOWNERS", path: "CODEOWNERS", bucket };
    for (const type of Object.keys(governedTypes)) {
      const outcome = type.startsWith("aws:kms/") ? "undecided" : "violation";
      assert.deepEqual(ignoring(type, ["*"], props), [[outcome, "it", remove("*")]], type);
    }
  });

  it("allows a governed resource that ignores nothing, or what bears no control", () => {
    const props = { propertyName: "ai-tier", file: "CODEOWNERS", path: ".github/CODEOWNERS", bucket };
    for (const [type, { free }] of Object.entries(governedTypes)) {
      assert.deepEqual(ignoring(type, free, props), [], type);
    }
    assert.deepEqual(ignoredChangesFindings(record(githubTypes.repository, {}), bucket), []);
  });

  it("finds the rest beside what bears no control", () => {
    const repository = (...paths: string[]) => ignoring(githubTypes.repository, paths, { name: "docs" });
    assert.deepEqual(repository("description", "topics", "topics[0]", "hasWiki"), []);
    assert.deepEqual(repository("description", "visibility"), [["violation", "docs", remove("visibility")]]);
    assert.deepEqual(repository("descriptions"), [["violation", "docs", remove("descriptions")]]);
  });

  it("leaves properties, files and buckets of others alone", () => {
    assert.deepEqual(ignoring(githubTypes.organizationCustomProperties, ["*"], { propertyName: "cost-centre" }), []);
    assert.deepEqual(ignoring(githubTypes.repositoryCustomProperty, ["*"], { propertyName: 3 }), []);
    assert.deepEqual(ignoring(githubTypes.repositoryFile, ["content"], { file: "README.md" }), []);
    assert.deepEqual(ignoring(ownTypes.reviewedFile, ["content"], {}), []);
    assert.deepEqual(ignoring(awsTypes.bucket[0], ["*"], { bucket: "storefront-assets" }), []);
    assert.deepEqual(ignoring("github:index/team:Team", ["*"]), []);
  });

  it("stays undecided while it is unknown whether a control rests on the resource", () => {
    for (const [type, property] of [
      [githubTypes.organizationCustomProperties, "propertyName"],
      [githubTypes.repositoryFile, "file"],
      [ownTypes.reviewedFile, "path"],
      [awsTypes.policy[0], "bucket"],
    ] as const) {
      const resource = { ...record(type, { [property]: UNKNOWN }), ignoreChanges: ["policy"] };
      assert.deepEqual(
        ignoredChangesFindings(resource, bucket).map(({ outcome, message }) => [outcome, message]),
        [
          [
            "undecided",
            'ignoreChanges has "policy": a change made by hand would stay; not known yet whether a control rests on it, which must be repaired.',
          ],
        ],
      );
    }
  });
});

describe("the table of governed types", () => {
  const modules = join(import.meta.dirname, "../../../../node_modules/@pulumi");
  const declarations = (type: string): string => {
    const [name = "", path = ""] = type.split(":");
    return readFileSync(join(modules, name, `${path.replace("index/", "")}.d.ts`), "utf8");
  };
  const theirs = Object.entries(governedTypes).filter(([type]) => !type.startsWith("ai-governance:"));

  it("names types of the installed SDKs", () => {
    for (const [type] of theirs) assert.match(declarations(type), new RegExp(`class ${type.split(":").at(-1)} `), type);
  });

  it("names properties that those have", () => {
    for (const [type, { free }] of theirs.filter(([type]) => !/^aws:(iam|kms|.*\/bucket[A-Z]\w+:)/.test(type))) {
      for (const property of free) assert.match(declarations(type), new RegExp(`readonly ${property}: `), property);
    }
  });
});

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { builtFiles, factsOf, type BuildArgs } from "../../../policypack/built/files.ts";
import { readBuiltFacts } from "../../../policypack/built/read.ts";
import { builtFileNames, versionOf } from "../../../policypack/built/version.ts";
import { policyConfiguration } from "../../../policypack/configuration.ts";
import manifest from "../../../policypack/package.json" with { type: "json" };
import { parsed } from "../../governance/example.ts";

const bundle = "// the bundle\n";
const args: BuildArgs = {
  declaration: parsed(),
  pack: "recommended",
  role: "repository",
  lookedUp: { breakGlassTeamId: 12 },
  date: "2026-11-26",
  validDays: 90,
};
const facts = factsOf(args);
const files = builtFiles(facts, bundle);

describe("the files of a built pack", () => {
  it("hold the facts: for whom, until when, and what each rule is told", () => {
    const { settings, ...others } = facts;
    assert.deepEqual(others, {
      pack: "recommended",
      role: "repository",
      organization: "meridian-pay",
      date: "2026-11-26",
      validUntil: "2027-02-24",
    });
    const lookedUp = { breakGlassTeamId: 12, today: "2026-11-26", validUntil: "2027-02-24" };
    assert.deepEqual(settings, policyConfiguration(parsed(), "repository", lookedUp));
    assert.deepEqual(JSON.parse(files["facts.json"]), facts);
  });

  for (const [date, validDays, validUntil] of [
    ["2026-12-31", 1, "2027-01-01"],
    ["2028-02-28", 1, "2028-02-29"],
    ["2026-03-28", 2, "2026-03-30"],
  ] as const) {
    it(`hold until ${validUntil} from ${date} for ${validDays} days`, () => {
      assert.equal(factsOf({ ...args, date, validDays }).validUntil, validUntil);
    });
  }

  it("are one package with exact dependencies, whose version is the digest", () => {
    const { version, ...others } = JSON.parse(files["package.json"]) as Record<string, unknown>;
    const description =
      "AI-tool governance of meridian-pay for stacks of role repository: pack recommended, valid until 2027-02-24.";
    assert.match(String(version), /^0\.1\.0-sha256-[0-9a-f]{64}$/);
    assert.deepEqual(others, {
      name: "ai-governance-repository",
      private: true,
      description,
      license: "Apache-2.0",
      main: "index.cjs",
      dependencies: manifest.dependencies,
    });
    for (const exact of Object.values(manifest.dependencies)) assert.match(exact, /^\d+\.\d+\.\d+$/);
    assert.deepEqual(parse(files["PulumiPolicy.yaml"]), { description, runtime: "nodejs", version });
    assert.equal(files["index.cjs"], bundle);
  });

  it("are others for other facts and another bundle", () => {
    const changed = [
      builtFiles(facts, `${bundle} `),
      builtFiles(factsOf({ ...args, pack: "strict" }), bundle),
      builtFiles(factsOf({ ...args, role: "organization" }), bundle),
      builtFiles(factsOf({ ...args, lookedUp: { breakGlassTeamId: 13 } }), bundle),
      builtFiles(factsOf({ ...args, date: "2026-11-27" }), bundle),
      builtFiles(factsOf({ ...args, validDays: 91 }), bundle),
    ];
    const versions = [files, ...changed].map(
      (each) => (JSON.parse(each["package.json"]) as { version: string }).version,
    );
    assert.equal(new Set(versions).size, versions.length);
  });
});

describe("a built pack that starts", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "ai-governance-built-"));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("reads its facts", () => assert.deepEqual(readBuiltFacts(folder), facts));

  it("reads them beside what npm install adds", async () => {
    await writeFile(join(folder, "package-lock.json"), "{}");
    assert.deepEqual(readBuiltFacts(folder), facts);
  });

  for (const name of builtFileNames) {
    it(`refuses to without ${name}`, async () => {
      await rm(join(folder, name));
      assert.throws(() => readBuiltFacts(folder), {
        message: `${join(folder, name)} is missing; without it the pack has no rules to apply. Build the pack anew: ai-governance pack build`,
      });
    });

    it(`refuses to where ${name} is not as it was built`, async () => {
      await writeFile(join(folder, name), `${files[name]}\n`);
      assert.throws(
        () => readBuiltFacts(folder),
        /its files are not those of version 0\.1\.0-sha256-[0-9a-f]{64}, but/,
      );
    });
  }

  it("refuses facts that say less than they must", async () => {
    const { validUntil: _, ...without } = facts;
    const less = builtFiles(without as typeof facts, bundle);
    for (const [name, text] of Object.entries(less)) await writeFile(join(folder, name), text);
    assert.throws(() => readBuiltFacts(folder), { message: notAsBuilt("facts.json") });
  });

  const notAsBuilt = (name: string): string =>
    `${join(folder, name)}: is not as it was built. Build the pack anew: ai-governance pack build`;

  for (const text of ["{", "{}", "null", '{"version": 1}']) {
    it(`refuses a package.json with ${text}`, async () => {
      await writeFile(join(folder, "package.json"), text);
      assert.throws(() => readBuiltFacts(folder), { message: notAsBuilt("package.json") });
    });
  }

  for (const text of ["{", "null"]) {
    it(`refuses facts with ${text}, though the version is theirs`, async () => {
      const changed = { ...files, "facts.json": text };
      const version = (JSON.parse(files["package.json"]) as { version: string }).version;
      const made = versionOf(changed, version);
      for (const [name, content] of Object.entries(changed)) {
        await writeFile(join(folder, name), content.replaceAll(version, made));
      }
      assert.throws(() => readBuiltFacts(folder), { message: notAsBuilt("facts.json") });
    });
  }
});

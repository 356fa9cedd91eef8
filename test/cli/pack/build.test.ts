import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { readBundle } from "../../../cli/pack/bundle.ts";
import { buildPack } from "../../../local/setup/build-pack.ts";
import { exampleText, waiving } from "../../governance/example.ts";
import { folderContents as contents } from "../folder-contents.ts";
import { aiGovernance, type Ended } from "../run.ts";

const main = join(import.meta.dirname, "../../../cli/main.ts");

describe("ai-governance pack build", function () {
  this.timeout(60_000);
  let folder: string;
  let declaration: string;

  before(() => buildPack());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "ai-governance-pack-build-"));
    declaration = join(folder, "governance.yaml");
    await writeFile(declaration, exampleText);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const words = (out: string, ...more: string[]) => {
    const day = ["--date", "2026-11-26"];
    return ["pack", "build", "--declaration", declaration, "--role", "repository", ...day, "--out", out, ...more];
  };
  const built = (out: string, ...more: string[]): Promise<Ended> => aiGovernance(words(out, ...more));

  it("writes four files, and says their version and until when they hold", async () => {
    const out = join(folder, "new/pack");
    const { exitCode, stdout, stderr } = await built(out);
    assert.deepEqual([exitCode, stderr], [0, ""]);
    const files = await contents(out);
    assert.deepEqual(Object.keys(files), ["PulumiPolicy.yaml", "facts.json", "index.cjs", "package.json"]);
    const { version } = JSON.parse(files["package.json"] ?? "") as { version: string };
    assert.equal(stdout, `${out}: ai-governance-repository ${version}, valid until 2027-02-24\n`);
  });

  it("takes pack, team, role and validity", async () => {
    const out = join(folder, "pack");
    const more = ["--pack", "strict", "--break-glass-team", "4181023", "--valid-days", "366", "--role", "organization"];
    assert.equal((await built(out, ...more)).exitCode, 0);
    const { settings, ...facts } = JSON.parse((await contents(out))["facts.json"] ?? "");
    assert.deepEqual([facts.pack, facts.role, facts.validUntil], ["strict", "organization", "2027-11-27"]);
    assert.equal(settings["github-ruleset-disallow-broad-bypass"].breakGlassTeamId, 4181023);
  });

  it("is built for today where no date is given", async () => {
    const out = join(folder, "pack");
    const before = new Date().toISOString().slice(0, 10);
    const without = words(out).filter((word) => word !== "--date" && word !== "2026-11-26");
    assert.equal((await aiGovernance(without)).exitCode, 0);
    const { date } = JSON.parse((await contents(out))["facts.json"] ?? "") as { date: string };
    assert.ok(before <= date && date <= new Date().toISOString().slice(0, 10), date);
  });

  it("gives the same bytes in another folder, time zone and language, at another time", async () => {
    const [one, other] = [join(folder, "one"), join(folder, "other")];
    for (const [out, cwd, env] of [
      [one, folder, { TZ: "Pacific/Kiritimati", LC_ALL: "C" }],
      [other, tmpdir(), { TZ: "Pacific/Pago_Pago", LC_ALL: "tr_TR.UTF-8" }],
    ] as const) {
      await execa(process.execPath, [main, ...words(out)], { cwd, env });
    }
    assert.deepEqual(await contents(one), await contents(other));
  });

  it("replaces a pack that was built before, and keeps what was installed beside it", async () => {
    const out = join(folder, "pack");
    await built(out);
    await mkdir(join(out, "node_modules"));
    await writeFile(join(out, "package-lock.json"), "{}");
    assert.equal((await built(out, "--pack", "strict")).exitCode, 0);
    assert.match(await readFile(join(out, "package.json"), "utf8"), /: pack strict,/);
    assert.deepEqual((await readdir(out)).sort(), [
      "PulumiPolicy.yaml",
      "facts.json",
      "index.cjs",
      "node_modules",
      "package-lock.json",
      "package.json",
    ]);
  });

  it("uses an empty folder", async () => {
    const out = join(folder, "empty");
    await mkdir(out);
    assert.equal((await built(out)).exitCode, 0);
  });

  describe("refuses, and changes nothing:", () => {
    const refused = async (out: string, ...more: string[]): Promise<string> => {
      const { exitCode, stdout, stderr } = await built(out, ...more);
      assert.deepEqual([exitCode, stdout], [2, ""]);
      return stderr.replace(/\n\(ai-governance --help .*$/s, "").trim();
    };

    for (const [what, packageJson] of [
      ["a project", '{"name": "mine", "version": "1.0.0"}'],
      ["a damaged package", "{"],
      ["a package without a version", "null"],
    ] as const) {
      it(`a folder with ${what}`, async () => {
        const out = join(folder, "foreign");
        await mkdir(out);
        await writeFile(join(out, "package.json"), packageJson);
        await writeFile(join(out, "index.cjs"), "mine");
        const before = await contents(out);
        assert.equal(
          await refused(out),
          `--out ${out} holds index.cjs, package.json and is no pack that was built before; name a new or an empty folder`,
        );
        assert.deepEqual(await contents(out), before);
      });
    }

    for (const extension of [".js", ".json", ".node"]) {
      it(`a folder in whose place Node loads a file ${extension}`, async () => {
        const out = join(folder, "pack");
        await writeFile(`${out}${extension}`, "{}");
        const taken = `Node takes ${out}${extension} in its place`;
        assert.equal(await refused(`${out}/`), `--out ${out}/ would not be loaded: ${taken}; name another folder`);
        assert.deepEqual(await readdir(folder), ["governance.yaml", `pack${extension}`]);
      });
    }

    it("a folder with many files, of which it names three", async () => {
      const out = join(folder, "foreign");
      await mkdir(out);
      for (const name of ["d", "c", "b", "a"]) await writeFile(join(out, name), "");
      assert.match(await refused(out), / holds a, b, c and is no pack/);
    });

    it("a file", async () => {
      assert.equal(
        await refused(declaration),
        `--out ${declaration} cannot be used: it is a file, and must be a folder`,
      );
      assert.equal(await readFile(declaration, "utf8"), exampleText);
    });

    it("a folder below a file", async () => {
      assert.match(await refused(join(declaration, "pack")), /it is a file, and must be a folder$/);
    });

    it("a declaration with mistakes, all of which it names, and makes no folder", async () => {
      await writeFile(declaration, "version: 1\ntiers: 3\n");
      const message = await refused(join(folder, "pack"));
      assert.match(message, /governance\.yaml:1:1: at organization: missing/);
      assert.match(message, /governance\.yaml:2:8: at tiers: found 3/);
      assert.deepEqual(await readdir(folder), ["governance.yaml"]);
    });

    it("a declaration with a waiver of a rule that does not exist", async () => {
      await writeFile(declaration, waiving("aws-x"));
      const problem = 'at waivers[0].rule: found "aws-x", allowed: a rule of the policy pack.';
      assert.equal(await refused(join(folder, "pack")), `${declaration}: ${problem}`);
      assert.deepEqual(await readdir(folder), ["governance.yaml"]);
    });

    it("a declaration with mistakes, where there is a former pack", async () => {
      const out = join(folder, "pack");
      await built(out);
      const before = await contents(out);
      await writeFile(declaration, "version: 1\n");
      await refused(out);
      assert.deepEqual(await contents(out), before);
    });

    it("a declaration that is not there", async () => {
      await rm(declaration);
      assert.equal(await refused(join(folder, "pack")), `${declaration} cannot be read: there is no such file`);
    });

    it("a folder that it may not write, and leaves nothing half written", async function () {
      const out = join(folder, "pack");
      await built(out);
      const before = await contents(out);
      // A folder in the place of a temporary file stops also a root user.
      await mkdir(join(out, ".package.json.new/x"), { recursive: true });
      assert.equal(await refused(out, "--pack", "strict"), `--out ${out} cannot be written: EISDIR`);
      await rm(join(out, ".package.json.new"), { recursive: true });
      assert.deepEqual(await contents(out), before);
    });

    for (const [what, more, message] of [
      [
        "an unknown role",
        ["--role", "repo"],
        "error: option '--role <role>' argument 'repo' is invalid. Allowed choices are organization, repository.",
      ],
      [
        "an unknown pack",
        ["--pack", "lenient"],
        "error: option '--pack <pack>' argument 'lenient' is invalid. Allowed choices are recommended, strict.",
      ],
      [
        "a team by name",
        ["--break-glass-team", "break-glass"],
        /argument 'break-glass' is invalid\. It must be a numeric id, such as 4181023\.$/,
      ],
      ["team 0", ["--break-glass-team", "0"], /argument '0' is invalid/],
      [
        "a day that does not exist",
        ["--date", "2026-02-30"],
        /argument '2026-02-30' is invalid\. It must be a date, such as 2026-11-26\.$/,
      ],
      ["another form of date", ["--date", "26.11.2026"], /argument '26\.11\.2026' is invalid/],
      ["a time", ["--date", "2026-11-26T00:00"], /is invalid/],
      [
        "no day of validity",
        ["--valid-days", "0"],
        /argument '0' is invalid\. It must be a whole number of days from 1 to 366\.$/,
      ],
      ["too long a validity", ["--valid-days", "367"], /argument '367' is invalid/],
      ["half a day", ["--valid-days", "1.5"], /argument '1\.5' is invalid/],
      ["a misspelt flag", ["--rol", "repository"], "error: unknown option '--rol'\n(Did you mean --role?)"],
      ["a stray word", ["strict"], /error: too many arguments for 'build'\. Expected 0 arguments but got 1/],
    ] as const) {
      it(what, async () => {
        const said = await refused(join(folder, "pack"), ...more);
        if (typeof message === "string") assert.equal(said, message);
        else assert.match(said, message);
        assert.deepEqual(await readdir(folder), ["governance.yaml"]);
      });
    }

    for (const flag of ["--declaration", "--role", "--out"]) {
      it(`no ${flag}`, async () => {
        const all = words(join(folder, "pack"));
        const at = all.indexOf(flag);
        const { exitCode, stderr } = await aiGovernance([...all.slice(0, at), ...all.slice(at + 2)]);
        assert.equal(exitCode, 2);
        assert.match(stderr, new RegExp(`^error: required option '${flag} <\\w+>' not specified`));
      });
    }

    it("a misspelt command", async () => {
      const { exitCode, stderr } = await aiGovernance(["pack", "biuld"]);
      assert.equal(exitCode, 2);
      assert.match(stderr, /^error: unknown command 'biuld'\n\(Did you mean build\?\)/);
    });
  });

  it("explains itself", async () => {
    const [all, one] = [await aiGovernance(["pack", "--help"]), await aiGovernance(["pack", "build", "--help"])];
    assert.deepEqual([all.exitCode, one.exitCode], [0, 0]);
    assert.match(all.stdout, /^ {2}build \[options\] +builds the pack of one organisation$/m);
    assert.match(one.stdout, /Exit codes:\n {2}0 {2}built\n {2}2 {2}wrong input; nothing is changed\n/);
    assert.match(one.stdout, /\(default:\s+90\)/);
  });

  it("says how to make a bundle that is missing", async () => {
    const bundle = join(folder, "built.cjs");
    await assert.rejects(readBundle(bundle), { message: `${bundle} is missing; make it: npm run build` });
  });
});

import assert from "node:assert/strict";
import { join } from "node:path";
import { execa } from "execa";

const root = join(import.meta.dirname, "../..");

async function printed(...words: string[]) {
  const script = join(root, "policypack/print-configuration.ts");
  const { exitCode, stdout, stderr } = await execa(process.execPath, [script, "--role", "repository", ...words], {
    cwd: root,
    reject: false,
  });
  return { exitCode, stdout, stderr: stderr.split("\n")[0] };
}

describe("npm run policy-configuration", () => {
  it("tells the rules where the organisation's GitHub is", async () => {
    const { exitCode, stdout } = await printed("--github", "https://github.example.com/");
    assert.equal(exitCode, 0);
    const told = JSON.parse(stdout) as Record<string, { githubBaseUrl?: string }>;
    assert.equal(told["pulumi-provider-require-organization"]?.githubBaseUrl, "https://github.example.com/");
  });

  it("refuses an address that is none, and says what to write", async () => {
    assert.deepEqual(await printed("--github", "github.example.com"), {
      exitCode: 2,
      stdout: "",
      stderr: '--github is "github.example.com"; it must be an address such as https://github.example.com/',
    });
  });
});

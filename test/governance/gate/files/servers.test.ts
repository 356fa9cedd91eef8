import assert from "node:assert/strict";
import { isShellScript, isUnpinned } from "../../../../governance/gate/files/settings/servers.ts";

const words = (line: string): string[] => line.split(" ");
const digest = "0".repeat(64);

describe("isUnpinned", () => {
  for (const line of [
    "npx -y @example/server",
    "npx @example/server@latest",
    "npx server@^1.2.3",
    "npx server@1.2",
    "/usr/bin/npx -y server",
    "cmd /c npx -y server",
    "npx -p server@1.2.3 -p other run",
    "npx --package=server run",
    "npm exec server",
    "pnpm dlx server",
    "bun x server",
    "uvx server",
    "uvx --from git+https://example.com/server.git server",
    "uv run --with server main.py",
    "pipx run server",
    "docker run --rm -i example/server:latest",
    "npm --yes exec server",
    "npm --prefix tools exec server",
    "uv tool run server",
    "uv --quiet run --with server main.py",
    "uvx -p 3.12 server",
    "deno run -A npm:server",
    "deno run https://example.com/server.ts",
    "go run example.com/server@latest",
  ])
    it(`finds ${line}`, () => assert.equal(isUnpinned(words(line)), true));

  for (const line of [
    "npx -y @example/server@1.2.3",
    "npx server@1.2.3-beta.1 stdio",
    "uvx server==1.2.3",
    "uvx server@1.2.3",
    `uvx --from git+https://example.com/server.git@${"a".repeat(40)} server`,
    "uv run main.py",
    "npx ./server",
    "npm run server",
    `docker run -i example/server@sha256:${digest}`,
    "node server.js",
    "npx",
    "npm",
    "npm run x",
    "pnpm exec server",
    "uv tool run server==1.2.3",
    "uvx --python 3.12 server@1.2.3",
    "uvx -p 3.12 server@1.2.3",
    "npx --registry https://registry.example.com server@1.2.3",
    "deno run -A npm:server@1.2.3 npm:main",
    "deno run https://example.com/server@1.2.3/main.ts",
    "deno run server.ts",
    "go run ./cmd/server",
    "go run example.com/server@v1.2.3",
    "constructor x",
    "/usr/bin/__proto__ x",
  ])
    it(`lets pass ${line}`, () => assert.equal(isUnpinned(words(line)), false));
});

describe("isShellScript", () => {
  for (const line of [
    "sh -c x",
    "/bin/bash -lc x",
    "powershell -NoProfile -Command x",
    "pwsh -enc AAAA",
    "curl -s https://example.com",
    "x | sh",
    "cmd /c npx server & calc",
  ])
    it(`finds ${line}`, () => assert.equal(isShellScript(words(line)), true));

  for (const line of ["npx server", "cmd /c npx -y server@1.2.3", "bash server.sh", "node server.js -c x"])
    it(`lets pass ${line}`, () => assert.equal(isShellScript(words(line)), false));
});

import assert from "node:assert/strict";
import { userInfo } from "node:os";
import { resolve } from "node:path";
import { cacheFolder } from "../../../local/toolchain/index.ts";
import { pulumiHome, userPulumiHome } from "../../../local/toolchain/folders.ts";

describe("folders of the toolchain", () => {
  it("keeps the cache in AI_GOVERNANCE_CACHE, else XDG_CACHE_HOME, else ~/.cache", () => {
    const environment = { HOME: "/h", XDG_CACHE_HOME: "/x", AI_GOVERNANCE_CACHE: "/a" };
    assert.equal(cacheFolder(environment), "/a");
    assert.equal(cacheFolder({ ...environment, AI_GOVERNANCE_CACHE: "" }), "/x/pulumi-ai-governance");
    assert.equal(cacheFolder({ HOME: "/h" }), "/h/.cache/pulumi-ai-governance");
  });

  it("takes a relative AI_GOVERNANCE_CACHE from the current folder, and ignores a relative XDG_CACHE_HOME", () => {
    assert.equal(cacheFolder({ HOME: "/h", AI_GOVERNANCE_CACHE: "some/cache" }), resolve("some/cache"));
    assert.equal(cacheFolder({ HOME: "/h", XDG_CACHE_HOME: "some/cache" }), "/h/.cache/pulumi-ai-governance");
  });

  it("asks the system for the home folder when HOME is empty", () => {
    const { HOME } = process.env;
    process.env["HOME"] = "/not/this";
    try {
      assert.equal(cacheFolder({ HOME: "" }), resolve(userInfo().homedir, ".cache/pulumi-ai-governance"));
    } finally {
      if (HOME === undefined) delete process.env["HOME"];
      else process.env["HOME"] = HOME;
    }
  });

  it("never uses the user's own PULUMI_HOME as ours", () => {
    const environment = { HOME: "/h", PULUMI_HOME: "/h/other" };
    assert.equal(userPulumiHome(environment), "/h/other");
    assert.equal(userPulumiHome({ HOME: "/h" }), "/h/.pulumi");
    assert.equal(pulumiHome(environment), "/h/.cache/pulumi-ai-governance/home");
    assert.equal(userPulumiHome({ HOME: "/h", PULUMI_HOME: pulumiHome(environment) }), "/h/.pulumi");
    const withStandIn = `${pulumiHome(environment)}/stand-ins/aws-1.0.0-0000`;
    assert.equal(userPulumiHome({ HOME: "/h", PULUMI_HOME: withStandIn }), "/h/.pulumi");
  });
});

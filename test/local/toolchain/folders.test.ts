import assert from "node:assert/strict";
import { cacheFolder } from "../../../local/toolchain/index.ts";
import { pulumiHome, userPulumiHome } from "../../../local/toolchain/folders.ts";

describe("folders of the toolchain", () => {
  it("keeps the cache in AI_GOVERNANCE_CACHE, else XDG_CACHE_HOME, else ~/.cache", () => {
    const environment = { HOME: "/h", XDG_CACHE_HOME: "/x", AI_GOVERNANCE_CACHE: "/a" };
    assert.equal(cacheFolder(environment), "/a");
    assert.equal(cacheFolder({ ...environment, AI_GOVERNANCE_CACHE: "" }), "/x/pulumi-ai-governance");
    assert.equal(cacheFolder({ HOME: "/h" }), "/h/.cache/pulumi-ai-governance");
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

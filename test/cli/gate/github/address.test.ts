import assert from "node:assert/strict";
import { apiRoot, pullNamed } from "../../../../cli/gate/github/address.ts";

const cloud = "https://api.github.com";

describe("the root of GitHub's API", () => {
  it("is github.com's where nothing is set, else what is set, without a slash at its end", () => {
    assert.deepEqual(
      [undefined, "", "https://github.example.com/api/v3/", "http://127.0.0.1:4711/api/v3"].map(apiRoot),
      [cloud, cloud, "https://github.example.com/api/v3", "http://127.0.0.1:4711/api/v3"],
    );
  });

  it("is never one that a token would reach unencrypted", () => {
    for (const root of [
      "http://github.example.com",
      "github.example.com",
      "file:///etc",
      "http://localhost.example.com",
    ]) {
      assert.throws(() => apiRoot(root), /must be an https URL/, root);
    }
  });
});

describe("--pull", () => {
  const pull = { owner: "meridian-pay", repo: "docs.site", number: 7 };

  it("is a short name or the address of a page of that GitHub", () => {
    const cases: readonly (readonly [text: string, root: string])[] = [
      ["meridian-pay/docs.site#7", cloud],
      ["https://github.com/meridian-pay/docs.site/pull/7", cloud],
      ["https://github.com/meridian-pay/docs.site/pull/7/files?w=1#diff", cloud],
      ["https://corp.ghe.com/meridian-pay/docs.site/pull/7", "https://api.corp.ghe.com"],
      ["https://github.example.com/meridian-pay/docs.site/pull/7", "https://github.example.com/api/v3"],
    ];
    for (const [text, root] of cases) assert.deepEqual(pullNamed(text, root), pull, text);
  });

  it("is not one of another GitHub: no token goes there", () => {
    assert.throws(
      () => pullNamed("https://evil.example.com/meridian-pay/docs/pull/7", cloud),
      /--pull is on evil\.example\.com, and the API that is asked belongs to github\.com;/,
    );
  });

  it("is nothing else", () => {
    for (const text of [
      "",
      "docs#7",
      "a/b#0",
      "a/b#x",
      "a/b/c#1",
      "../b#1",
      "a/..#1",
      "https://github.com/a/b/issues/1",
      "a/b#1 ",
    ]) {
      assert.throws(() => pullNamed(text, cloud), /--pull names no pull request; write owner\/repository#7/, text);
    }
  });
});

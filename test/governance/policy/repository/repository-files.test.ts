import assert from "node:assert/strict";
import {
  aiPathOwnerFindings,
  codeownersLines,
  governedRepositoryFindings,
  githubTypes,
  trailFindings,
  UNKNOWN,
} from "../../../../governance/index.ts";
import { codeowners, governed, mergeSettings, record } from "../records.ts";

const fixTrail = 'Set squashMergeCommitMessage: "COMMIT_MESSAGES", or allowSquashMerge: false.';

describe("trailFindings", () => {
  it("reports squash merges that drop the commit messages", () => {
    const settings = mergeSettings({ squashMergeCommitMessage: "PR_BODY" });
    const message =
      "squash merges drop the commit messages, which say which tool, model and person wrote the change; they must keep them.";
    assert.deepEqual(trailFindings([settings]), [
      { outcome: "violation", subject: "payments-api", urn: settings.urn, message, fix: fixTrail },
    ]);
  });
  it("allows kept messages, and no squash at all", () => {
    assert.deepEqual(
      trailFindings([mergeSettings(), mergeSettings({ allowSquashMerge: false, squashMergeCommitMessage: "BLANK" })]),
      [],
    );
  });
  it("reports merge settings that leave GitHub's present value as it is", () => {
    assert.equal(trailFindings([mergeSettings({ squashMergeCommitMessage: undefined })])[0]?.outcome, "violation");
  });
  it("allows a repository that takes the provider's default", () => {
    assert.deepEqual(trailFindings([record(githubTypes.repository, { name: "docs" })]), []);
  });
  it("reports a repository that turns it off", () => {
    assert.equal(
      trailFindings([record(githubTypes.repository, { name: "docs", squashMergeCommitMessage: "BLANK" })])[0]?.subject,
      "docs",
    );
  });
  it("stays undecided while the message is unknown, and goes on", () => {
    const found = trailFindings([
      mergeSettings({ squashMergeCommitMessage: UNKNOWN }),
      record(githubTypes.repository, { name: "docs", squashMergeCommitMessage: "BLANK" }),
    ]);
    assert.deepEqual(
      found.map(({ outcome }) => outcome),
      ["undecided", "violation"],
    );
  });
  it("ignores other types", () => {
    assert.deepEqual(trailFindings([record("aws:s3/bucket:Bucket", { squashMergeCommitMessage: "BLANK" })]), []);
  });
});

describe("aiPathOwnerFindings", () => {
  const find = (...stack: Parameters<typeof aiPathOwnerFindings>[0]) =>
    aiPathOwnerFindings(stack, governed.aiPathOwners);
  const file = (content: unknown, over = {}) =>
    record(githubTypes.repositoryFile, { repository: "docs", file: ".github/CODEOWNERS", content, ...over });
  const rendered = codeownersLines(governed.aiPathOwners);

  it("allows the rendered lines in either kind of file", () => {
    assert.deepEqual(find(codeowners(), file(rendered.join("\n"))), []);
  });
  it("names what a later line takes away, with the line", () => {
    const [finding, ...more] = find(file([...rendered, "/.github/ @devs"].join("\n")));
    assert.deepEqual(more, []);
    assert.equal(
      finding?.message,
      ".github/CODEOWNERS does not protect .github/copilot-instructions.md (taken by line 101), .github/instructions (taken by line 101), " +
        ".github/prompts (taken by line 101) and 9 more; they must belong to @meridian-pay/platform-engineering alone.",
    );
  });
  it("names paths without an owner", () => {
    assert.match(
      find(file("* @devs"))[0]?.message ?? "",
      /^\.github\/CODEOWNERS does not protect AGENTS\.md \(line 1\), /,
    );
    assert.match(find(file(""))[0]?.message ?? "", /AGENTS\.md \(no owner\)/);
  });
  it("stays undecided while the content is unknown", () => {
    assert.deepEqual(
      find(file(UNKNOWN)).map(({ outcome, subject }) => [outcome, subject]),
      [["undecided", "docs"]],
    );
  });
  it("ignores other files and other branches", () => {
    const trunk = record(githubTypes.branchDefault, { repository: "docs", branch: "trunk" });
    assert.deepEqual(find(trunk, file("", { file: "README.md" }), file("", { branch: "topic" })), []);
  });
  it("says that nobody can tell whether a bad file on a named branch counts, while only GitHub knows the default one", () => {
    const bad = file("* @everyone", { branch: "main" });
    for (const found of [find(bad), find(file(rendered.join("\n")), bad), find(file(UNKNOWN, { branch: "main" }))]) {
      assert.deepEqual(
        found.map(({ outcome, subject, message, fix }) => [outcome, subject, message, fix]),
        [
          [
            "unverifiable",
            "docs",
            "whether this is the repository's CODEOWNERS only GitHub knows; it must say who owns the AI paths.",
            "Leave the branch out, or declare the default one with BranchDefault.",
          ],
        ],
      );
    }
    assert.deepEqual(find(file("", { branch: "main", file: "README.md" })), []);
    assert.deepEqual(
      find(file("", { branch: null })).map(({ outcome }) => outcome),
      ["violation"],
    );
  });
  it("counts no file on a named branch while only GitHub knows the default one", () => {
    const decoy = codeowners({ branch: "main" });
    assert.deepEqual(find(decoy), []);
    const [finding] = governedRepositoryFindings([mergeSettings(), decoy], governed);
    assert.match(finding?.message ?? "", /People own the AI paths/);
  });
  for (const [says, over] of [
    ["the branch", { branch: UNKNOWN }],
    ["the path", { file: UNKNOWN }],
  ] as const) {
    it(`stays undecided while ${says} of a file is unknown, and does not count it`, () => {
      const later = file(rendered.join("\n"), over);
      assert.deepEqual(
        find(later).map(({ outcome, message }) => [outcome, message]),
        [
          [
            "undecided",
            "whether this is the repository's CODEOWNERS is not known yet; it must say who owns the AI paths.",
          ],
        ],
      );
      const settings = mergeSettings({ repository: "docs" });
      assert.deepEqual(governedRepositoryFindings([settings, later], governed), []);
    });
  }
  it("reports a file that is too big for GitHub to load", () => {
    const big = file(`${"#".repeat(3_000_000)}\n${rendered.join("\n")}`);
    assert.deepEqual(
      find(big).map(({ outcome, message }) => [outcome, message]),
      [["violation", ".github/CODEOWNERS is over 3 MB, and GitHub loads none so big; it must be smaller."]],
    );
  });
  it("judges the default branch under its own name", () => {
    const branch = record(githubTypes.branchDefault, { repository: "docs", branch: "trunk" });
    assert.equal(find(file("", { branch: "trunk" }), branch).length, 1);
  });
  it("judges each of many files by its own content and owners, the same one again as well", () => {
    const bad = (index: number) => `# ${index}\n* @devs`;
    const good = (index: number) => `# ${index}\n${rendered.join("\n")}`;
    for (const round of [1, 2]) {
      for (let index = 0; index < 70; index++) {
        assert.equal(find(file(bad(index))).length, 1, `${round}: ${index}`);
        assert.deepEqual(find(file(good(index))), [], `${round}: ${index}`);
        assert.equal(aiPathOwnerFindings([file(good(index))], ["@meridian-pay/others"]).length, 1);
      }
    }
  });
});

import assert from "node:assert/strict";
import { renderGateMarkdown } from "../../../../governance/gate/index.ts";
import { by, document, file, idOf, judged, nothing, traced } from "../changes.ts";

const short = (number: number) => idOf(number).slice(0, 7);

describe("a report of the gate in Markdown", () => {
  it("names the file of each finding about one", () => {
    const text = renderGateMarkdown(judged({}, { files: [file(".mcp.json", { after: "{" })] }));
    assert.match(text, /^ {2}- `\.mcp\.json`: Undecided: The file/m);
  });

  it("says what must change first and folds what others do", () => {
    const commits = [by("claude-code", traced), by("copilot"), nothing];
    const report = judged({ commits }, { files: [file("AGENTS.md")] });
    assert.equal(
      renderGateMarkdown(report),
      `### AI governance gate: blocked

\`docs#7\` is blocked: 1 problem (tier \`standard\`, 3 commits, head \`${short(1)}\`).

**What must change**

- Every commit of a tool says of its origin what the declaration asks for (\`gate-commit-require-provenance\`)
  - Commit ${short(2)} tells no session of GitHub Copilot coding agent; tools\\.copilot\\.provenance asks for it in every commit\\.
  - **Fix:** Add to its message \\(git rebase \\-i, reword\\)\\: AI\\-Session\\: copilot\\:\\<id\\>\\. \\\`ai\\-governance capture install\\\` writes them into the commits to come\\.

**AI tools that took part**

| tool | state | named by | models | commits | sessions |
| --- | --- | --- | --- | --- | --- |
| \`claude-code\` | enabled | claims | \`claude-opus-4-8\` | 1 of 3 | 1 |
| \`copilot\` | enabled | claims | not told | 1 of 3 | not told |

**Claims**

- 1 commit names no AI tool: a claim of whoever wrote it, which nothing here proves.

**Changed files that agents obey**

- \`AGENTS.md\` (AI tools that took part: \`claude-code\`, \`copilot\`)

<details><summary>Left to others</summary>

- Changes of files that agents obey are approved by the people who own them: GitHub's rule asks the code owners.
- As many people approved the last version as tier and tools ask for: GitHub's rules count them\\: a review does not start this check.

</details>

Judged by the governance document \`${document}\`.
`,
    );
  });

  it("keeps names from becoming links, mentions, references or markup", () => {
    const [finding] = judged({ commits: [by("zed")] }).findings;
    assert.ok(finding);
    const message = "[x](https://evil.example) @octocat octo/cat#1 GH-1 <b>www.evil.example</b>";
    const markdown = renderGateMarkdown({ ...judged({}), findings: [{ ...finding, message }], denials: ["`a` | b"] });
    assert.ok(
      markdown.includes(
        "\\[x\\]\\(https\\:\\/\\/evil\\.example\\) \\@<!-- -->octocat octo\\/cat\\#<!-- -->1 GH<!-- -->\\-1 \\<b\\>www\\.evil\\.example\\<\\/b\\>",
      ),
      markdown,
    );
    assert.ok(markdown.includes("- `?a? ? b` says that no AI tool was used"), markdown);
  });
});

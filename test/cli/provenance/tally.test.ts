import assert from "node:assert/strict";
import fc from "fast-check";
import { gaps, kinds, type CommitOrigin } from "../../../cli/provenance/origin.ts";
import { mostSamples, Samples } from "../../../cli/provenance/samples.ts";
import { mostNames, otherNames, Tally } from "../../../cli/provenance/tally.ts";

const scanned = { repository: ".", range: "HEAD", head: "a".repeat(40) };
const commit: CommitOrigin = {
  id: "b".repeat(40),
  author: "Ada",
  merge: false,
  kind: "unknown",
  tools: [],
  found: [],
  automation: [],
  unknownBots: [],
  denies: false,
};
const reportOf = (commits: readonly CommitOrigin[]) => {
  const tally = new Tally();
  for (const one of commits) tally.add(one);
  return tally.report(scanned);
};

describe("counting commits", () => {
  it("has each commit in one kind, and of each tool what it leaves out", () => {
    const name = fc.constantFrom("claude-code", "copilot", "aider");
    const tools = fc.uniqueArray(
      fc.record({ tool: name, models: fc.uniqueArray(name), missing: fc.uniqueArray(fc.constantFrom(...gaps)) }),
      { selector: ({ tool }) => tool },
    );
    const origin = fc
      .record({ kind: fc.constantFrom(...kinds), merge: fc.boolean(), tools })
      .map((some): CommitOrigin => ({ ...commit, ...some }));
    fc.assert(
      fc.property(fc.array(origin), (commits) => {
        const report = reportOf(commits);
        const counted = Object.values(report.kinds).reduce((sum, count) => sum + count, 0);
        assert.deepEqual([report.commits, counted], [commits.length, commits.length]);
        for (const { tool, commits: own, without, models } of report.tools) {
          const parts = commits.flatMap(({ tools }) => tools.filter((one) => one.tool === tool));
          assert.equal(own, parts.length);
          for (const gap of gaps)
            assert.equal(without[gap], parts.filter(({ missing }) => missing.includes(gap)).length);
          for (const model of models)
            assert.equal(model.commits, parts.filter((one) => one.models.includes(model.name)).length);
        }
      }),
    );
  });

  it("knows the first and the last date, in whatever order, and that there is none", () => {
    const dates = [1_772_323_200, 1_767_225_600, 1_769_904_000];
    const { period } = reportOf([commit, ...dates.map((committedAt) => ({ ...commit, committedAt }))]);
    assert.deepEqual(period, { first: "2026-01-01T00:00:00Z", last: "2026-03-01T00:00:00Z" });
    assert.equal(reportOf([commit]).period, undefined);
  });

  it("counts the most first", () => {
    const found = (...names: string[]) => ({ ...commit, found: names });
    assert.deepEqual(reportOf([found("b", "c"), found("a", "c")]).found, [
      { name: "c", commits: 2 },
      { name: "a", commits: 1 },
      { name: "b", commits: 1 },
    ]);
  });

  it("keeps no more names than fit, and counts the commits of the others together", () => {
    const commits = Array.from({ length: mostNames + 7 }, (_, n) => ({ ...commit, unknownBots: [`${n}[bot]`] }));
    const { unknownBots } = reportOf([...commits, ...commits.slice(0, 1)]);
    assert.equal(unknownBots.length, mostNames + 1);
    assert.deepEqual(unknownBots.slice(0, 2), [
      { name: otherNames, commits: 7 },
      { name: "0[bot]", commits: 2 },
    ]);
  });
});

describe("samples of commits", () => {
  it("are the first of each group, and how many there are", () => {
    const samples = new Samples();
    const ids = Array.from({ length: mostSamples + 2 }, (_, n) => `${n}`);
    for (const id of ids) samples.add({ ...commit, id, automation: ["dependabot"] });
    samples.add({ ...commit, id: "merge", kind: "merge" });
    samples.add({ ...commit, id: "none" });
    assert.deepEqual(samples.all(), [
      { group: "dependabot", ids: ids.slice(0, mostSamples), commits: mostSamples + 2 },
      { group: "merges that name no tool", ids: ["merge"], commits: 1 },
      { group: "no tool named", ids: ["none"], commits: 1 },
    ]);
  });
});

import assert from "node:assert/strict";
import { judgePreviews } from "../../../local/bench/compared-previews.ts";
import { judgeGate } from "../../../local/bench/gate.ts";
import { brokenBudgets, organizationTable } from "../../../local/bench/organization-budget.ts";
import type { OrganizationCost } from "../../../local/bench/organization-cost.ts";
import { judgeStarts } from "../../../local/bench/pack-start.ts";
import { judgeReadings } from "../../../local/bench/long-message.ts";
import { judgeScans } from "../../../local/bench/provenance-scan.ts";

const values = "PATCH /orgs/{org}/properties/values";
const listing = "GET /orgs/{org}/repos";

function costOf(repositories: number, requests: Record<string, number>, resources = 57): OrganizationCost {
  const cost = { requests: { "GET /orgs/{org}": 1, ...requests }, seconds: 1 };
  const quiet = { requests: {}, seconds: 1 };
  return { repositories, distinctValues: 4, resources, phases: { up: cost, preview: quiet, refresh: quiet } };
}
const small = costOf(10, { [values]: 4, [listing]: 1 });

describe("the budget of the organisation stack", () => {
  it("lets value writes grow by one for 30 repositories, and lists by one for 100", () => {
    const large = costOf(1000, { [values]: 33 + 4, [listing]: 11 });
    assert.deepEqual(brokenBudgets([large, small]), []);
  });

  it("reports a request for each repository, in whatever route", () => {
    const large = costOf(1000, { [values]: 37, "GET /repos/{owner}/{repo}": 800 });
    assert.deepEqual(brokenBudgets([small, large]), [
      "up of 1000 repositories: 800 times GET /repos/{owner}/{repo}, 0 for 10: the number must not depend on them",
    ]);
  });

  it("reports writes of fewer than 30 repositories and lists that are read once too often", () => {
    assert.deepEqual(brokenBudgets([small, costOf(1000, { [values]: 38, [listing]: 23 })]), [
      `up of 1000 repositories: 38 times ${values}, at most 37`,
      `up of 1000 repositories: 23 times ${listing}, at most 22`,
    ]);
  });

  it("reports one resource more", () => {
    assert.deepEqual(brokenBudgets([small, costOf(1000, {}, 58)]), [
      "1000 repositories take 58 resources, 10 take 57: the number must not depend on them",
    ]);
  });

  it("is shown with the totals of each command", () => {
    assert.deepEqual(organizationTable([small]).split("\n"), [
      "  repositories  resources  requests of up  requests of preview  requests of refresh  value writes    seconds",
      "  10                   57               6                    0                    0             4  1 / 1 / 1",
    ]);
  });
});

describe("the budget of a preview", () => {
  const comparison = { ours: "ours", other: "empty", mostTimes: 1.2 };

  it("is a ratio of one run", () => {
    const kept = judgePreviews(comparison, [{ repositories: 500, medians: { empty: 10, ours: 12 } }]);
    assert.deepEqual(kept.broken, []);
    const broken = judgePreviews(comparison, [{ repositories: 500, medians: { empty: 10, ours: 12.1 } }]);
    assert.deepEqual(broken.broken, ["500 repositories: ours takes 1.21 times empty, at most 1.2"]);
  });

  it("is not kept by what was not measured", () => {
    assert.equal(judgePreviews(comparison, [{ repositories: 500, medians: { empty: 10 } }]).broken.length, 1);
  });
});

describe("the budget of the pack's start", () => {
  const empty = { milliseconds: 500, mebibytes: 150 };

  it("is a ratio in time and a difference in memory", () => {
    assert.deepEqual(judgeStarts(empty, { milliseconds: 549, mebibytes: 160 }).broken, []);
    assert.deepEqual(judgeStarts(empty, { milliseconds: 600, mebibytes: 161 }).broken, [
      "1.20 times the start of an empty pack, at most 1.1",
      "11 MiB more than an empty pack, at most 10",
    ]);
  });

  it("says so where the system does not tell the memory", () => {
    const unknown = judgeStarts({ ...empty, mebibytes: undefined }, { ...empty, mebibytes: undefined });
    assert.match(unknown.table, /ours to empty +1\.00 +unknown/);
    assert.deepEqual(unknown.broken, []);
  });
});

describe("the budget of a scan of a history", () => {
  const small = { commits: 50_000, git: 0.4, ours: 2, mebibytes: 180 };

  it("is a ratio in time of the larger history, and what it takes more in memory", () => {
    const kept = judgeScans([small, { commits: 200_000, git: 1.5, ours: 4.5, mebibytes: 230 }]);
    assert.deepEqual(kept.broken, []);
    assert.match(kept.table, /^ {2}200,000 +1\.5 s +4\.5 s +3\.00 +230$/m);
    const broken = judgeScans([small, { commits: 200_000, git: 1.5, ours: 4.6, mebibytes: 231 }]);
    assert.deepEqual(broken.broken, [
      "200000 commits: 3.07 times the git log that lists them, at most 3",
      "200000 commits take 51 MiB more than 50000, at most 50",
    ]);
  });

  it("is not kept by what was not measured", () => {
    const unknown = { commits: 200_000, git: Number.NaN, ours: Number.NaN, mebibytes: Number.NaN };
    assert.equal(judgeScans([small, unknown]).broken.length, 2);
    assert.throws(() => judgeScans([]), /nothing was measured/);
  });
});

describe("the budget of the gate", () => {
  const times = { commits: 1000, one: 500, all: 800, log: 100 };

  it("is what it takes beyond its start, to the git log that lists the commits", () => {
    const { table, broken } = judgeGate([times]);
    assert.match(table, / 3\.00$/);
    assert.deepEqual(broken, []);
    assert.deepEqual(judgeGate([times, { ...times, all: 811 }]).broken, [
      "1000 commits: 3.11 times the git log that lists them, at most 3",
    ]);
  });

  it("is not kept by what was not measured", () => {
    for (const all of [Number.NaN, 400]) {
      assert.deepEqual(judgeGate([{ ...times, all }]).broken, [
        "1000 commits: not to be told on so busy a machine, at most 3",
      ]);
    }
  });
});

describe("the budget of reading a long message", () => {
  it("is what four times the length takes", () => {
    const { table, broken } = judgeReadings([{ name: "colons", short: 10, long: 80 }]);
    assert.match(table, /colons +10\.0 +80\.0 +8\.00$/);
    assert.deepEqual(broken, []);
    const slow = [
      { name: "colons", short: 10, long: 81 },
      { name: "fences", short: 0, long: 0 },
    ];
    assert.deepEqual(judgeReadings(slow).broken, [
      "colons: four times the length takes 8.10 times as long, at most 8",
      "fences: four times the length takes NaN times as long, at most 8",
    ]);
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { emptyGitData } from "../../../../local/github/core/git-state.ts";
import type { GitData } from "../../../../local/github/core/git-state.ts";
import { ancestors, commitsBetween, isAncestor, mergeBase } from "../../../../local/github/git/history.ts";
import { putObject, putTree } from "../../../../local/github/git/objects.ts";

const person = { name: "Dev", email: "dev@example.com", date: "2026-03-04T05:06:07Z" };

/** Commits by number; each names the numbers of its parents, all smaller than its own. */
function historyOf(parents: readonly (readonly number[])[]): { git: GitData; shas: string[] } {
  const git = emptyGitData();
  const tree = putTree(git, []);
  const shas: string[] = [];
  parents.forEach((numbers, index) => {
    const commit = { type: "commit", tree, author: person, committer: person, signature: null } as const;
    const ids = numbers.map((number) => shas[number] ?? "");
    shas.push(putObject(git, { ...commit, parents: ids, message: String(index) }));
  });
  return { git, shas };
}

const anyHistory = fc
  .array(fc.array(fc.nat(), { maxLength: 2 }), { minLength: 1, maxLength: 12 })
  .map((rows) => rows.map((row, index) => (index === 0 ? [] : [...new Set(row.map((number) => number % index))])));

function reachable(parents: readonly (readonly number[])[], from: number): Set<number> {
  const found = new Set([from]);
  for (const number of found) for (const parent of parents[number] ?? []) found.add(parent);
  return found;
}

describe("history", () => {
  //   0 - 1 - 2 ----- 5
  //        \        /
  //         3 --- 4
  const diamond = [[], [0], [1], [1], [3], [2, 4]];

  it("lists every ancestor once, children before parents, the first parent's line first", () => {
    const { git, shas } = historyOf(diamond);
    const numbers = ancestors(git, shas[5] ?? "").map((sha) => shas.indexOf(sha));
    assert.deepEqual(numbers, [5, 2, 4, 3, 1, 0]);
  });

  it("finds the best common ancestor", () => {
    const { git, shas } = historyOf(diamond);
    const base = (a: number, b: number) => shas.indexOf(mergeBase(git, shas[a] ?? "", shas[b] ?? "") ?? "");
    assert.deepEqual([base(2, 4), base(0, 4), base(5, 3), base(4, 4)], [1, 0, 3, 4]);
    const unrelated = historyOf([[], []]);
    assert.equal(mergeBase(unrelated.git, unrelated.shas[0] ?? "", unrelated.shas[1] ?? ""), undefined);
  });

  it("agrees with plain reachability on any history", () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(), fc.nat(), (parents, x, y) => {
        const { git, shas } = historyOf(parents);
        const [a, b] = [x % parents.length, y % parents.length];
        const [shaA, shaB] = [shas[a] ?? "", shas[b] ?? ""];
        const [fromA, fromB] = [reachable(parents, a), reachable(parents, b)];
        assert.deepEqual(new Set(ancestors(git, shaA).map((sha) => shas.indexOf(sha))), fromA);
        assert.equal(isAncestor(git, shaB, shaA), fromA.has(b));
        const between = new Set(commitsBetween(git, [shaB], shaA).map((sha) => shas.indexOf(sha)));
        assert.deepEqual(between, new Set([...fromA].filter((number) => !fromB.has(number))));
        const base = mergeBase(git, shaA, shaB);
        const common = new Set([...fromA].filter((number) => fromB.has(number)));
        assert.equal(base !== undefined, common.size > 0);
        // No other common ancestor descends from the best one.
        const found = shas.indexOf(base ?? "");
        if (base !== undefined) {
          assert.ok(common.has(found));
          for (const other of common) assert.ok(other === found || !reachable(parents, other).has(found));
        }
      }),
    );
  });

  it("puts each commit before its parents in any history", () => {
    fc.assert(
      fc.property(anyHistory, (parents) => {
        const { git, shas } = historyOf(parents);
        const order = ancestors(git, shas.at(-1) ?? "").map((sha) => shas.indexOf(sha));
        return order.every((number, at) => (parents[number] ?? []).every((parent) => order.indexOf(parent) > at));
      }),
    );
  });
});

import assert from "node:assert/strict";
import {
  githubTypes,
  managedRepositories,
  repositoryOf,
  UNKNOWN,
  type ResourceRecord,
} from "../../../governance/index.ts";
import { record } from "./records.ts";

/** Repositories, each with a protection that knows it by node id only and a file that knows it by origin only. */
function stackOf(size: number, onRead: () => void = () => {}): ResourceRecord[] {
  const resources = Array.from({ length: size }, (_, index) => {
    const repository = record(githubTypes.repository, { name: `r${index}`, nodeId: `R_${index}` }, `r${index}`);
    const protection = record(githubTypes.branchProtection, { repositoryId: `R_${index}` }, `p${index}`);
    const file = record(githubTypes.repositoryFile, { repository: UNKNOWN }, `f${index}`);
    return [repository, protection, { ...file, origins: { repository: [repository.urn] } }];
  });
  return resources
    .flat()
    .map((resource) => new Proxy(resource, { get: (...args) => (onRead(), Reflect.get(...args)) }));
}

function readsFor(size: number): number {
  let reads = 0;
  managedRepositories(stackOf(size, () => (reads += 1)));
  return reads;
}

describe("managedRepositories", () => {
  it("finds each repository's resources by name, node id and origin", () => {
    const { named, unnamed } = managedRepositories(stackOf(2));
    assert.deepEqual(
      [...named].map(([name, resources]) => [name, resources.map((resource) => resource.name)]),
      [
        ["r0", ["r0", "p0", "f0"]],
        ["r1", ["r1", "p1", "f1"]],
      ],
    );
    assert.deepEqual(unnamed, []);
  });

  it("reads a stack of ten times the size ten times as often, not a hundred times", () => {
    assert.ok(readsFor(1000) <= 11 * readsFor(100));
  });
});

describe("repositoryOf", () => {
  it("does not know a repository by itself, nor between two", () => {
    const stack = stackOf(2).slice(0, 4);
    const urns = stack.map(({ urn }) => urn);
    const file = {
      ...record(githubTypes.repositoryFile, { repository: UNKNOWN }, "file"),
      origins: { repository: urns },
    };
    assert.equal(repositoryOf(file, [...stack, file]), UNKNOWN);
    const alone = { ...file, origins: { repository: [file.urn] } };
    assert.equal(repositoryOf(alone, [alone]), UNKNOWN);
  });
});

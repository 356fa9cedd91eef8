import assert from "node:assert/strict";
import {
  githubTypes,
  managedRepositories,
  repositoryOf,
  UNKNOWN,
  type ResourceRecord,
} from "../../../../governance/index.ts";
import { record } from "../records.ts";

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

  it("takes names that differ in case for one repository, by the first", () => {
    const file = (repository: string) => record(githubTypes.repositoryFile, { repository }, repository);
    const { named } = managedRepositories([file("Docs"), file("docs"), file("ledger")]);
    assert.deepEqual(
      [...named].map(([name, resources]) => [name, resources.map((resource) => resource.name)]),
      [
        ["Docs", ["Docs", "docs"]],
        ["ledger", ["ledger"]],
      ],
    );
  });
  it("reads a stack of ten times the size ten times as often, not a hundred times", () => {
    assert.ok(readsFor(1000) <= 11 * readsFor(100));
  });
});

describe("repositoryOf", () => {
  it("takes no node id for a name, unless a repository of the stack has it", () => {
    const protection = (repositoryId: string) => record(githubTypes.branchProtection, { repositoryId }, "protection");
    for (const id of ["R_kgDOHnTqAw", "R_kgDOH-_q", "MDEwOlJlcG9zaXRvcnk1MTQ2MzM3MzE="]) {
      assert.equal(repositoryOf(protection(id), [protection(id)]), UNKNOWN);
      const repository = record(githubTypes.repository, { name: "docs", nodeId: id }, "docs");
      assert.equal(repositoryOf(protection(id), [repository, protection(id)]), "docs");
    }
    for (const name of ["docs", "R_", "r_tools", "x-R_tools", "R_tools.js", "my-MDEwOlJlcG9zaXRvcnk"]) {
      assert.equal(repositoryOf(protection(name), [protection(name)]), name);
    }
  });
  it("takes any text for a name where GitHub takes no node id", () => {
    const file = record(githubTypes.repositoryFile, { repository: "R_tools" }, "file");
    assert.equal(repositoryOf(file, [file]), "R_tools");
  });
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

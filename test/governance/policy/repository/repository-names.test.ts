import assert from "node:assert/strict";
import { githubTypes, ownTypes, repositoryOf, UNKNOWN, type ResourceRecord } from "../../../../governance/index.ts";
import { defaultBranchOf } from "../../../../governance/policy/repository/repositories.ts";
import { record } from "../records.ts";

const nameOf = (type: string, props: Record<string, unknown>, others: readonly ResourceRecord[] = []) => {
  const resource = record(type, props);
  return repositoryOf(resource, [...others, resource]);
};

describe("repositoryOf", () => {
  for (const [says, type, props, expected] of [
    ["a repository's own name", githubTypes.repository, { name: "docs" }, "docs"],
    ["the name another resource says", githubTypes.repositoryFile, { repository: "docs" }, "docs"],
    ["the name without its owner", githubTypes.branchProtection, { repositoryId: "meridian-pay/docs" }, "docs"],
    ["where a pull request goes", githubTypes.repositoryPullRequest, { baseRepository: "docs" }, "docs"],
    ["the name of our own merge settings", ownTypes.mergeSettings, { repository: "docs" }, "docs"],
    ["the name of our own reviewed file", ownTypes.reviewedFile, { repository: "docs" }, "docs"],
    ["nothing of another provider's resource", "gitlab:index/file:File", { repository: "docs" }, undefined],
    ["nothing of our other resources", ownTypes.copilotPolicy, { repository: "docs" }, undefined],
    ["nothing where the name is empty", githubTypes.repositoryFile, { repository: "" }, undefined],
    ["nothing where the name is no text", githubTypes.repositoryFile, { repository: 7 }, undefined],
    ["nothing where there is no name", githubTypes.repositoryFile, {}, undefined],
    ["nothing certain while the name is unknown", githubTypes.repositoryFile, { repository: UNKNOWN }, UNKNOWN],
  ] as const) {
    it(`knows ${says}`, () => {
      assert.equal(nameOf(type, props), expected);
    });
  }

  it("knows a node id by the repository that has it, unless that one's name is unknown", () => {
    const named = record(githubTypes.repository, { name: "docs", nodeId: "R_1" }, "named");
    const unnamed = record(githubTypes.repository, { name: UNKNOWN, nodeId: "R_2" }, "unnamed");
    assert.equal(nameOf(githubTypes.branchProtection, { repositoryId: "R_1" }, [named, unnamed]), "docs");
    assert.equal(nameOf(githubTypes.branchProtection, { repositoryId: "R_2" }, [named, unnamed]), UNKNOWN);
  });

  describe("of an unknown name", () => {
    const docs = record(githubTypes.repository, { name: "docs" }, "docs");
    const file = record(githubTypes.repositoryFile, { repository: "docs" }, "file");
    const from = (...origins: readonly string[]) => {
      const resource = {
        ...record(githubTypes.repositoryFile, { repository: UNKNOWN }),
        origins: { repository: origins },
      };
      return repositoryOf(resource, [docs, file, resource]);
    };
    it("takes the one that all its origins are about", () => {
      assert.equal(from(docs.urn, file.urn), "docs");
    });
    it("does not count itself, nor what the stack does not hold or what has no name", () => {
      assert.equal(from(docs.urn, "urn:elsewhere"), "docs");
      assert.equal(from("urn:elsewhere"), UNKNOWN);
    });
  });
});

describe("defaultBranchOf", () => {
  const branchDefault = (branch: unknown) => record(githubTypes.branchDefault, { repository: "docs", branch });
  const repository = (defaultBranch: unknown) => record(githubTypes.repository, { name: "docs", defaultBranch });

  it("takes the resource about it, and the repository's own setting", () => {
    assert.equal(defaultBranchOf([branchDefault("trunk")]), "trunk");
    assert.equal(defaultBranchOf([repository("main")]), "main");
    assert.equal(defaultBranchOf([repository("main"), branchDefault("main"), branchDefault("main")]), "main");
  });
  it("is unknown while two names are declared", () => {
    assert.equal(defaultBranchOf([branchDefault("main"), branchDefault("trunk")]), UNKNOWN);
    assert.equal(defaultBranchOf([repository("main"), branchDefault("trunk")]), UNKNOWN);
  });
  it("passes over what the provider alone will say of a repository, where there is a resource about it", () => {
    const own = repository(UNKNOWN);
    assert.equal(defaultBranchOf([own, branchDefault("trunk")]), "trunk");
    const self = { ...own, origins: { defaultBranch: [own.urn] } };
    assert.equal(defaultBranchOf([self, branchDefault("trunk")]), "trunk");
    assert.equal(defaultBranchOf([own]), UNKNOWN);
    const given = { ...own, origins: { defaultBranch: ["urn:other"] } };
    assert.equal(defaultBranchOf([given, branchDefault("trunk")]), UNKNOWN);
  });
  it("passes over what is empty or no text", () => {
    for (const nothing of ["", 7, null, undefined]) {
      assert.equal(defaultBranchOf([branchDefault(nothing), repository("main")]), "main");
      assert.equal(defaultBranchOf([branchDefault(nothing)]), undefined);
    }
  });
  it("is unknown while the name is", () => {
    assert.equal(defaultBranchOf([branchDefault(UNKNOWN), repository("main")]), UNKNOWN);
    assert.equal(defaultBranchOf([branchDefault("main"), branchDefault(UNKNOWN)]), UNKNOWN);
    assert.equal(defaultBranchOf([branchDefault(UNKNOWN)]), UNKNOWN);
  });
});

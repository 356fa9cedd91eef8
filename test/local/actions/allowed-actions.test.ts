import assert from "node:assert/strict";
import { refusalOf } from "../../../local/actions/allowed-actions.ts";
import type { ActionsPermissions, State } from "../../../local/github/core/state.ts";
import { stateFromSeed } from "../../../local/github/core/seed.ts";
import { at, organization, repository, seed } from "../github/world.ts";

const sha = "0123456789abcdef0123456789abcdef01234567";
const patterns = ["octo/tool@*", "octo/suite/*", "!octo/suite/bad@*"];

function stateWith(above: Partial<ActionsPermissions>, own: Partial<ActionsPermissions> = {}): State {
  const state = stateFromSeed(seed, at);
  Object.assign(organization(state).actions, above);
  Object.assign(repository(state, "shop").actions, own);
  return state;
}

const selected = (patternsAllowed: string[], githubOwnedAllowed = false): Partial<ActionsPermissions> => ({
  allowedActions: "selected",
  selectedActions: { githubOwnedAllowed, verifiedAllowed: false, patternsAllowed },
});

const refusal = (state: State, ...uses: string[]): string | undefined => refusalOf(state, "acme/shop", uses);

describe("actions that are allowed", () => {
  it("are all of them where nobody restricts them", () =>
    assert.equal(refusal(stateWith({}), "octo/tool@v1", "./own"), undefined));

  it("are the organisation's own, and what is selected by the whole of its name", () => {
    const state = stateWith(selected(patterns));
    assert.equal(refusal(state, "Acme/governance/gate@v1", "octo/tool@v1", "octo/suite/good@v2"), undefined);
    assert.equal(
      refusal(state, "octo/tool/path@v1", "octo/suite/bad@v2", "octo/tool@v1"),
      "The actions octo/tool/path@v1, octo/suite/bad@v2 are not allowed in acme/shop because all actions must be from a " +
        "repository owned by acme, or match one of the patterns: octo/tool@*, octo/suite/*, !octo/suite/bad@*.",
    );
  });

  it("are GitHub's only where they are allowed", () => {
    assert.equal(
      refusal(stateWith(selected([], true)), "actions/checkout@v5", "github/codeql-action/init@v3"),
      undefined,
    );
    assert.match(
      refusal(stateWith(selected([])), "actions/checkout@v5") ?? "",
      /^The action actions\/checkout@v5 is not/,
    );
  });

  it("are no others where only local ones are allowed, in the organisation or in the repository", () => {
    const must = "because all actions must be from a repository owned by acme.";
    const wanted = `The action octo/tool@v1 is not allowed in acme/shop ${must}`;
    assert.equal(refusal(stateWith({ allowedActions: "local_only" }), "octo/tool@v1"), wanted);
    assert.equal(refusal(stateWith({}, { allowedActions: "local_only" }), "octo/tool@v1", "acme/x@v1"), wanted);
  });

  it("are pinned to a commit where that is asked for, the organisation's own too", () => {
    const state = stateWith({ shaPinningRequired: true });
    assert.equal(refusal(state, `acme/governance/gate@${sha}`), undefined);
    assert.equal(
      refusal(state, `octo/tool@${sha}`, "acme/governance/gate@v1"),
      "The action acme/governance/gate@v1 is not allowed in acme/shop because all actions must be pinned to a full-length commit SHA.",
    );
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { defaultChanges, newRepositoriesOf } from "../../../../components/resources/handlers/code-security/defaults.ts";
import type { DefaultOf } from "../../../../components/resources/handlers/code-security/defaults.ts";

type Kind = "public" | "private_and_internal";
type Owners = Record<Kind, number | undefined>;
const kinds: Kind[] = ["public", "private_and_internal"];
const own = 1;

/** As GitHub does it: a kind has one configuration at most. */
function apply(owners: Owners, { configurationId, newRepositories }: DefaultOf): Owners {
  const after = (kind: Kind) => {
    if (newRepositories === "all" || newRepositories === kind) return configurationId;
    return owners[kind] === configurationId ? undefined : owners[kind];
  };
  return { public: after("public"), private_and_internal: after("private_and_internal") };
}

const listOf = (owners: Owners): DefaultOf[] =>
  kinds.flatMap((kind) =>
    owners[kind] === undefined ? [] : [{ configurationId: owners[kind], newRepositories: kind }],
  );

const owner = fc.constantFrom(undefined, own, 2, 3);
const owners = fc.record({ public: owner, private_and_internal: owner });
const wish = fc.constantFrom("all", "public", "private_and_internal", "none");

describe("changes of the default configuration for new repositories", () => {
  it("make it the default of what is wanted, and return what is given up to who had it", () => {
    fc.assert(
      fc.property(owners, owners, wish, (live, before, wanted) => {
        const changes = defaultChanges(listOf(live), own, wanted, listOf(before));
        const after = changes.reduce(apply, live);
        assert.equal(newRepositoriesOf(listOf(after), own), wanted);
        for (const kind of kinds) {
          if (wanted === "all" || wanted === kind) continue;
          const returned = before[kind] === own ? undefined : before[kind];
          assert.equal(after[kind], live[kind] === own ? returned : live[kind]);
        }
      }),
    );
  });

  it("are none where it is so already", () => {
    fc.assert(
      fc.property(owners, owners, (live, before) => {
        const now = newRepositoriesOf(listOf(live), own);
        assert.deepEqual(defaultChanges(listOf(live), own, now, listOf(before)), []);
      }),
    );
  });
});

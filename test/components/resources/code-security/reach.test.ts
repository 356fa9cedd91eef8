import assert from "node:assert/strict";
import fc from "fast-check";
import type { Repository } from "../../../../components/resources/handlers/code-security/api.ts";
import { settings } from "../../../../components/resources/handlers/code-security/features.ts";
import {
  attachTo,
  brokenIn,
  notKnownIn,
  stepsTo,
} from "../../../../components/resources/handlers/code-security/reach.ts";
import type { Situation, Wanted } from "../../../../components/resources/handlers/code-security/reach.ts";
import { z } from "zod";

const strict = z.object(settings).parse({ name: "strict", advancedSecurity: "secret_protection" });

const repository = fc.record({
  private: fc.boolean(),
  archived: fc.boolean(),
  status: fc.constantFrom(undefined, "attached", "enforced", "attaching", "failed", "elsewhere"),
});
const world = fc.array(repository, { maxLength: 8 });

function situationOf(all: readonly { private: boolean; archived: boolean; status: string | undefined }[]): Situation {
  const repositories = all.map((one, id) => ({ id, name: `r${id}`, private: one.private, archived: one.archived }));
  const own = all.flatMap(({ status }, id) =>
    status === undefined || status === "elsewhere" ? [] : [{ status, repository: { id, name: `r${id}` } }],
  );
  const elsewhere = new Map(all.flatMap(({ status }, id) => (status === "elsewhere" ? [[id, 17] as const] : [])));
  return { repositories, attached: own, elsewhere };
}

/** As if GitHub had done it. */
function done({ missing, surplus }: ReturnType<typeof stepsTo>, situation: Situation): Situation {
  const kept = situation.attached.filter(({ repository: { id } }) => ![...missing, ...surplus].includes(id));
  const made = missing.map((id) => ({ status: "enforced", repository: { id, name: `r${id}` } }));
  const elsewhere = new Map([...situation.elsewhere].filter(([id]) => !missing.includes(id)));
  return { ...situation, attached: [...kept, ...made], elsewhere };
}

describe("steps that bring a configuration to its repositories", () => {
  const wish = fc.record({
    attachTo: fc.constantFrom(...attachTo.options),
    selected: fc.uniqueArray(fc.nat({ max: 7 }), { maxLength: 4 }),
  });

  it("leave nothing to do once they are done, and touch no repository twice", () => {
    fc.assert(
      fc.property(world, wish, (all, { attachTo: kind, selected }) => {
        const known = selected.filter((id) => id < all.length);
        const wanted: Wanted = { attachTo: kind, selected: kind === "selected" ? known : [], settings: strict };
        const steps = stepsTo(wanted, situationOf(all));
        assert.equal(new Set([...steps.missing, ...steps.surplus]).size, steps.missing.length + steps.surplus.length);
        const after = stepsTo(wanted, done(steps, situationOf(all)));
        assert.deepEqual([after.missing, after.surplus], [[], []]);
      }),
    );
  });

  it("leave archived repositories as they are unless they are named", () => {
    const situation = situationOf([{ private: true, archived: true, status: undefined }]);
    const steps = (kind: Wanted["attachTo"], selected: number[]) =>
      stepsTo({ attachTo: kind, selected, settings: strict }, situation).missing;
    assert.deepEqual([steps("all", []), steps("selected", [0])], [[], [0]]);
  });
});

describe("repositories that have a configuration without its effect", () => {
  const off = { secret_scanning: { status: "enabled" }, secret_scanning_push_protection: { status: "disabled" } };
  const situation = (status: string, one: Partial<Repository>): Situation => {
    const repositories = [{ id: 1, name: "docs", private: true, security_and_analysis: off, ...one }];
    const attached = [{ status, repository: { id: 1, name: "docs" } }];
    return { repositories, attached, elsewhere: new Map() };
  };
  const found = (status: string, one: Partial<Repository>, more: Partial<typeof strict> = {}) =>
    brokenIn({ ...strict, ...more }, situation(status, one)).length === 1;

  it("are those that failed, and those that are not protected although they are said to be", () => {
    assert.equal(found("failed", { security_and_analysis: null }), true);
    assert.equal(found("enforced", {}), true);
    assert.equal(found("attaching", {}), false);
    assert.equal(found("enforced", {}, { secretScanningPushProtection: "not_set" }), false);
  });

  it("are not known where GitHub does not show the settings that are promised", () => {
    const unknown = (one: Partial<Repository>, more: Partial<typeof strict> = {}) =>
      notKnownIn({ ...strict, ...more }, situation("enforced", one)).length === 1;
    const scanningOnly = { secret_scanning: { status: "enabled" } };
    assert.equal(unknown({ security_and_analysis: null }), true);
    assert.equal(unknown({ security_and_analysis: scanningOnly }), true);
    assert.equal(unknown({ id: 2 }), true);
    assert.equal(unknown({}), false);
    assert.equal(unknown({ security_and_analysis: scanningOnly }, { secretScanningPushProtection: "not_set" }), false);
    assert.equal(unknown({ security_and_analysis: null }, { advancedSecurity: "code_security" }), false);
  });

  it("are not private ones where nothing is paid for, nor archived ones", () => {
    assert.equal(found("enforced", {}, { advancedSecurity: "code_security" }), false);
    assert.equal(found("enforced", { private: false }, { advancedSecurity: "disabled" }), true);
    assert.equal(found("enforced", { archived: true }), false);
  });
});

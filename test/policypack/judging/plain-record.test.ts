import assert from "node:assert/strict";
import type { PolicyResource } from "@pulumi/policy";
import fc from "fast-check";
import { UNKNOWN } from "../../../governance/policy/unknown.ts";
import { plainRecord } from "../../../policypack/judging/plain-record.ts";
import { unknownCheckingProxy } from "../../../policypack/sdk/unknown-value.ts";
import { UNKNOWN_STRING } from "../../support/policy/request.ts";

const opts = { protect: true, ignoreChanges: ["a"], parent: "p" };

function resource(props: object): PolicyResource {
  return { type: "t", name: "n", urn: "u", opts, props: unknownCheckingProxy(props) } as unknown as PolicyResource;
}

describe("plainRecord", () => {
  it("keeps known values beside unknown ones, at every depth", () => {
    const props = { a: UNKNOWN_STRING, b: { c: UNKNOWN_STRING, d: 1 }, e: [UNKNOWN_STRING, { f: null }] };
    assert.deepEqual(plainRecord(resource(props)), {
      type: "t",
      name: "n",
      urn: "u",
      props: { a: UNKNOWN, b: { c: UNKNOWN, d: 1 }, e: [UNKNOWN, { f: null }] },
      isProtected: true,
      ignoreChanges: ["a"],
      parent: "p",
    });
  });

  it("changes nothing in known values", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (props) => {
        assert.deepEqual(plainRecord(resource(props)).props, { ...props });
      }),
    );
  });

  it("passes on any other error of a property", () => {
    const props = Object.defineProperty({}, "x", {
      enumerable: true,
      get: () => {
        throw new Error("broken");
      },
    });
    assert.throws(() => plainRecord(resource(props)), /^Error: broken$/);
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { sameDocument } from "../../../local/aws/provider/json-document.ts";

const words = fc.array(fc.constantFrom("s3:GetObject", "s3:PutObject", "kms:Encrypt"), { minLength: 1, maxLength: 3 });
const statement = fc.record({
  Effect: fc.constantFrom("Allow", "Deny"),
  Action: words,
  Resource: fc.uniqueArray(fc.constantFrom("a", "b", "c"), { minLength: 1 }),
});
const policy = fc.record({
  Version: fc.constant("2012-10-17"),
  Statement: fc.array(statement, { minLength: 1, maxLength: 3 }),
});

describe("policy documents", () => {
  it("are the same in every spelling", () => {
    fc.assert(
      fc.property(policy, (document) => {
        assert.ok(sameDocument(JSON.stringify(document), JSON.stringify(respelled(document), null, 2)));
      }),
    );
  });

  it("are different when a statement, an effect or a resource is", () => {
    fc.assert(
      fc.property(policy, (document) => {
        const [first, ...rest] = document.Statement;
        const flipped = { ...first, Effect: first?.Effect === "Allow" ? "Deny" : "Allow" };
        const wider = { ...first, Resource: [...(first?.Resource ?? []), "*"] };
        for (const Statement of [[flipped, ...rest], [wider, ...rest], rest]) {
          assert.ok(!sameDocument(JSON.stringify(document), JSON.stringify({ ...document, Statement })));
        }
      }),
    );
  });

  it("that are no JSON are the same only if equal", () => {
    assert.equal(sameDocument("{", "{"), true);
    assert.equal(sameDocument("{", "{}"), false);
    assert.equal(sameDocument(undefined, "{}"), false);
  });

  function respelled(document: {
    Version: string;
    Statement: { Effect: string; Action: string[]; Resource: string[] }[];
  }) {
    const alone = (list: string[]) => (list.length === 1 ? list[0] : [...list].reverse());
    const Statement = document.Statement.map(({ Effect, Action, Resource }) => ({
      Resource: alone(Resource),
      Action: alone(Action.map((action) => action.toUpperCase())),
      Effect,
    }));
    return { Statement: Statement.length === 1 ? Statement[0] : Statement, Version: document.Version };
  }
});

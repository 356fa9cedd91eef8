import assert from "node:assert/strict";
import { answerOf } from "./answer.ts";

const failing = (status: number, data: unknown) =>
  Promise.reject(Object.assign(new Error(), { status, response: { data } }));

describe("the answer to a step of an attack", () => {
  it("is what GitHub sent where it accepted", async () => {
    assert.deepEqual(await answerOf(Promise.resolve(7)), { answer: "accepted", value: 7 });
  });

  it("is GitHub's words on one line where it refused, without ids, the rules sorted", async () => {
    const violations = "Repository rule violations found\n\nWaiting on the team with id 1034.\n\nAnd more.\n\n";
    const { answer } = await answerOf(failing(405, { message: violations }));
    assert.equal(answer, "Repository rule violations found And more. Waiting on the team with id ….");
  });

  it("has the details of a failed validation, in either form", async () => {
    const errors = ["Not your own", { message: "Too late" }, { field: "head", code: "invalid" }];
    const { answer } = await answerOf(failing(422, { message: "Validation Failed", errors }));
    assert.equal(answer, "Validation Failed Not your own Too late head is invalid");
  });

  it("is none where the server failed or nothing answered", async () => {
    await assert.rejects(answerOf(failing(502, { message: "Bad Gateway" })), { status: 502 });
    await assert.rejects(answerOf(Promise.reject(new TypeError("a mistake in the replay"))), TypeError);
  });
});

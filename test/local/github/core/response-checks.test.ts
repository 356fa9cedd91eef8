import assert from "node:assert/strict";
import { Api, type ApiRequest } from "../../../../local/github/core/api.ts";
import type { Handler } from "../../../../local/github/core/contract.ts";
import { HttpError } from "../../../../local/github/core/errors.ts";
import { router } from "../../../../local/github/core/router.ts";
import { githubLimits } from "../../../../local/github/core/limits.ts";
import { stateFromSeed } from "../../../../local/github/core/seed.ts";
import { Store } from "../../../../local/github/core/store.ts";
import { org, seed } from "../fixture.ts";

const now = new Date("2026-01-05T10:00:00Z");

function request(method: string, path: string): ApiRequest {
  const route = router().find(method, path);
  const apiUrl = "http://127.0.0.1:1";
  const layout = { apiUrl, htmlUrl: apiUrl, path };
  const query = new URLSearchParams();
  return { method, route, query, headers: {}, text: "", url: apiUrl + path, layout };
}

function apiWith(id: string, handler: Handler, checkResponses = true) {
  const store = new Store(stateFromSeed(seed, now));
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const nobody = { jobOf: () => undefined, changed: () => undefined, limits: githubLimits };
  const served = { store, handlers: { [id]: handler }, ...nobody };
  const api = new Api({ ...served, checkResponses, rateLimit: 100, clock: () => now, log });
  return { api, store, lines };
}

describe("answers that do not fit GitHub's description", () => {
  const teamGone = request("DELETE", `/orgs/${org}/teams/break-glass`);

  it("become a 500 that says what is wrong, and are recorded", async () => {
    const { api, lines } = apiWith("orgs/list-members", () => ({ status: 200, body: [{ login: 5 }] }));
    const answer = await api.answer(request("GET", `/orgs/${org}/members`));
    assert.equal(answer.status, 500);
    assert.ok(api.responseProblems.includes('orgs/list-members 200: /0/login must be string {"type":"string"}'));
    const body = JSON.parse(String(answer.text)) as { errors: string[] };
    assert.deepEqual(body.errors, api.responseProblems);
    assert.equal(lines.length, 1);
  });

  it("are a status that is not described, or a body where there is none", async () => {
    const status = apiWith("teams/delete-in-org", () => ({ status: 299 }));
    await status.api.answer(teamGone);
    assert.deepEqual(status.api.responseProblems, ["teams/delete-in-org 299: this status is not described"]);
    const body = apiWith("teams/delete-in-org", () => ({ status: 204, body: {} }));
    await body.api.answer(teamGone);
    assert.deepEqual(body.api.responseProblems, ["teams/delete-in-org 204: has a body"]);
  });

  it("undo the change they belong to", async () => {
    const { api, store } = apiWith("teams/delete-in-org", ({ state }) => {
      state.nextId = 1_000_000;
      return { status: 299 };
    });
    const before = store.state;
    assert.equal((await api.answer(teamGone)).status, 500);
    assert.equal(store.state, before);
  });

  it("go out where checking is off", async () => {
    const { api } = apiWith("orgs/list-members", () => ({ status: 200, body: [{ login: 5 }] }), false);
    assert.equal((await api.answer(request("GET", `/orgs/${org}/members`))).status, 200);
  });
});

describe("a failing operation", () => {
  it("answers with GitHub's error body and what the failure adds to it", async () => {
    const { api } = apiWith("orgs/get", () => {
      throw new HttpError(422, "Validation Failed", { errors: ["Name must be unique"], extra: { hint: "x" } });
    });
    const answer = await api.answer(request("GET", `/orgs/${org}`));
    assert.deepEqual(
      [answer.status, JSON.parse(String(answer.text))],
      [
        422,
        {
          message: "Validation Failed",
          errors: ["Name must be unique"],
          documentation_url: "https://docs.github.com/rest/orgs/orgs#get-an-organization",
          status: "422",
          hint: "x",
        },
      ],
    );
  });

  it("is a 500 with its message where it is none of GitHub's failures", async () => {
    const { api, lines } = apiWith("orgs/get", () => {
      throw new Error("a mistake in here");
    });
    const answer = await api.answer(request("GET", `/orgs/${org}`));
    assert.equal(
      (JSON.parse(String(answer.text)) as { message: string }).message,
      "Local GitHub failed: a mistake in here",
    );
    assert.deepEqual(lines, [`GET /orgs/${org}: Error: a mistake in here`]);
  });

  it("cannot change the state while it only reads", async () => {
    const { api, store } = apiWith("orgs/check-membership-for-user", ({ state }) => {
      state.nextId = 0;
      return { status: 204 };
    });
    const before = store.state.nextId;
    assert.equal((await api.answer(request("GET", `/orgs/${org}/members/dev-dana`))).status, 500);
    assert.equal(store.state.nextId, before);
  });
});

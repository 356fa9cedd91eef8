import assert from "node:assert/strict";
import type { Parameters } from "../../../../cli/gate/github/connection.ts";
import { GitHubFailure } from "../../../../cli/gate/github/failure.ts";
import { standingReviews } from "../../../../cli/gate/github/reviews.ts";
import { fakeGitHub } from "./fake-git-hub.ts";

const review = (login: string | null, state: string, author_association = "MEMBER", type = "User") => ({
  user: login === null ? null : { login, type },
  author_association,
  state,
  commit_id: "head",
});

/** `mel` may push; the token may not ask about `pat`. */
const answer = (reviews: readonly object[]) => (route: string, parameters: Parameters) => {
  if (route.endsWith("/reviews")) return reviews;
  if (parameters["username"] === "pat") throw new GitHubFailure("hidden", 404);
  return { permission: parameters["username"] === "mel" ? "write" : "read" };
};
const standing = (...reviews: object[]) =>
  standingReviews(fakeGitHub(answer(reviews)).gitHub, { owner: "acme", repo: "shop" }, 7);

describe("what stands of the reviews", () => {
  it("is the last word of each account; comments and pending reviews are none", async () => {
    const found = await standing(
      review("ada", "APPROVED"),
      review("ada", "COMMENTED"),
      review("ada", "PENDING"),
      review("lin", "APPROVED"),
      review("lin", "DISMISSED"),
      review("kim", "APPROVED"),
      review("kim", "CHANGES_REQUESTED"),
    );
    assert.deepEqual(
      found.map(({ account, state }) => [account, state]),
      [
        ["ada", "approved"],
        ["lin", "dismissed"],
        ["kim", "changes-requested"],
      ],
    );
  });

  it("tells bots and outsiders, who cannot push, from members whose membership is hidden; an account that is gone has no say", async () => {
    const found = await standing(
      review("eve", "APPROVED", "CONTRIBUTOR"),
      review("mel", "APPROVED", "CONTRIBUTOR"),
      review("pat", "APPROVED", "NONE"),
      review("lin", "APPROVED", "COLLABORATOR"),
      review("bot[bot]", "APPROVED", "NONE", "Bot"),
      review(null, "APPROVED"),
    );
    const approved = { state: "approved", commit: "head" };
    assert.deepEqual(found, [
      { account: "eve", isBot: false, isOutsider: true, ...approved },
      { account: "mel", isBot: false, ...approved },
      { account: "pat", isBot: false, isOutsider: true, ...approved },
      { account: "lin", isBot: false, ...approved },
      { account: "bot[bot]", isBot: true, ...approved },
    ]);
  });
});

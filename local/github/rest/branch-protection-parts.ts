/** Parts of a branch's classic protection at addresses of their own, read only. */
import type { Call, Handler, Handlers } from "../core/contract.ts";
import { notFound } from "../core/errors.ts";
import { branchProtectionBody } from "./bodies/branch-protection.ts";
import { protectedPlace } from "./branch-protection.ts";

type Body = ReturnType<typeof branchProtectionBody>;

export const branchProtectionPartHandlers: Handlers = {
  "repos/get-admin-branch-protection": part((body) => body.enforce_admins),
  "repos/get-commit-signature-protection": part((body) => body.required_signatures),
  "repos/get-pull-request-review-protection": part(reviews),
  "repos/get-status-checks-protection": part(statusChecks),
  "repos/get-all-status-check-contexts": part((body) => statusChecks(body).contexts),
  "repos/get-access-restrictions": part(restrictions),
  "repos/get-apps-with-access-to-protected-branch": part((body) => restrictions(body).apps),
  "repos/get-teams-with-access-to-protected-branch": part((body) => restrictions(body).teams),
  "repos/get-users-with-access-to-protected-branch": part((body) => restrictions(body).users),
};

function part(of: (body: Body) => unknown): Handler {
  return (call: Call) => {
    const { repository, branch, rule } = protectedPlace(call);
    return { status: 200, body: of(branchProtectionBody(call, repository, branch, rule)) };
  };
}

function reviews({ required_pull_request_reviews: found }: Body) {
  if (found === undefined) throw notFound("Required pull request reviews not enabled");
  return found;
}

function statusChecks({ required_status_checks: found }: Body) {
  if (found === undefined) throw notFound("Required status checks not enabled");
  return found;
}

function restrictions({ restrictions: found }: Body) {
  if (found === undefined) throw notFound("Push restrictions not enabled");
  return found;
}

/** What an organisation's plan allows: https://docs.github.com/get-started/learning-about-github/githubs-plans */
import { organizationByLogin } from "./actors.ts";
import { forbidden, type HttpError } from "./errors.ts";
import type { Plan, Repository, State } from "./state.ts";

/** The plan behind a repository; a personal account counts as free. */
export const planOf = (state: State, repository: Repository): Plan =>
  organizationByLogin(state, repository.owner)?.plan ?? "free";

/** Rulesets and protected branches: public repositories on every plan, private ones from Team on. */
export const allowsProtection = (state: State, repository: Repository): boolean =>
  repository.visibility === "public" || planOf(state, repository) !== "free";

/** GitHub's answer where `allowsProtection` is false. */
export const protectionNeedsUpgrade = (): HttpError =>
  forbidden("Upgrade to GitHub Pro or make this repository public to enable this feature.");

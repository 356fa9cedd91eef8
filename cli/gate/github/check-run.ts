import { z } from "zod";
import { checkRunOf, type GateReport } from "../../../governance/gate/index.ts";
import type { RepositoryName } from "./address.ts";
import type { GitHub } from "./connection.ts";

const created = z.object({ id: z.number() });

/**
 * Posts the verdict as a completed check run on the head that was judged. Takes a GitHub App's token with `checks: write`.
 *
 * @param check name of the check that is required
 * @throws GitHubFailure
 */
export async function postCheckRun(
  github: GitHub,
  { owner, repo }: RepositoryName,
  check: string,
  report: GateReport,
): Promise<void> {
  const { conclusion, outputs } = checkRunOf(report);
  const [output, ...others] = outputs;
  const run = await github.send(created, "POST /repos/{owner}/{repo}/check-runs", {
    ...{ owner, repo, name: check, head_sha: report.head, output },
    // Green only once every annotation is there.
    ...(others.length === 0 ? { status: "completed", conclusion } : { status: "in_progress" }),
  });
  for (const [index, more] of others.entries()) {
    const isLast = index === others.length - 1;
    await github.send(created, "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
      ...{ owner, repo, check_run_id: run.id, output: more },
      ...(isLast && { status: "completed", conclusion }),
    });
  }
}

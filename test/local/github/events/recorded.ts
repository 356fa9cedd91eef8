/** What local GitHub tells of, in a form that a test can compare. */
import type { GitHubEvent } from "../../../../local/github/events/feed.ts";
import type { LocalGitHub } from "../../../../local/github/server.ts";

export class Recorded {
  readonly events: GitHubEvent[] = [];
  readonly end: () => void;

  constructor(server: LocalGitHub) {
    this.end = server.onEvent((event) => this.events.push(event));
  }

  /** e.g. `pull_request opened by dev`, since the last look. */
  take(): string[] {
    return this.events.splice(0).map(({ name, action, actorLogin, byWorkflowToken }) => {
      const what = action === "" ? name : `${name} ${action}`;
      return `${what} by ${actorLogin}${byWorkflowToken ? " (workflow)" : ""}`;
    });
  }
}

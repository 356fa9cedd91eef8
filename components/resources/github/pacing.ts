import Bottleneck from "bottleneck";

/** What the user says of how fast requests follow each other. */
export interface PacingSettings {
  readonly readDelayMs?: number | undefined;
  readonly writeDelayMs?: number | undefined;
  readonly parallelRequests?: boolean | undefined;
}

/** Milliseconds between requests, undefined leaves it to the throttling plugin; and how many requests may be on their way. */
export interface Pacing {
  readonly betweenReads: number;
  readonly betweenWrites: number | undefined;
  readonly sideBySide: number;
}

/** github.com wants a second between writes, which the plugin keeps; GitHub Enterprise Server and local servers do not. */
export function pacingFor(settings: PacingSettings, root: string): Pacing {
  return {
    betweenReads: settings.readDelayMs ?? 0,
    betweenWrites: settings.writeDelayMs ?? (isGitHubCloud(root) ? undefined : 0),
    sideBySide: settings.parallelRequests === false ? 1 : 10,
  };
}

function isGitHubCloud(root: string): boolean {
  return root === "https://api.github.com" || new URL(root).hostname.endsWith(".ghe.com");
}

/** The throttling plugin's groups, for one connection: its own are shared by all of a process. */
export function groupsFor({ betweenWrites, sideBySide }: Pacing, unitMilliseconds: number) {
  const writing = betweenWrites === undefined ? {} : { write: spaced(betweenWrites, unitMilliseconds) };
  // It keeps three seconds between writes that notify people: a delay that is known here replaces them, too.
  const notifying = betweenWrites === undefined ? {} : { notifications: spaced(0, unitMilliseconds) };
  const global = new Bottleneck.Group({ maxConcurrent: sideBySide });
  return { ...writing, ...notifying, global, auth: new Bottleneck.Group({ maxConcurrent: 1 }) };
}

/** Waits for a reading request's turn; the plugin knows none for reads. */
export function turnOfReads({ betweenReads }: Pacing, unitMilliseconds: number): (method: string) => Promise<void> {
  if (betweenReads === 0) return async () => {};
  const turns = new Bottleneck({ maxConcurrent: 1, minTime: scaled(betweenReads, unitMilliseconds) });
  return async (method) => (method === "GET" || method === "HEAD" ? turns.schedule(async () => {}) : undefined);
}

function spaced(milliseconds: number, unitMilliseconds: number): Bottleneck.Group {
  if (milliseconds === 0) return new Bottleneck.Group({ maxConcurrent: 10 });
  return new Bottleneck.Group({ maxConcurrent: 1, minTime: scaled(milliseconds, unitMilliseconds) });
}

const scaled = (milliseconds: number, unitMilliseconds: number) => (milliseconds * unitMilliseconds) / 1000;

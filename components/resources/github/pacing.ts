import Bottleneck from "bottleneck";

/** What the user says of how fast requests follow each other. */
export interface PacingSettings {
  readonly readDelayMs?: number | undefined;
  readonly writeDelayMs?: number | undefined;
  readonly parallelRequests?: boolean | undefined;
}

/** Milliseconds between requests, and how many may be on their way; undefined leaves it to the throttling plugin. */
export interface Pacing {
  readonly betweenReads: number;
  readonly betweenWrites: number | undefined;
  readonly sideBySide: 1 | undefined;
}

/** github.com wants a second between writes, which the plugin keeps; GitHub Enterprise Server and local servers do not. */
export function pacingFor(settings: PacingSettings, root: string): Pacing {
  return {
    betweenReads: settings.readDelayMs ?? 0,
    betweenWrites: settings.writeDelayMs ?? (isGitHubCloud(root) ? undefined : 0),
    sideBySide: settings.parallelRequests === false ? 1 : undefined,
  };
}

function isGitHubCloud(root: string): boolean {
  return root === "https://api.github.com" || new URL(root).hostname.endsWith(".ghe.com");
}

/** The throttling plugin's groups that the pacing changes. */
export function groupsFor({ betweenWrites, sideBySide }: Pacing, unitMilliseconds: number) {
  const writing = betweenWrites === undefined ? {} : { write: spaced(betweenWrites, unitMilliseconds) };
  // It keeps three seconds between writes that notify people: a delay that is known here replaces them, too.
  const notifying = betweenWrites === undefined ? {} : { notifications: spaced(0, unitMilliseconds) };
  const all = sideBySide === undefined ? {} : { global: new Bottleneck.Group({ maxConcurrent: sideBySide }) };
  return { ...writing, ...notifying, ...all };
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

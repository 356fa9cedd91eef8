/** What a run of the gate takes from around it. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** YYYY-MM-DD. */
  readonly today: () => string;
  /** Milliseconds that a second of waiting lasts. */
  readonly second: number;
}

export const processSurroundings: Surroundings = {
  env: process.env,
  // In UTC: the same everywhere.
  today: () => new Date().toISOString().slice(0, 10),
  second: 1000,
};

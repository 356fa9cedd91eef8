/** Takes one line of progress, without line break. */
export type Progress = (line: string) => void;

const heartbeatMs = 15_000;

/** Does a step of minutes: a line when it starts, one every 15 seconds, one with its duration when it is done. */
export async function longStep<T>(
  progress: Progress,
  step: { readonly doing: string; readonly usualMinutes: number },
  work: () => Promise<T>,
): Promise<T> {
  const started = performance.now();
  const elapsed = (): string => duration(performance.now() - started);
  const usual = `takes about ${step.usualMinutes} min the first time`;
  progress(`${step.doing}; ${usual}`);
  const heartbeat = setInterval(() => progress(`${step.doing}, ${elapsed()} so far, ${usual}`), heartbeatMs);
  try {
    const result = await work();
    progress(`${step.doing}: done in ${elapsed()}`);
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}

/** `45 s`, `2 min`, `5 min 27 s`. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const rest = seconds % 60;
  return `${Math.floor(seconds / 60)} min${rest === 0 ? "" : ` ${rest} s`}`;
}

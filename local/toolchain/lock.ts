import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { lock } from "proper-lockfile";

/** A lock whose holder was killed is taken over after this long; holders refresh it three times as often. */
const staleMs = 15_000;

/**
 * Does the work while holding the lock `file` among all processes of this machine.
 *
 * @param onWait called once if another process holds the lock.
 */
export async function withLock<T>(file: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  const release = await acquire(file, onWait);
  try {
    return await work();
  } finally {
    // A lock that was taken over (the machine slept) is no longer ours to release.
    await release().catch(() => undefined);
  }
}

async function acquire(file: string, onWait: () => void): Promise<() => Promise<void>> {
  const settings = {
    lockfilePath: file,
    realpath: false,
    stale: staleMs,
    update: staleMs / 3,
    // Losing the lock (the machine slept) cannot damage anything: results are made aside and appear by one rename. The
    // default would throw out of a timer.
    onCompromised: () => undefined,
  };
  try {
    return await lock(file, settings);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ELOCKED") throw error;
  }
  onWait();
  return lock(file, { ...settings, retries: { forever: true, minTimeout: 200, maxTimeout: 1000 } });
}

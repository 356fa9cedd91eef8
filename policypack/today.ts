/** The date by the clock, YYYY-MM-DD, in UTC: the same everywhere. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** How long evidence is kept. */

/** EU AI Act, articles 19 and 26(6): logs are kept for six months at least. */
export const leastRetentionDays = 183;
/** S3 accepts at most 100 years. */
export const mostRetentionDays = 36_500;

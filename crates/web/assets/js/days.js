// Days as the calendar has them, without hours and zones.

/** Milliseconds in a day of the calendar, which in UTC has no summer time. */
const DAY = 86_400_000;

/**
 * The day that many days after another, both as `YYYY-MM-DD`.
 * @param {string} first
 * @param {number} days
 */
export function dayAfter(first, days) {
  return new Date(Date.parse(`${first}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

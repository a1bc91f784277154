// The two databases that this program may make in a browser: for the copy of the plan, and for a session under way.

/** Names that a browser shows to whoever looks; they tell nothing. */
export const COPY_DATABASE = 'notebook';
export const SESSION_DATABASE = 'notebook-now';

/** Whether this browser has such a database. Asking for one in any other way would make it. @param {string} wanted */
export async function hasDatabase(wanted) {
  if (!('indexedDB' in window) || !('databases' in indexedDB)) return false;
  return (await indexedDB.databases()).some(({ name }) => name === wanted);
}

// Modules that only some pages need. Where nothing answers any more, a page stays as it came: its links and forms work.

/**
 * What a module offers once it is here. Nothing when it could not be fetched; what fails in it is still an error.
 * @template T
 * @param {Promise<T>} loading what `import()` gives
 * @returns {Promise<T | undefined>}
 */
export function fetched(loading) {
  return loading.catch(() => undefined);
}

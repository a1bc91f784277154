// Tells the server what the clock on the wall shows here, so that a day stays that day. Nothing else is remembered.

/** Sets the cookie `zone`: minutes east of UTC, a dot, the IANA name. */
export function rememberZone() {
  const minutes = -new Date().getTimezoneOffset();
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `zone=${minutes}.${encodeURIComponent(name)}; Path=/; SameSite=Strict; Max-Age=31536000${secure}`;
}

// Other windows of this browser still show what they had when the device is handed over: they go to where the sitter is.

/** The page that a sitter comes to tells the others; nothing but the moment is told. */
export function startHandedOver() {
  const others = new BroadcastChannel('given');
  if (document.querySelector('[data-given]')) others.postMessage(null);
  else if (document.querySelector('[data-idle-minutes]:not([data-idle-minutes="0"])')) others.addEventListener('message', () => location.replace('/'));
}

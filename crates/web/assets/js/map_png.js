// The map as PNG: the file that the server draws, painted by the browser. Nothing leaves the machine.

/** A map has about a thousand units across; so many pixels each make a page that prints sharply. */
const PIXELS = 2;

/** Shows the button, which needs this script. */
export function offerPng() {
  const button = document.querySelector('[data-map-png]');
  if (!(button instanceof HTMLButtonElement)) return;
  button.hidden = false;
  button.addEventListener('click', () => void download(button));
}

/** @param {HTMLButtonElement} button */
async function download(button) {
  const picture = new Image();
  picture.src = button.dataset['mapPng'] ?? '';
  try {
    await picture.decode();
    save(await painted(picture), `map-${dayOf()}.png`);
  } catch {
    const status = document.querySelector('[data-map-status]');
    if (status) status.textContent = 'This browser could not paint it. The SVG holds the same picture.';
  }
}

/**
 * @param {HTMLImageElement} picture
 * @returns {Promise<Blob>}
 */
function painted(picture) {
  const canvas = document.createElement('canvas');
  canvas.width = picture.naturalWidth * PIXELS;
  canvas.height = picture.naturalHeight * PIXELS;
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('nothing was painted'))), 'image/png');
  });
}

/**
 * @param {Blob} file
 * @param {string} name
 */
function save(file, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The day as the page has it. */
function dayOf() {
  const map = document.querySelector('[data-map]');
  return map instanceof HTMLElement ? (map.dataset['map'] ?? '') : '';
}

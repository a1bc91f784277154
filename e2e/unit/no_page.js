// Modules that look for what they move as soon as they are there find nothing here: their pure pieces are what is tested.

/** @type {any} */
const here = globalThis;
here.document ??= { querySelector: () => null };
here.HTMLElement ??= class {};

// A form that a passkey fills in. What is to be signed is asked for when the button is pressed, never before; what the
// authenticator says goes into hidden fields, and the form is sent as any other.

/**
 * @param {string} text base64url
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function toBytes(text) {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/**
 * @param {ArrayBuffer | ArrayBufferView | null | undefined} bytes
 * @returns {string} base64url, without padding
 */
export function toText(bytes) {
  if (!bytes) return '';
  const view = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const plain = Array.from(view, (byte) => String.fromCharCode(byte)).join('');
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @param {{ type: 'public-key', id: string }[]} list */
const named = (list) => list.map(({ type, id }) => ({ type, id: toBytes(id) }));

/** What is asked of an authenticator for its secret. @param {string} salt */
const prf = (salt) => ({ prf: { eval: { first: toBytes(salt) } } });

/** @param {PublicKeyCredential} credential */
function given(credential) {
  const results = /** @type {any} */ (credential.getClientExtensionResults()).prf?.results;
  return toText(results?.first);
}

/**
 * Makes a passkey. Some authenticators give their secret only once they are asked again.
 * @param {any} asked
 * @returns {Promise<Record<string, string>>}
 */
async function make(asked) {
  const { salt, ...options } = asked;
  const publicKey = {
    ...options,
    challenge: toBytes(asked.challenge),
    user: { ...asked.user, id: toBytes(asked.user.id) },
    excludeCredentials: named(asked.excludeCredentials),
    extensions: prf(salt),
  };
  const made = /** @type {PublicKeyCredential} */ (await navigator.credentials.create({ publicKey }));
  const answer = /** @type {AuthenticatorAttestationResponse} */ (made.response);
  const enabled = /** @type {any} */ (made.getClientExtensionResults()).prf?.enabled;
  const secret = given(made) || (enabled ? await askedAgain(made.rawId, salt) : '');
  return { client: toText(answer.clientDataJSON), authenticator: toText(answer.getAuthenticatorData()), given: secret };
}

/**
 * The secret of a passkey that was just made. Nobody checks what is signed here, and it is sent nowhere.
 * @param {ArrayBuffer} id
 * @param {string} salt
 */
async function askedAgain(id, salt) {
  const challenge = crypto.getRandomValues(new Uint8Array(32));
  const publicKey = {
    challenge,
    allowCredentials: [{ type: /** @type {const} */ ('public-key'), id }],
    userVerification: /** @type {const} */ ('required'),
    extensions: prf(salt),
  };
  return given(/** @type {PublicKeyCredential} */ (await navigator.credentials.get({ publicKey })));
}

/**
 * Asks a passkey.
 * @param {any} asked
 * @returns {Promise<Record<string, string>>}
 */
async function use(asked) {
  const { salt, ...options } = asked;
  const publicKey = {
    ...options,
    challenge: toBytes(asked.challenge),
    allowCredentials: named(asked.allowCredentials),
    extensions: prf(salt),
  };
  const used = /** @type {PublicKeyCredential} */ (await navigator.credentials.get({ publicKey }));
  const answer = /** @type {AuthenticatorAssertionResponse} */ (used.response);
  return {
    client: toText(answer.clientDataJSON),
    authenticator: toText(answer.authenticatorData),
    signature: toText(answer.signature),
    credential: toText(used.rawId),
    user: toText(answer.userHandle),
    given: given(used),
  };
}

/**
 * What is to be signed, from the server; or the sentence that it says instead.
 * @param {string} address
 */
async function question(address) {
  const answered = await fetch(address, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: 'ask=1',
  });
  const asked = await answered.json();
  if (!answered.ok) throw new Error(asked.said ?? '');
  return asked;
}

/** @param {HTMLFormElement} form @param {Record<string, string>} fields */
function send(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement('input');
    [input.type, input.name, input.value] = ['hidden', name, value];
    form.append(input);
  }
  form.submit();
}

/** @param {unknown} error */
function sentence(error) {
  if (error instanceof DOMException && error.name === 'InvalidStateError') {
    return 'This device has a passkey for your notebook already. Nothing was changed.';
  }
  if (error instanceof DOMException) return 'No passkey was used. Nothing is lost; try once more, or go on with your passphrase.';
  const said = error instanceof Error && !(error instanceof TypeError) ? error.message : '';
  return said || 'Nothing answered. Nothing is lost; try once more.';
}

/** @param {HTMLFormElement} form */
function startPasskey(form) {
  const status = form.querySelector('[data-passkey-status]');
  const button = form.querySelector('button');
  if (!status || !button) return;
  if (!window.PublicKeyCredential) {
    status.textContent = 'This browser knows no passkeys.';
    button.disabled = true;
    return;
  }
  form.hidden = false;
  const ask = form.dataset['passkey'] === 'make' ? make : use;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = form.querySelector('input[type="password"]');
    // Else the device would keep a passkey that is not kept here.
    if (typed instanceof HTMLInputElement && !typed.value) {
      status.textContent = 'Give your passphrase first.';
      typed.focus();
      return;
    }
    button.disabled = true;
    status.textContent = 'Your device asks you now.';
    question(form.dataset['ask'] ?? '')
      .then(ask)
      .then((fields) => send(form, fields))
      .catch((error) => {
        status.textContent = sentence(error);
        button.disabled = false;
        button.focus();
      });
  });
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (form instanceof HTMLFormElement) startPasskey(form);
}

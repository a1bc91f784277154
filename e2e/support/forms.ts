// Forms of our pages, read and sent without a page that is shown: what a spec is not about is done many times faster so.

import { type APIRequestContext, expect } from '@playwright/test';

/** Sends a form as a page of ours would; the answer is the address that it leads to. */
export async function send(request: APIRequestContext, to: string, form: Record<string, string> | URLSearchParams = {}) {
  const headers = { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/x-www-form-urlencoded' };
  const data = new URLSearchParams(form).toString();
  const answer = await request.post(to, { data, headers, maxRedirects: 0 });
  expect(answer.status(), `${to} leads on`).toBe(303);
  return answer.headers()['location'] ?? '';
}

/** A control of a form. */
interface Control {
  type: string;
  name: string;
  value: string;
  /** A browser would send it as it is. */
  sent: boolean;
}

const plain = (written: string) =>
  written.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const attribute = (tag: string, name: string) => plain(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** What stands in a select: what is selected, or the first. */
function selected(options: string) {
  const all = options.match(/<option\b[^>]*>/g) ?? [];
  return attribute(all.find((option) => /\sselected\b/.test(option)) ?? all[0] ?? '', 'value');
}

/** The controls of the first form in the main part of a page, in their order. */
export async function controlsOf(request: APIRequestContext, address: string): Promise<Control[]> {
  const page = await (await request.get(address)).text();
  const form = page.slice(page.indexOf('<main')).split('<form')[1]?.split('</form>')[0] ?? '';
  const found = form.matchAll(/<input\b[^>]*>|<(textarea|select)\b([^>]*)>([\s\S]*?)<\/\1>/g);
  return [...found].map(([tag, kind, head = '', inside = '']) => {
    if (kind === 'textarea') return { type: kind, name: attribute(head, 'name'), value: plain(inside), sent: true };
    if (kind === 'select') return { type: kind, name: attribute(head, 'name'), value: selected(inside), sent: true };
    const type = attribute(tag, 'type');
    return { type, name: attribute(tag, 'name'), value: attribute(tag, 'value'), sent: !/radio|checkbox/.test(type) || /\schecked\b/.test(tag) };
  });
}

/** Sends a form as it comes, with these fields in place of what stands there. */
export async function sendFilled(request: APIRequestContext, form: string, to: string, typed: Record<string, string> = {}) {
  const sent = (await controlsOf(request, form)).filter(({ name, sent }) => sent && name);
  return send(request, to, new URLSearchParams(sent.map(({ name, value }) => [name, typed[name] ?? value])));
}

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

/** An input of a form. */
interface Input {
  type: string;
  name: string;
  value: string;
}

/** The inputs of the first form of a page. */
export async function inputsOf(request: APIRequestContext, address: string): Promise<Input[]> {
  const page = await (await request.get(address)).text();
  const form = page.slice(page.indexOf('<main')).split('<form')[1]?.split('</form>')[0] ?? '';
  const attribute = (input: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(input)?.[1] ?? '';
  const read = (input: string) => ({ type: attribute(input, 'type'), name: attribute(input, 'name'), value: attribute(input, 'value') });
  return (form.match(/<input\b[^>]*>/g) ?? []).map(read);
}

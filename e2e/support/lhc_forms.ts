// LHC-Forms itself, as its makers built it, in the browser of the system: it is asked for nothing, and asks nobody.

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import type { Page } from '@playwright/test';

import { type Chosen, folderOf } from '../unit/answer_sets.js';
import { BINARY } from './server.ts';

const BUILT = join(dirname(createRequire(import.meta.url).resolve('lforms/package.json')), 'dist/lforms');
const SCRIPTS = ['webcomponent/assets/lib/zone.min.js', 'webcomponent/lhc-forms.js', 'fhir/R4/lformsFHIR.min.js'];
const CALCULATED = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression';

/** A questionnaire or answers to one, as JSON. */
export type Resource = Record<string, unknown>;
/** What it writes of answers, and what it adds them up to: each sum by its name, or nothing. */
export type Filled = { response: Resource; sums: Record<string, number | undefined> };

/** What of LHC-Forms is asked here: a question takes one of its options. */
type Option = { code?: string; text: string | number };
type Made = {
  itemList: { linkId: string; answers?: Option[]; value?: Option | undefined }[];
  _checkFormControls(): void;
  _expressionProcessor: { runCalculations(initial: boolean): Promise<void> };
};
type Library = {
  LFormsData: new (form: object) => Made;
  Util: {
    addFormToPage(form: object, id: string, options: object): Promise<void>;
    convertFHIRQuestionnaireToLForms(form: object, version: string): object;
    getFormFHIRData(kind: string, version: string, form: Made): Resource;
  };
};

/** Puts LHC-Forms on a page of its own; whatever it would ask a machine for is noted and fails. */
export async function openLhcForms(page: Page): Promise<string[]> {
  const asked: string[] = [];
  await page.context().route('**', async (route) => {
    const url = route.request().url();
    if (url === 'http://lhc.invalid/') return route.fulfill({ contentType: 'text/html', body: '<!doctype html><div id="form"></div>' });
    asked.push(url);
    return route.abort();
  });
  await page.goto('http://lhc.invalid/');
  for (const script of SCRIPTS) await page.addScriptTag({ path: join(BUILT, script) });
  return asked;
}

/** Shows a questionnaire, and gives the words that then stand on the page. */
export async function shows(page: Page, questionnaire: object): Promise<string> {
  await page.evaluate(async (form) => {
    const { Util } = (window as unknown as { LForms: Library }).LForms;
    await Util.addFormToPage(form, 'form', { prepopulate: false });
  }, questionnaire);
  return page.locator('#form').innerText();
}

/** A copy of a questionnaire in which each of these sums is an item that is worked out, as FHIRPath. */
export function withSums(questionnaire: { item: object[] }, sums: Record<string, string[]>): object {
  const answers = (items: string[]) =>
    `%resource.item.combine(%resource.item.item).where(linkId in (${items.map((item) => `'${item}'`).join(' | ')})).answer.value`;
  const asNumbers = JSON.stringify(questionnaire).includes('"valueInteger"');
  const item = Object.entries(sums).map(([name, items]) => ({
    linkId: `sum-${name}`,
    type: 'decimal',
    text: name,
    readOnly: true,
    extension: [{
      url: CALCULATED,
      valueExpression: { language: 'text/fhirpath', expression: `${answers(items)}${asNumbers ? '' : '.ordinal()'}.sum()` },
    }],
  }));
  return { ...questionnaire, item: [...questionnaire.item, ...item] };
}

/**
 * Has LHC-Forms take each set of answers as if somebody gave them, work out the sums, and write down what stands in the form
 * then. (A response that is handed to it instead loses its zeros: of `valueInteger` 0 it makes nothing.)
 */
export async function fillsIn(page: Page, questionnaire: object, sets: Chosen[]): Promise<Filled[]> {
  const given = sets.map((set) => [...set].map(([linkId, { valueCoding, valueInteger }]) => [linkId, valueCoding?.code ?? valueInteger] as const));
  const written = await page.evaluate(async ([form, given]) => {
    const { LFormsData, Util } = (window as unknown as { LForms: Library }).LForms;
    const all: Resource[] = [];
    for (const answers of given) {
      const filled = new LFormsData(Util.convertFHIRQuestionnaireToLForms(form, 'R4'));
      for (const [linkId, answer] of answers) {
        const item = filled.itemList.find((one) => one.linkId === linkId);
        if (!item) throw new Error(`it does not ask ${linkId}`);
        item.value = item.answers?.find(({ code, text }) => (code ?? text) === answer);
        if (!item.value) throw new Error(`it has no such option in ${linkId}`);
      }
      filled._checkFormControls();
      await filled._expressionProcessor.runCalculations(false);
      all.push(Util.getFormFHIRData('QuestionnaireResponse', 'R4', filled));
    }
    return all;
  }, [questionnaire, given] as const);
  return written.map(withoutSums);
}

/** The sums stand in items that the questionnaire that is shipped does not have. */
function withoutSums(written: Resource): Filled {
  const items = (written['item'] ?? []) as { linkId: string; answer?: { valueDecimal?: number }[] }[];
  const isSum = ({ linkId }: { linkId: string }) => linkId.startsWith('sum-');
  const sums = items.filter(isSum).map(({ linkId, answer }) => [linkId.slice(4), answer?.[0]?.valueDecimal] as const);
  const item = items.filter((one) => !isSum(one));
  const { item: _, ...rest } = written;
  return { response: item.length > 0 ? { ...rest, item } : rest, sums: Object.fromEntries(sums) };
}

/** What `hearken measures score` says of each of these. */
export async function scored(pack: string | undefined, responses: object[]): Promise<Resource[]> {
  const home = await mkdtemp(join(tmpdir(), 'hearken-lhc-'));
  try {
    const file = join(home, 'answers.json');
    const entry = responses.map((resource) => ({ resource }));
    await writeFile(file, JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }));
    const own = pack ? ['--content', fileURLToPath(folderOf(pack))] : [];
    const env = { PATH: process.env['PATH'] ?? '', HOME: home };
    const { stdout } = await promisify(execFile)(BINARY, ['measures', 'score', ...own, file], { env, maxBuffer: 64 << 20 });
    return stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Resource);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

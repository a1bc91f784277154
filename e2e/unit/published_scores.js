// Which items a sum has, how many may be missing, the bands, and the answers that bring up help: written down a second time,
// from the publications and not from `content/`, so that a slip there is noticed.

/** @typedef {import('./answer_sets.js').Chosen} Chosen */
/** @typedef {{ items: string[], times?: number, missing?: number }} Sum How many answers may be missing, if any may. */
/**
 * @typedef {object} Measure
 * @property {string} id
 * @property {string} [pack] The folder it comes in, if it is not built in.
 * @property {Record<string, Sum>} sums The main one first.
 * @property {[number, string][]} [bands] Of the main one, the highest first.
 * @property {(chosen: Chosen) => boolean} [none] Whether nothing more is asked and the sum is 0.
 * @property {(count: (linkId: string) => number, score: number | null) => string[]} [safety] Which help comes up.
 */
/** @param {string} start @param {number[]} numbers */
const numbered = (start, numbers) => numbers.map((number) => `${start}${number}`);
/** @param {number} from @param {number} to */
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
/** @param {string[]} codes */
const loinc = (...codes) => codes.map((code) => `/${code}`);

const PHQ_9 = loinc('44250-9', '44255-8', '44259-0', '44254-1', '44251-7', '44258-2', '44252-5', '44253-3', '44260-8');

/**
 * Kroenke 2001; Spitzer 2006; Lovibond and Lovibond 1995; National Center for PTSD; WHO 2024. SUDS and MOAA/S are
 * one answer each.
 * @type {Measure[]}
 */
export const MEASURES = [
  {
    id: 'phq-9',
    sums: {
      total: {
        items: PHQ_9,
        missing: 2,
      },
    },
    bands: [[20, 'severe'], [15, 'moderately severe'], [10, 'moderate'], [5, 'mild'], [0, 'none or minimal']],
    // Nothing stands in for a missing answer here: item 9 is never made up.
    safety: (count) => [...(count('/44260-8') >= 1 ? ['S1'] : []), ...(PHQ_9.reduce((sum, item) => sum + (count(item) || 0), 0) >= 20 ? ['S3'] : [])],
  },
  { id: 'phq-2', sums: { total: { items: loinc('44250-9', '44255-8') } } },
  {
    id: 'gad-7',
    sums: {
      total: {
        items: loinc('69725-0', '68509-9', '69733-4', '69734-2', '69735-9', '69689-8', '69736-7'),
        missing: 1,
      },
    },
    bands: [[15, 'severe'], [10, 'moderate'], [5, 'mild'], [0, 'minimal']],
  },
  { id: 'gad-2', sums: { total: { items: loinc('69725-0', '68509-9') } } },
  {
    id: 'pcl-5',
    sums: {
      total: { items: numbered('pcl5-', range(1, 20)) },
      b: { items: numbered('pcl5-', range(1, 5)) },
      c: { items: numbered('pcl5-', range(6, 7)) },
      d: { items: numbered('pcl5-', range(8, 14)) },
      e: { items: numbered('pcl5-', range(15, 20)) },
    },
    safety: (count) => (count('pcl5-16') >= 2 ? ['S3'] : []),
  },
  {
    id: 'pc-ptsd-5',
    sums: { total: { items: numbered('pcptsd5-', range(1, 5)) } },
    none: (chosen) => chosen.get('pcptsd5-exposure')?.valueCoding?.display === 'No',
  },
  {
    id: 'dass-21',
    sums: {
      depression: { items: numbered('dass21-', [3, 5, 10, 13, 16, 17, 21]), times: 2 },
      anxiety: { items: numbered('dass21-', [2, 4, 7, 9, 15, 19, 20]), times: 2 },
      stress: { items: numbered('dass21-', [1, 6, 8, 11, 12, 14, 18]), times: 2 },
    },
    bands: [[28, 'extremely severe'], [21, 'severe'], [14, 'moderate'], [10, 'mild'], [0, 'normal']],
    safety: (count) => (count('dass21-21') >= 2 ? ['S3'] : []),
  },
  {
    id: 'who-5',
    pack: 'packs/who-5',
    sums: { index: { items: numbered('who5-', range(1, 5)), times: 4 } },
  },
  { id: 'suds', sums: { distress: { items: ['suds-1'] } } },
  { id: 'moaas', sums: { score: { items: ['moaas-1'] } } },
];

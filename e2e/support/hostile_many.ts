// More than seven hundred hostile strings, put together from pieces of our own: ways out of where a text may stand,
// elements that run something, addresses that are code, templates, and letters that cannot be seen.

import { HOSTILE } from './hostile.ts';

const CALLS = ['alert(1)', 'alert`1`', 'top["al"+"ert"](1)', '(0,alert)(1)', 'setTimeout("alert(1)")'];

/** Out of an element's text, an attribute in either quote, a field, a title, a list, a comment, a script. */
const WAYS_OUT = ['', '">', "'>", '</textarea>', '</title>', '</option></select>', '-->', '</script>', '</style>', ']]>'];

const RUNS = [
  '<img src=x onerror=CALL>',
  '<svg onload=CALL>',
  '<input autofocus onfocus=CALL>',
  '<details open ontoggle=CALL>',
  '<video src=x onerror=CALL>',
  '<iframe srcdoc="&lt;script&gt;CALL&lt;/script&gt;">',
  '<object data="javascript:CALL">',
  '<svg><animate onbegin=CALL attributeName=x dur=1s>',
  '<script>CALL</script>',
  '<b onmouseover=CALL tabindex=0>x</b>',
];

/** Inside an attribute without leaving its element. */
const INSIDE = ['" onfocus=CALL autofocus x="', "' onfocus='CALL' autofocus x='", '` onfocus=CALL autofocus', '" style="x:expression(CALL)'];

const SCHEMES = ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\tscript:alert(1)', '&#106;avascript:alert(1)', 'data:text/html,<script>alert(1)</script>', 'vbscript:alert(1)', '//elsewhere.example/x'];

const POINTERS = ['<a href="URL">x</a>', '<form action="URL"><button>x</button></form>', '<base href="URL">', '<link rel=stylesheet href="URL">', '<meta http-equiv=refresh content="0;url=URL">', '<img src="URL">', '<svg><use href="URL"></svg>', '[x](URL)', '![x](URL)'];

const BRACES: [string, string][] = [['{{', '}}'], ['${', '}'], ['<%=', '%>'], ['#{', '}'], ['[[', ']]'], ['{%', '%}']];
const INSIDE_BRACES = ['alert(1)', '7*7', 'constructor.constructor("alert(1)")()', 'part', ''];

/** Writing directions, joiners, marks that fill no place, line ends of other scripts, controls. */
const UNSEEN = [
  0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2060, 0xfeff,
  0xad, 0x61c, 0x180e, 0x3164, 0x2028, 0x2029, 0xe0001, 0xfe0f, 0xfffd, 0xfffc, 0x34f, 0x1, 0x8, 0xb, 0xe, 0x1b, 0x1f, 0x7f, 0x85, 0x9f,
].map((code) => String.fromCodePoint(code));

const AROUND = ['<scrCipt>alert(1)</scrCipt>', 'onCe word', '<img srcC=x oneCrror=alert(1)>'];

/** What one writes down rather than puts together: polyglots, entities, mail, shells, tables, databases. */
const WRITTEN_DOWN = [
  "'\"><svg/onload=alert(1)>{{7*7}}${7*7}<!--",
  '"-alert(1)-"</script><script>alert(1)</script>',
  'x\'/**/onfocus=alert(1)//autofocus="y"',
  '</p></main></body></html><script>alert(1)</script>',
  '&lt;img src=x onerror=alert(1)&gt; and &amp;lt;b&amp;gt;',
  '&#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e;',
  '\\u003cscript\\u003ealert(1)\\u003c/script\\u003e',
  '\\x3cimg src=x onerror=alert(1)\\x3e',
  'to@elsewhere.example%0d%0abcc:all',
  'value%00"><b>',
  '$(alert) `alert` | alert && alert',
  '=HYPERLINK("http://elsewhere.example","x")',
  "'; DELETE FROM entries; --",
  'NEAR(a b) OR "x" * ^ col:',
  '<b>bold</b> & <i>not</i>',
  'a\u0308o\u0308u\u0308 äöü ﬁ ß ẞ İ ı ſ K',
  'שלום (hello) עולם <b>',
  'مرحبا ١٢٣ <b> hello',
  '🏳️‍🌈👩‍👩‍👧‍👦👋🏿 🇩🇪 ☺️',
  'T\u0336\u0337\u0338h\u0336i\u0336s\u0336',
];

const put = (shape: string, call: string) => shape.replaceAll('CALL', call);

/** All of them, each once, each on one line, none beginning or ending with a blank. */
export const MANY = [...new Set([
  ...WAYS_OUT.flatMap((out) => RUNS.flatMap((run) => CALLS.map((call) => out + put(run, call)))),
  ...INSIDE.flatMap((inside) => CALLS.map((call) => put(inside, call))),
  ...POINTERS.flatMap((pointer) => SCHEMES.map((scheme) => pointer.replace('URL', scheme))),
  ...BRACES.flatMap(([open, close]) => INSIDE_BRACES.map((inside) => open + inside + close)),
  ...UNSEEN.flatMap((unseen) => AROUND.map((around) => around.replaceAll('C', unseen))),
  ...WRITTEN_DOWN,
  ...HOSTILE,
])].map((text) => text.trim());

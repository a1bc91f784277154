// Sixty strings of our own that would do harm in a page that took them for more than words.

const CALLS = ['alert(1)', 'alert`1`', 'top.alert(1)', '(alert)(1)'];

const SHAPES = [
  '<script>CALL</script>',
  '"><script>CALL</script>',
  '</textarea><script>CALL</script>',
  '</title><svg onload=CALL>',
  '<img src=x onerror=CALL>',
  '<a href="javascript:CALL">here</a>',
  '<iframe srcdoc="<script>CALL</script>"></iframe>',
  '<details open ontoggle=CALL>',
  "'-CALL-'",
  '<style>@import "x";</style><b onclick=CALL>',
  '<math><mtext></form><form><mglyph><svg><mtext><textarea><path id="</textarea><img onerror=CALL src=1>">',
];

const OTHERS = [
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '<!--<img src="--><img src=x onerror=alert(1)//">',
  '<![CDATA[<script>alert(1)</script>]]>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)',
  '%3Cscript%3Ealert(1)%3C/script%3E',
  '\u202Etxet siht esrever\u202C',
  '\u2066isolated\u2069 and \u200Bzero\u200Dwidth\uFEFF',
  'e\u0301 and é, ﬁ and fi, ß and ss',
  '𝕬 👩‍👩‍👧‍👦 🏳️‍🌈',
  "Robert'); DROP TABLE entries;--",
  '../../../../etc/passwd',
  'C:\\con\\nul',
  '{part} {date} {}',
  '#2 name#3 =&=%zz',
  '-1e309 NaN undefined null true',
];

export const HOSTILE = [...SHAPES.flatMap((shape) => CALLS.map((call) => shape.replaceAll('CALL', call))), ...OTHERS];

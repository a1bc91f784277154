//! Text that would like to be more than text (T36): shown letter for letter, and no page is built differently for it.

use crate::{
    html::{skeleton, text},
    person::Person,
};

/// Markup, polyglots, broken quotes, other writing directions, letters that cannot be seen.
const HOSTILE: [&str; 60] = [
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</select><img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<iframe src=javascript:alert(1)>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<form action=//evil.example><input name=passphrase>",
    "<style>*{display:none}</style>",
    "<!-- comment --> after",
    "<![CDATA[ x ]]>",
    "<?php echo 1 ?>",
    "\"><script>alert(1)</script>",
    "' onmouseover='alert(1)",
    "\" autofocus onfocus=alert(1) x=\"",
    "`onmouseover=alert(1)",
    "javascript:/*--></title></style></textarea></script></xmp><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+alert(1)//'>",
    "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=alert() )//</stYle/</titLe/</teXtarEa/</scRipt/--!><sVg/oNloAd=alert()//>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;&lt;&#60;&#x3c;&quot;",
    "&notanentity; & plain &",
    "{{7*7}} ${7*7} <%= 7*7 %> #{7*7}",
    "'; DROP TABLE log; --",
    "\" OR \"\"=\"",
    "%00 %0a %3Cscript%3E",
    "..\\..\\..\\etc\\passwd",
    "../../../../etc/passwd",
    "\u{202e}txt.exe\u{202c}",
    "\u{2066}isolated\u{2069} and \u{2067}the other way\u{2069}",
    "שלום (hello) עולם",
    "مرحبا ١٢٣ hello",
    "zero\u{200b}width\u{200c}letters\u{200d}inside",
    "\u{feff}begins with a mark",
    "soft\u{ad}hyphen",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "👩‍👩‍👧‍👦 🏳️‍🌈 👋🏿 ☺️",
    "𝕬𝖑𝖑 𝖔𝖋 𝖎𝖙 𝖎𝖘 𝖑𝖊𝖙𝖙𝖊𝖗𝖘",
    "ﬁ ﬂ Ǆ ß ẞ İ ı",
    "\u{1f1e9}\u{1f1ea}\u{fffd}\u{fffc}",
    "tab\tinside and  two  blanks",
    "line one\nline two\n\nline four",
    "\nbegins with a line break",
    "=cmd|' /C calc'!A0",
    "-1+1 @SUM(1) +1",
    "NULL undefined NaN true",
    "1e309 -0 0x7fffffff",
    "draft#2 part#3 body",
    "a=b&c=d;e",
    "$(reboot) `reboot` | reboot",
    "<scr\u{0}ipt>alert(1)</scr\u{0}ipt>",
    "<xss style=xss:expression(alert(1))>",
    "-->\"'/><b onclick=1>\\u003cscript\\u003e",
];

/// What a page can show of a text: a NUL cannot stand in HTML, and names lose the blanks around them.
fn shown_as_name(hostile: &str) -> String {
    hostile.trim().to_owned()
}

#[tokio::test]
async fn hostile_entries_are_shown_letter_for_letter_and_change_no_page() {
    let mut person = Person::new().await;
    let mut plain = Person::new().await;
    let address = |id: &str| {
        [
            format!("/journal/{id}"),
            format!("/journal/{id}/edit"),
            format!("/journal/{id}/history"),
            format!("/journal/{id}/erase"),
        ]
    };
    let plain_id =
        plain.post("/journal", &[("title", "Title"), ("body", "Body")]).await.location()[9..45].to_owned();
    for hostile in HOSTILE.map(without_nul) {
        let name = shown_as_name(&hostile);
        let title: String = name.chars().take(90).collect();
        let id = person.post("/journal", &[("title", &title), ("body", &hostile)]).await.location()[9..45]
            .to_owned();
        for (path, plain_path) in address(&id).iter().zip(address(&plain_id)) {
            let page = person.get(path).await;
            assert!(page.shows(&hostile), "{path}: {hostile:?}");
            assert_eq!(
                skeleton(&page.body),
                skeleton(&plain.get(&plain_path).await.body),
                "{path}: {hostile:?}"
            );
        }
        assert!(person.post(&format!("/journal/{id}/text"), &[]).await.body.contains(&hostile));
        assert!(person.get("/journal").await.shows(title.trim()), "{hostile:?}");
        person.post(&format!("/journal/{id}/erase"), &[]).await;
    }
}

#[tokio::test]
async fn hostile_parts_are_shown_letter_for_letter_and_change_no_page() {
    let mut person = Person::new().await;
    let mut plain = Person::new().await;
    let fields = |text: &str| -> Vec<(&'static str, String)> {
        let name: String = shown_as_name(text).chars().take(90).collect();
        let long = [
            "look",
            "voice",
            "sensation",
            "purpose",
            "feels",
            "desires",
            "beliefs",
            "fears",
            "gifts",
            "needs",
            "burdens",
            "legacy_burdens",
            "trailheads",
            "new_role_changed",
            "relates",
            "notes",
            "private",
        ]
        .map(|field| (field, text.to_owned()));
        let short = [
            ("name", name),
            ("manner", text.to_owned()),
            ("felt_age", text.to_owned()),
            ("body-other", text.to_owned()),
        ];
        short.into_iter().chain(long).collect()
    };
    let plain_fields = fields("plain");
    let plain_fields: Vec<_> = plain_fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let plain_id = plain.post("/parts", &plain_fields).await.location().to_owned();
    for hostile in HOSTILE.map(without_nul) {
        let fields = fields(&hostile);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let id = person.post("/parts", &fields).await.location().to_owned();
        for more in ["", "/edit", "/erase", "/print", "/split"] {
            let page = person.get(&format!("{id}{more}")).await;
            assert!(page.shows(&hostile), "{more}: {hostile:?}");
            let like = plain.get(&format!("{plain_id}{more}")).await;
            assert_eq!(skeleton(&page.body), skeleton(&like.body), "{more}: {hostile:?}");
        }
        for page in ["/parts", "/", "/journal", "/journal/new"] {
            assert_eq!(
                skeleton(&person.get(page).await.body),
                skeleton(&plain.get(page).await.body),
                "{page}: {hostile:?}"
            );
        }
        person.post(&format!("{id}/erase"), &[]).await;
    }
}

#[tokio::test]
async fn hostile_searches_and_drafts_change_no_page() {
    let mut person = Person::new().await;
    let nothing = person.post("/journal/search", &[("q", "nothinglikethis")]).await;
    let draft = person.get("/journal/new").await.field("draft");
    let typed = |text: &str, seen: u32| {
        [
            ("draft", draft.clone()),
            ("seen", seen.to_string()),
            ("place", "/journal/new".to_owned()),
            ("body", text.to_owned()),
        ]
    };
    for (seen, hostile) in HOSTILE.map(without_nul).into_iter().enumerate() {
        let page = person.post("/journal/search", &[("q", &format!("nothinglikethis {hostile}"))]).await;
        assert_eq!(skeleton(&page.body), skeleton(&nothing.body), "{hostile:?}");
        let fields = typed(&hostile, u32::try_from(seen).unwrap());
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        person.fetch("/drafts", &fields).await;
        assert!(person.get("/journal/new").await.shows(&hostile), "{hostile:?}");
        let today = person.get("/").await;
        let begun = hostile.trim().split('\n').next().unwrap_or_default();
        let begun: String = begun.chars().take(20).collect();
        assert!(text(&today.body).contains(begun.trim()), "{hostile:?}");
    }
}

/// HTML has no way to write a NUL; everything else passes as it is.
fn without_nul(hostile: &str) -> String {
    hostile.replace('\0', "")
}

#[test]
fn the_check_notices_a_page_that_is_built_differently() {
    assert_ne!(skeleton("<p>plain</p>"), skeleton("<p><script>alert(1)</script></p>"));
    assert_ne!(skeleton("<input value=\"plain\">"), skeleton("<input value=\"\" onfocus=\"x\">"));
}

/// An agreement and a council with such words in them: where each is read.
async fn agreed_and_decided(person: &mut Person, words: &str) -> [String; 4] {
    let agreement = person.post("/agreements", &[("what", words), ("by_whom", words)]).await;
    let agreement = agreement.location().to_owned();
    let look = [("base", "1"), ("kept", "partly"), ("words", words)];
    person.post(&format!("{agreement}/look"), &look).await.location();
    let name: String = shown_as_name(words).chars().take(90).collect();
    let question = [("question", words), ("number", ""), ("option", &name), ("field-own", &name)];
    let council = person.post("/decisions", &question).await;
    let council = council.location().trim_end_matches("/table").to_owned();
    person.post(&format!("{council}/self"), &[("base", "1"), ("self_sees", words)]).await.location();
    let choice = [("base", "2"), ("chosen", "1"), ("choice", words)];
    person.post(&format!("{council}/choice"), &choice).await.location();
    [format!("{agreement}/edit"), agreement, format!("{council}/choice"), council]
}

#[tokio::test]
async fn hostile_agreements_and_decisions_are_shown_letter_for_letter_and_change_no_page() {
    let mut person = Person::new().await;
    let mut plain = Person::new().await;
    let plain_pages = agreed_and_decided(&mut plain, "Words").await;
    for hostile in HOSTILE.map(without_nul) {
        let pages = agreed_and_decided(&mut person, &hostile).await;
        for (path, plain_path) in pages.iter().zip(&plain_pages) {
            let page = person.get(path).await;
            assert!(page.shows(hostile.trim()), "{path}: {hostile:?}");
            assert_eq!(
                skeleton(&page.body),
                skeleton(&plain.get(plain_path).await.body),
                "{path}: {hostile:?}"
            );
        }
        for page in [&pages[1], &pages[3]] {
            person.post(&format!("{page}/erase"), &[]).await.location();
        }
    }
}

//! The rule table of the clinical notes, section 8, once more and by hand: nothing here is read from the content.

use hearken_content::Action::{self, Ask, Caution, Emergency, Info, Stop};
use hearken_content::Stage::{self, After, Before, During, Planning, Start};
use hearken_content::{Answer, Facts, Route, Setting};

/// What is known, asked in short.
pub(crate) struct Seen<'a>(pub(crate) &'a Facts);

impl Seen<'_> {
    fn is(&self, answer: Answer, ids: &[&str]) -> bool {
        ids.iter().any(|id| self.0.answers.get(*id) == Some(&answer))
    }

    fn yes(&self, ids: &[&str]) -> bool {
        self.is(Answer::Yes, ids)
    }

    fn no(&self, ids: &[&str]) -> bool {
        self.is(Answer::No, ids)
    }

    fn yes_or_unsure(&self, id: &str) -> bool {
        self.yes(&[id]) || self.is(Answer::Unsure, &[id])
    }

    fn event(&self, ids: &[&str]) -> bool {
        ids.iter().any(|id| self.0.events.contains(*id))
    }

    fn number(&self, id: &str, test: impl Fn(f64) -> bool) -> bool {
        self.0.numbers.get(id).is_some_and(|value| test(*value))
    }

    fn pressure(&self, systolic: f64, diastolic: f64) -> bool {
        self.number("systolic", |n| n > systolic) || self.number("diastolic", |n| n > diastolic)
    }

    fn symptom(&self) -> bool {
        self.event(&[
            "severe-headache",
            "chest-pain",
            "vision-change",
            "seizure",
            "weakness-or-speech",
            "fainted-hurt",
            "breathing-wrong",
            "cannot-be-woken",
            "vomited-again",
            "vomited-drowsy",
            "other-symptom",
        ])
    }

    fn home(&self) -> bool {
        self.0.setting == Some(Setting::Home)
    }

    fn esketamine(&self) -> bool {
        self.0.route == Some(Route::Esketamine)
    }
}

/// A rule, a stage at which it is looked at, and what the notes say.
pub(crate) type Row = (&'static str, Stage, fn(&Seen<'_>) -> Option<Action>);

/// Every rule.
pub(crate) const ROWS: &[Row] = &[
    ("R01", Before, |s| s.yes_or_unsure("aneurysm").then_some(Stop)),
    ("R02", Before, |s| s.yes_or_unsure("brain-bleed").then_some(Stop)),
    ("R03", Before, |s| s.yes_or_unsure("allergy").then_some(Stop)),
    ("R04", Before, |s| s.yes_or_unsure("recent-heart").then_some(Stop)),
    ("R05", Before, |s| s.yes(&["stroke", "heart-disease", "pressure-hazard"]).then_some(Ask)),
    ("R06", Before, |s| s.yes(&["high-pressure"]).then_some(Ask)),
    ("R07", Before, |s| s.yes(&["pregnant"]).then_some(Stop)),
    ("R08", Before, |s| {
        if s.yes(&["new-voices"]) {
            return Some(Stop);
        }
        s.yes(&["psychosis-ever", "mania-ever"]).then_some(Ask)
    }),
    ("R09", Start, |s| s.yes(&["sedating-today"]).then_some(Stop)),
    ("R10", Before, |s| {
        let first = ["benzodiazepine", "opioid", "sedative", "stimulant", "maoi", "xanthine", "lamotrigine"];
        let further = ["pressure-raising", "enzyme", "naltrexone", "recreational"];
        (s.yes(&first) || s.yes(&further)).then_some(Ask)
    }),
    ("R11", Before, |s| s.yes(&["medicines-changed"]).then_some(Ask)),
    ("R12", Planning, |s| {
        s.yes(&["dependence", "opioid-history"]).then_some(if s.home() { Stop } else { Ask })
    }),
    ("R13", During, |s| s.event(&["asq-acute", "cssrs-high", "not-safe"]).then_some(Emergency)),
    ("R14", Before, |s| s.number("item-nine", |n| n >= 1.0).then_some(Ask)),
    ("R15", Before, |s| {
        let events = ["asq-positive", "asq-refused", "cssrs-moderate", "item-nine-blank-twice"];
        (s.event(&events) || s.yes(&["recent-attempt"])).then_some(Ask)
    }),
    ("R16", Start, |s| {
        let wrong = s.no(&["sitter-present", "sitter-adult"]) || s.yes(&["sitter-used"]);
        (s.home() && wrong).then_some(Stop)
    }),
    ("R17", Start, |s| s.no(&["sitter-read", "sitter-phone"]).then_some(Stop)),
    ("R18", Start, |s| (s.no(&["ride"]) || s.yes(&["will-drive"])).then_some(Stop)),
    ("R19", Start, |s| s.pressure(140.0, 90.0).then_some(Ask)),
    ("R20", Start, |s| s.pressure(180.0, 110.0).then_some(if s.symptom() { Emergency } else { Stop })),
    ("R21", During, |s| (s.pressure(180.0, 120.0) && !s.symptom()).then_some(Ask)),
    ("R22", During, |s| (s.pressure(180.0, 120.0) && s.symptom()).then_some(Emergency)),
    ("R23", Start, |s| s.number("pulse", |n| n > 110.0).then_some(Ask)),
    ("R24", Start, |s| s.number("oxygen", |n| n < 94.0).then_some(Stop)),
    ("R25", During, |s| {
        let low = s.number("oxygen", |n| n < 90.0) || s.number("breaths", |n| n < 8.0);
        (low || s.event(&["breathing-wrong"])).then_some(Emergency)
    }),
    ("R26", During, |s| s.number("moaas", |n| (n - 4.0).abs() < 0.5).then_some(Info)),
    ("R27", During, |s| s.number("moaas", |n| (n - 3.0).abs() < 0.5).then_some(Caution)),
    ("R28", During, |s| {
        (s.number("moaas", |n| n <= 2.0) || s.event(&["cannot-be-woken"])).then_some(Emergency)
    }),
    ("R29", During, |s| {
        let early = s.number("minutes-since-start", |n| n < 120.0);
        (s.esketamine() && (early || s.no(&["settled"]) || s.event(&["effect-open"]))).then_some(Caution)
    }),
    ("R30", During, |s| {
        let late = s.number("minutes-since-start", |n| n >= 50.0);
        (s.esketamine() && late && !s.event(&["middle-pressure-taken"])).then_some(Caution)
    }),
    ("R31", Start, |s| {
        let ate = s.number("minutes-since-food", |n| n < 120.0);
        let drank = s.number("minutes-since-liquid", |n| n < 30.0);
        (s.esketamine() && (ate || drank)).then_some(Caution)
    }),
    ("R32", Start, |s| (s.esketamine() && s.number("minutes-since-nasal", |n| n < 60.0)).then_some(Caution)),
    ("R33", Planning, |s| (s.esketamine() && s.home()).then_some(Stop)),
    ("R34", After, |s| {
        let late = s.number("days-since-start", |n| n >= 5.0);
        (s.esketamine() && late && !s.event(&["form-submitted"])).then_some(Caution)
    }),
    ("R35", During, |s| {
        let four = s.event(&["severe-headache", "chest-pain", "vision-change", "seizure"]);
        let further = s.event(&["weakness-or-speech", "fainted-hurt", "swelling", "very-upset"]);
        (four || further).then_some(Emergency)
    }),
    ("R36", During, |s| {
        let not_alert = s.number("moaas", |n| n < 5.0);
        if s.event(&["vomited-drowsy"]) || (s.event(&["vomited-again"]) && not_alert) {
            return Some(Emergency);
        }
        s.event(&["vomited-again"]).then_some(Ask)
    }),
    ("R37", Before, |s| s.yes(&["urinary"]).then_some(Ask)),
    ("R38", Before, |s| s.yes(&["liver-signs"]).then_some(Stop)),
    ("R39", Start, |s| s.yes(&["ill", "head-injury", "no-sleep"]).then_some(Ask)),
    ("R40", Before, |s| s.yes(&["craving", "medicine-count", "used-alone"]).then_some(Stop)),
    ("R41", During, |s| s.event(&["took-more", "mixed"]).then_some(Emergency)),
    ("R42", During, |s| (s.number("hours-since-start", |n| n >= 4.0) && s.no(&["settled"])).then_some(Ask)),
    ("R43", After, |s| {
        let later = s.number("hours-since-start", |n| n > 24.0);
        (later && s.yes(&["unreal-later", "wound-up-later"])).then_some(Ask)
    }),
    ("R44", After, |s| s.number("too-much", |n| n >= 7.0).then_some(Caution)),
    ("R45", After, |s| {
        if s.event(&["urge-to-harm"]) {
            return Some(Ask);
        }
        s.event(&["flooding", "self-critical-surge"]).then_some(Caution)
    }),
    ("R46", Planning, |s| s.event(&["asked-about-medicine"]).then_some(Info)),
    ("R47", Planning, |s| {
        let near = s.number("fast-breathing-hours", |n| n <= 24.0);
        (near && s.event(&["fast-breathing-planned"])).then_some(Stop)
    }),
    ("R48", Before, |s| {
        let named = ["eye-pressure", "thyroid", "liver", "lungs", "apnoea", "seizures", "brain-injury"];
        let further = ["porphyria", "dissociative"];
        let ill = s.yes(&named) || s.yes(&further);
        (ill || s.number("age", |n| n > 65.0)).then_some(Ask)
    }),
    ("R49", Planning, |s| s.number("age", |n| n < 18.0).then_some(Stop)),
    ("R50", Before, |s| {
        let unsure = s.0.answers.values().any(|answer| *answer == Answer::Unsure);
        (unsure || s.number("answers-days", |n| n > 90.0)).then_some(Ask)
    }),
    ("R51", Planning, |s| {
        (s.home() && s.no(&["contact-known", "address-known", "country-known"])).then_some(Stop)
    }),
    ("R52", Before, |s| {
        let rose = |id| s.number(id, |n| n >= 6.0);
        (rose("phq9-rise") || rose("gad7-rise")).then_some(Ask)
    }),
];

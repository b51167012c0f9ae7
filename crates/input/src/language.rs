//! Which language a text is in.

use dateline_doc::{CompactString, Defect, DefectKind, Span};

/// The share of a text that is looked at, from its start, in bytes.
const SAMPLE: usize = 8 << 10;

/// Texts shorter than this are taken for English where they are in Latin letters: names in a
/// headline look like any language.
const MIN_LETTERS: usize = 60;

/// ISO 639-1 code of the text's language, and a defect where dateline does not read it.
pub fn language(text: &str) -> (CompactString, Option<Defect>) {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let Some(info) = whatlang::detect(sample) else { return ("en".into(), None) };
    let latin = info.script() == whatlang::Script::Latin;
    let sure = info.is_reliable() && letters >= MIN_LETTERS;
    if info.lang() == whatlang::Lang::Eng || (latin && !sure) {
        return ("en".into(), None);
    }
    let code = two_letters(info.lang());
    let defect = Defect {
        span: Span::new(0, text.len()),
        kind: DefectKind::OtherLanguage,
        message: format!("the text is in {}; dateline reads English", info.lang().eng_name()),
    };
    (code.into(), Some(defect))
}

/// ISO 639-1 of the languages that news dumps are likely to hold; ISO 639-3 of the others.
fn two_letters(lang: whatlang::Lang) -> &'static str {
    use whatlang::Lang::*;
    match lang {
        Ara => "ar",
        Ben => "bn",
        Bul => "bg",
        Cat => "ca",
        Ces => "cs",
        Cmn => "zh",
        Dan => "da",
        Deu => "de",
        Ell => "el",
        Est => "et",
        Fin => "fi",
        Fra => "fr",
        Heb => "he",
        Hin => "hi",
        Hrv => "hr",
        Hun => "hu",
        Ind => "id",
        Ita => "it",
        Jpn => "ja",
        Kor => "ko",
        Lit => "lt",
        Lav => "lv",
        Nld => "nl",
        Nob => "nb",
        Pes => "fa",
        Pol => "pl",
        Por => "pt",
        Ron => "ro",
        Rus => "ru",
        Slk => "sk",
        Slv => "sl",
        Spa => "es",
        Srp => "sr",
        Swe => "sv",
        Tha => "th",
        Tur => "tr",
        Ukr => "uk",
        Urd => "ur",
        Vie => "vi",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_read_and_others_are_told() {
        assert_eq!(language("The minister said on Tuesday that the talks would go on.").0, "en");
        assert_eq!(language("Xi, Putin, Biden").0, "en");
        let (code, defect) =
            language("Президент заявил во вторник, что переговоры будут продолжены в Минске.");
        assert_eq!((code.as_str(), defect.map(|d| d.kind)), ("ru", Some(DefectKind::OtherLanguage)));
        assert_eq!(language("Der Minister sagte am Dienstag, dass die Gespräche in der kommenden Woche fortgesetzt werden sollen.").0, "de");
    }
}

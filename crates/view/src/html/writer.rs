//! Writes HTML so that nothing of the report can become markup: tags are `&'static str` of ours,
//! everything else goes through an escape.

use crate::clean::shown;
use std::fmt::Write;

#[derive(Default)]
pub(super) struct Writer {
    out: String,
}

impl Writer {
    /// Markup of ours.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// A number, as part of an id, a class or a count.
    pub(super) fn number(&mut self, number: usize) -> &mut Self {
        let _ = write!(self.out, "{number}");
        self
    }

    /// Text between tags. What would act on the screen is shown as an escape.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for ch in text.chars() {
            match ch {
                '\n' | '\t' => self.out.push(ch),
                '&' | '<' | '>' | '"' | '\'' => self.entity(ch),
                _ => match shown(ch) {
                    Some(escape) => {
                        let _ = write!(self.out, "<span class=\"ctl\">{escape}</span>");
                    }
                    None => self.out.push(ch),
                },
            }
        }
        self
    }

    fn entity(&mut self, ch: char) {
        let _ = write!(self.out, "&#{};", u32::from(ch));
    }

    /// ` name="value"`.
    pub(super) fn attr(&mut self, name: &'static str, value: &str) -> &mut Self {
        let _ = write!(self.out, " {name}=\"");
        for ch in value.chars() {
            match ch {
                '&' | '<' | '>' | '"' | '\'' | '`' | '=' => self.entity(ch),
                _ => match shown(ch) {
                    Some(escape) => self.out.push_str(&escape),
                    None => self.out.push(ch),
                },
            }
        }
        self.out.push('"');
        self
    }

    /// `<tag>text</tag>`.
    pub(super) fn element(&mut self, open: &'static str, text: &str, close: &'static str) -> &mut Self {
        self.raw(open).text(text).raw(close)
    }

    pub(super) fn finish(self) -> String {
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_markup_of_the_text_survives(text in any::<String>()) {
            let mut writer = Writer::default();
            writer.text(&text);
            let out = writer.finish().replace("<span class=\"ctl\">", "").replace("</span>", "");
            prop_assert!(!out.contains(['<', '>', '"', '\'']));
            let mut writer = Writer::default();
            writer.attr("title", &text);
            let out = writer.finish();
            prop_assert_eq!(out.matches('"').count(), 2);
            prop_assert!(!out.contains(['<', '>', '\0']));
        }
    }
}

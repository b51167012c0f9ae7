//! One self-contained page: the text with highlights, the records beside it. No script, no network;
//! links join records and text, `:target` and `:has()` light up what belongs together.

mod links;
mod records;
mod text;
mod writer;

use crate::tell;
use dateline_doc::Ledger;
use writer::Writer;

const STYLE: &str = include_str!("style.css");

/// A ledger as one HTML page.
pub fn html(ledger: &Ledger) -> String {
    let mut w = Writer::default();
    w.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    w.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    w.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    w.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    w.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
    w.raw("<title>")
        .text(&crate::visible(&tell::title(ledger, 90)).replace('\n', " "))
        .raw(" · dateline</title>\n");
    w.raw("<style>\n").raw(STYLE);
    links::rules(&mut w, ledger);
    w.raw("</style>\n</head>\n<body>\n");
    header(&mut w, ledger);
    w.raw("<main>\n");
    text::text(&mut w, ledger);
    records::records(&mut w, ledger);
    w.raw("</main>\n");
    footer(&mut w, ledger);
    w.raw("</body>\n</html>\n");
    w.finish()
}

fn header(w: &mut Writer, ledger: &Ledger) {
    let document = &ledger.document;
    w.raw("<header class=\"top\">\n<div class=\"head\">\n");
    w.element("<h1>", &tell::title(ledger, 90), "</h1>\n");
    w.raw("<dl class=\"facts\">");
    match tell::date(ledger) {
        Some((day, why)) => {
            w.element("<div><dt>Date</dt><dd>", &day, "");
            w.element(" <small>", &why, "</small></dd></div>");
        }
        None => {
            w.raw("<div><dt>Date</dt><dd>unknown <small>nothing tells it; give one with --date</small></dd></div>");
        }
    }
    if let Some(line) = ledger.dateline {
        w.element("<div><dt>Dateline</dt><dd>", &tell::words(ledger, line.span), "</dd></div>");
    }
    if let Some(source) = &document.source {
        w.element("<div><dt>Source</dt><dd>", source, "</dd></div>");
    }
    if let Some(url) = &document.url {
        // Only shown, never linked: a report's address is as hostile as its text.
        w.element("<div><dt>Address</dt><dd class=\"long\">", url, "</dd></div>");
    }
    w.raw("</dl>\n</div>\n<nav aria-label=\"Records\"><ul>");
    for (target, number, one, many) in [
        ("#statements", ledger.statements.len(), "statement", "statements"),
        ("#events", ledger.events.len(), "event", "events"),
        ("#when", ledger.times.len(), "time", "times"),
        ("#where", ledger.places.len(), "place", "places"),
        ("#who", ledger.entities.len(), "entity", "entities"),
        ("#defects", ledger.defects.len(), "defect", "defects"),
    ] {
        w.raw("<li><a").attr("href", target).raw("><b>").number(number).raw("</b> ");
        w.text(if number == 1 { one } else { many }).raw("</a></li>");
    }
    w.raw("</ul></nav>\n</header>\n");
}

fn footer(w: &mut Writer, ledger: &Ledger) {
    w.raw("<footer><p>Read by dateline ").text(&ledger.engine.version);
    if !ledger.engine.model.is_empty() {
        // A digest is told by its beginning; the JSON has the whole.
        let model: String = ledger.engine.model.chars().take(16).collect();
        w.raw(" with model <code>").text(&model).raw("</code>");
    }
    w.raw(". Every record points into the text; check it there. Document <code>");
    w.text(&ledger.document.id).raw("</code></p></footer>\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_page_of_a_report() {
        let page = html(&sample::ledger());
        let body = &page[page.find("<body>").unwrap()..];
        insta::assert_snapshot!(body);
    }

    #[test]
    fn no_tag_and_no_control_of_the_text_survives() {
        let page = html(&sample::hostile());
        assert!(!page.contains("<script") && !page.contains("<img"));
        assert!(!page.contains('\u{202e}') && !page.contains('\x1b'));
        assert!(page.contains("&#60;script&#62;"));
    }

    #[test]
    fn every_link_leads_somewhere() {
        let page = html(&sample::ledger());
        for part in page.split("href=\"#").skip(1) {
            let target = part.split('"').next().unwrap();
            assert_eq!(page.matches(&format!("id=\"{target}\"")).count(), 1, "{target}");
        }
    }

    #[test]
    fn the_text_stays_whole() {
        let ledger = sample::ledger();
        let page = html(&ledger);
        let article = &page[page.find("<article").unwrap()..page.find("</article>").unwrap()];
        let mut shown = String::new();
        let mut rest = article;
        while let Some((before, after)) = rest.split_once('<') {
            shown.push_str(before);
            rest = after.split_once('>').unwrap().1;
        }
        let squeeze = |text: &str| text.split_whitespace().collect::<String>();
        let shown = shown.replace("&#39;", "'").replace("&#34;", "\"");
        assert_eq!(squeeze(&shown), squeeze(&ledger.document.text));
    }

    #[test]
    fn nothing_is_fetched() {
        let page = html(&sample::ledger());
        for foreign in ["http://", "https://", "url(", "@import", "src=\"", "<script", "<link"] {
            let outside =
                page.replace("https://www.wikidata.org/wiki/", "").replace("https://www.geonames.org/", "");
            assert!(!outside.contains(foreign), "{foreign}");
        }
    }
}

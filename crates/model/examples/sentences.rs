//! `cargo run -p dateline-model --example sentences -- FILE…`: the sentences of a text, one a line, with
//! their tokens between spaces and a blank line between paragraphs.

fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let parts = dateline_model::tokenize(&text);
        for paragraph in &parts.paragraphs {
            for sentence in &parts.sentences[paragraph.clone()] {
                let words: Vec<&str> =
                    parts.tokens[sentence.clone()].iter().map(|t| &text[t.clone()]).collect();
                println!("{}", words.join(" "));
            }
            println!();
        }
    }
}

fn main() {
    let reader = dateline::Reader::load().unwrap();
    for report in dateline::input::read(std::env::args().skip(3).map(Into::into).collect(), Default::default()) {
        println!("{}", dateline::doc::json::to_json(&reader.read(report.unwrap())));
    }
}

//! The one rule of the house: a stage does not depend on another stage.

use std::process::Command;

const STAGES: &[&str] = &["entity", "time", "place", "statement", "event", "model", "story"];

#[test]
fn stages_depend_on_the_document_alone() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let packages = metadata["packages"].as_array().expect("a list of packages");
    let mut seen = 0;
    for package in packages {
        let name = package["name"].as_str().unwrap_or_default();
        let Some(stage) = STAGES.iter().find(|stage| name == format!("dateline-{stage}")) else { continue };
        seen += 1;
        for dependency in package["dependencies"].as_array().expect("a list of dependencies") {
            let on = dependency["name"].as_str().unwrap_or_default();
            let ours = on == "dateline" || on.starts_with("dateline-");
            assert!(!ours || on == "dateline-doc", "the stage `{stage}` depends on `{on}`");
        }
    }
    assert!(seen >= 6, "only {seen} stages were found");
}

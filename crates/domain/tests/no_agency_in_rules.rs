//! No rule may ask which agency it serves: preset names occur among the presets and in the demo, nowhere else.
#![cfg(test)]

use peerline_domain::policy::presets;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn prog_01_no_source_outside_presets_and_demo_names_a_preset() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for name in ["domain", "persistence", "api"] {
        sources(&crates.join(name).join("src"), &mut files);
    }
    assert!(files.len() > 100, "the sources were found");
    let names: Vec<&str> = presets().iter().map(|preset| preset.name).collect();
    assert_eq!(names.len(), 5);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        // A form's example names a preset as a caller would; forms hold no rules.
        let is_form = file.components().any(|part| part.as_os_str() == "dto" || part.as_os_str() == "dto.rs");
        let rules = text.lines().filter(|line| !is_form && !line.trim_start().starts_with("//"));
        let told = rules.filter(|line| names.iter().any(|name| line.contains(name))).count();
        let is_demo = file.components().any(|part| part.as_os_str() == "demo");
        assert!(told == 0 || is_demo, "{} names a preset", file.display());
    }
}

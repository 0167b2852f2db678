//! The migrations are compiled in, and cargo does not see a new folder by itself.

fn main() {
    println!("cargo::rerun-if-changed=../../migrations");
}

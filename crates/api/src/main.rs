//! The binary `peerline`.

fn main() -> std::process::ExitCode {
    peerline_api::cli::run()
}

use log::LevelFilter;

/// Starts the log. Our own lines appear at the level asked for; those of libraries never below `warn`, as at
/// `trace` they print headers and addresses as they were sent.
pub(super) fn start(level: &str) {
    let own = level.parse().unwrap_or(LevelFilter::Info);
    let started = env_logger::Builder::new()
        .filter_level(LevelFilter::Warn)
        // A caller can make the protocol layer complain at will; a pool that waits says so many times a second.
        .filter_module("actix_http", LevelFilter::Off)
        .filter_module("r2d2", LevelFilter::Off)
        .filter_module("peerline", own)
        .filter_module("peerline_api", own)
        .filter_module("peerline_persistence", own)
        .try_init();
    // A second start, as in tests, keeps the first log.
    drop(started);
    std::panic::set_hook(Box::new(|info| {
        // The payload can hold anything that was being worked on; the place is enough to find the mistake.
        let place = info.location().map(|at| format!("{}:{}", at.file(), at.line()));
        log::error!(target: "peerline", "panic at {}", place.as_deref().unwrap_or("an unknown place"));
    }));
}

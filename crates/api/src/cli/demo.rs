use super::{CommandError, logging};
use crate::app;
use crate::audit::Sealer;
use crate::demo::{Demo, Token};
use actix_web::web::Data;
use peerline_domain::policy::Preset;
use std::net::TcpListener;

/// Serves the made-up agency on a preset's policy until it is told to stop.
pub(super) fn demo(listen: &str, preset: &Preset) -> Result<(), CommandError> {
    logging::start("warn");
    let demo = Demo::of(preset).map_err(|_| CommandError::Other("the demo could not be set up"))?;
    let listener = TcpListener::bind(listen).map_err(CommandError::io("listening"))?;
    let state = Data::new(demo.state);
    let tokens = demo.tokens;
    let sealer = Sealer::of(&state).start().map_err(CommandError::io("starting the sealer"))?;
    actix_web::rt::System::new().block_on(async move {
        let served =
            app::serve(state, listener, 2, app::StoppedBy::Signals).map_err(CommandError::io("serving"))?;
        greet(&format!("http://{}", served.address), preset.name, &tokens);
        served.run.await.map_err(CommandError::io("serving"))
    })?;
    sealer.stop();
    drop(demo.folder);
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the demo shows itself on the terminal")]
fn greet(address: &str, preset: &str, tokens: &[Token]) {
    println!("Peerline demo at {address} (Swagger UI: {address}/docs/)");
    println!(
        "A made-up agency on the policy {preset}; the clock stands still until you set it; nothing is kept.\n"
    );
    println!("A token per role:\n");
    for token in tokens {
        println!("  {} ({})\n    {}", token.role, token.person, token.text);
    }
    let of = |role: &str| tokens.iter().find(|token| token.role == role).map_or("", |token| &token.text);
    println!("\nTry:\n");
    println!("  curl -s {address}/v1/me -H 'Authorization: Bearer {}'\n", of("coordinator"));
    println!(
        "  curl -s -X POST {address}/v1/public/example-dcs/support-requests -H 'Content-Type: application/json' \
         -d '{{\"population\": \"employee\", \"stressor\": \"work\", \"category\": \"cumulative_stress\", \"mode\": \"telephone\"}}'\n"
    );
    println!("  curl -s {address}/v1/support-requests -H 'Authorization: Bearer {}'\n", of("coordinator"));
}

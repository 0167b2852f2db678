use super::{CommandError, logging};
use crate::app;
use crate::audit::Sealer;
use crate::demo::{Demo, Token};
use actix_web::web::Data;
use peerline_domain::access::Role;
use peerline_domain::intake::{IntakeTerms, WebRequest};
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
        greet(&format!("http://{}", served.address), preset, &tokens);
        served.run.await.map_err(CommandError::io("serving"))
    })?;
    sealer.stop();
    drop(demo.folder);
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the demo shows itself on the terminal")]
fn greet(address: &str, preset: &Preset, tokens: &[Token]) {
    println!("Peerline demo at {address} (Swagger UI: {address}/docs/)");
    println!(
        "A made-up agency on the policy {}; the clock stands still until you set it; nothing is kept.\n",
        preset.name
    );
    println!("A token per role:\n");
    let exists = |token: &&Token| {
        Role::ALL.iter().any(|role| role.as_str() == token.role && preset.document.role_exists(*role))
    };
    for token in tokens.iter().filter(exists) {
        println!("  {} ({})\n    {}", token.role, token.person, token.text);
    }
    let of = |role: &str| tokens.iter().find(|token| token.role == role).map_or("", |token| &token.text);
    println!("\nTry:\n");
    println!("  curl -s {address}/v1/me -H 'Authorization: Bearer {}'\n", of("coordinator"));
    // Where the policy has no form for whoever asks, the coordinator enters who called.
    let has_form =
        IntakeTerms::read(&preset.document).is_ok_and(|terms| terms.web_request == WebRequest::Anonymous);
    let asking = if has_form {
        format!("{address}/v1/public/example-dcs/support-requests -d '{{")
    } else {
        let token = of("coordinator");
        format!(
            "{address}/v1/support-requests -H 'Authorization: Bearer {token}' -d '{{\"channel\": \"telephone\", "
        )
    };
    println!(
        "  curl -s -X POST -H 'Content-Type: application/json' {asking}\"population\": \"employee\", \"stressor\": \"work\"}}'\n"
    );
    println!("  curl -s {address}/v1/support-requests -H 'Authorization: Bearer {}'\n", of("coordinator"));
}

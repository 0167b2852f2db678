//! Agencies to measure with, made through the API as the README tells.

use crate::Fault;
use crate::http::Connection;
use crate::server::Server;
use serde_json::{Value, json};
use tokio::task::LocalSet;

/// Founds agencies on Arizona's preset and gives a token of each one's coordinator.
pub(crate) fn coordinators(server: &Server, agencies: usize) -> Result<Vec<String>, Fault> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    LocalSet::new().block_on(&runtime, async move {
        let mut connection = Connection::open(&server.host).await?;
        let first = server.first_token.as_deref().ok_or("the database is not a new one")?;
        let redeemed = connection.post("/v1/bootstrap", first, Vec::new(), &json!({})).await?;
        let platform = text(&redeemed, "/access_token")?;
        let mut tokens = Vec::new();
        for number in 0..agencies {
            tokens.push(coordinator(server, &mut connection, &platform, number).await?);
        }
        Ok(tokens)
    })
}

async fn coordinator(
    server: &Server,
    connection: &mut Connection,
    platform: &str,
    number: usize,
) -> Result<String, Fault> {
    let new = json!({"slug": format!("bench-{number}"), "name": format!("Example Department {number}"),
        "preset": "arizona_dcs", "administrator_name": "Avery Admin"});
    let founded = connection.post("/v1/agencies", platform, Vec::new(), &new).await?;
    let admin = text(&founded, "/administrator/access_token")?;
    let mut people = Vec::new();
    for (name, role) in [("Casey Coordinator", "coordinator"), ("Emerson Executive", "executive_sponsor")] {
        let new = json!({"display_name": name, "kind": "person", "roles": [role]});
        let made = connection.post("/v1/principals", &admin, Vec::new(), &new).await?;
        people.push(server.token_of(&text(&made, "/id")?)?);
    }
    let [coordinator, sponsor] = people.try_into().map_err(|_| "two people were appointed")?;
    let version = format!("/v1/policy-versions/{}", text(&founded, "/policy_version_id")?);
    let tag = connection.tag_of(&version, &sponsor).await?;
    let from = json!({"effective_from": "2018-12-10", "effective_until": null});
    connection.post(&format!("{version}/activation"), &sponsor, vec![("if-match", tag)], &from).await?;
    Ok(coordinator)
}

fn text(value: &Value, pointer: &str) -> Result<String, Fault> {
    value
        .pointer(pointer)
        .and_then(Value::as_str)
        .map(str::to_owned)
        .ok_or_else(|| "an answer lacks a text".into())
}

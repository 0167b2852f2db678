//! The contract, made from the handlers.

mod bounds;
mod composed_examples;
mod nullables;
mod problems;
mod security;
mod shared_parts;
mod tagged_unions;

use crate::problem::ProblemDocument;
use bounds::Bounds;
use composed_examples::ComposedExamples;
use nullables::Nullables;
use problems::Problems;
use security::Security;
use shared_parts::SharedParts;
use tagged_unions::TaggedUnions;
use utoipa::OpenApi;

/// The contract of the API.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Peerline",
        description = "Runs workplace peer support programs as each agency's own policy says.",
        version = "0.2.0",
        contact(name = "Peerline maintainers", email = "maintainers@example.org", url = "https://peerline.example.org"),
        license(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")
    ),
    servers((url = "https://peerline.example.org", description = "Where an agency's installation answers.")),
    paths(
        crate::health::handlers::livez,
        crate::health::handlers::readyz,
        crate::catalog::handlers::list,
        crate::catalog::handlers::find,
        crate::audit::handlers::list,
        crate::audit::handlers::head,
        crate::account::handlers::bootstrap,
        crate::account::handlers::me,
        crate::public::handlers::program,
        crate::public::handlers::ask,
        crate::public::handlers::ask_with_receipt,
        crate::public::handlers::look_up,
        crate::public::handlers::withdraw,
        crate::forms::handlers::list,
        crate::forms::handlers::find,
        crate::forms::handlers::public,
        crate::referrals::handlers::refer,
        crate::requests::handlers::enter,
        crate::requests::handlers::list,
        crate::requests::handlers::find,
        crate::recipients::handlers::record,
        crate::recipients::handlers::find,
        crate::recipients::handlers::purge,
        crate::requests::handlers::triage,
        crate::requests::handlers::assign,
        crate::requests::handlers::declare,
        crate::requests::handlers::record,
        crate::requests::handlers::hold_follow_up,
        crate::incidents::handlers::raise,
        crate::incidents::handlers::list,
        crate::incidents::handlers::find,
        crate::incidents::handlers::triage,
        crate::incidents::handlers::attest,
        crate::incidents::handlers::close,
        crate::affected::handlers::record,
        crate::affected::handlers::find,
        crate::affected::handlers::purge,
        crate::outreaches::handlers::assign,
        crate::outreaches::handlers::list,
        crate::outreaches::handlers::find,
        crate::outreaches::handlers::reassign,
        crate::outreaches::handlers::declare,
        crate::outreaches::handlers::record,
        crate::activity::handlers::approve_group,
        crate::activity::handlers::record,
        crate::activity::handlers::remove,
        crate::activity::handlers::own_report,
        crate::activity::handlers::submit,
        crate::activity::handlers::status,
        crate::combinations::handlers::combine,
        crate::combinations::handlers::latest,
        crate::combinations::handlers::version,
        crate::outreach_log::handlers::find,
        crate::releases::handlers::calendar,
        crate::releases::handlers::find,
        crate::agencies::handlers::list,
        crate::agencies::handlers::create,
        crate::agencies::handlers::find,
        crate::members::handlers::list,
        crate::members::handlers::create,
        crate::members::handlers::find,
        crate::members::handlers::set_leave,
        crate::members::handlers::clear_leave,
        crate::members::handlers::end,
        crate::origins::handlers::list,
        crate::origins::handlers::set,
        crate::policy::handlers::catalog::list_presets,
        crate::policy::handlers::catalog::find_preset,
        crate::policy::handlers::catalog::list_parameters,
        crate::policy::handlers::in_force::find,
        crate::policy::handlers::in_force::find_setting,
        crate::policy::handlers::versions::list,
        crate::policy::handlers::versions::create,
        crate::policy::handlers::versions::find,
        crate::policy::handlers::versions::change,
        crate::policy::handlers::activation::validate,
        crate::policy::handlers::activation::activate,
        crate::policy::handlers::activation::withdraw,
        crate::principals::handlers::list,
        crate::principals::handlers::create,
        crate::principals::handlers::find,
        crate::principals::handlers::give_role,
        crate::principals::handlers::end_role,
        crate::principals::handlers::revoke,
        crate::principals::handlers::reinstate,
        crate::principals::credentials::handlers::list_identities,
        crate::principals::credentials::handlers::add_identity,
        crate::principals::credentials::handlers::remove_identity,
        crate::principals::credentials::handlers::list_secrets,
        crate::principals::credentials::handlers::issue_secret,
        crate::principals::credentials::handlers::end_secret,
        crate::oauth::handlers::token,
        crate::units::handlers::list,
        crate::units::handlers::create,
        crate::units::handlers::find,
        crate::units::handlers::set_headcount,
    ),
    components(schemas(ProblemDocument)),
    modifiers(&Security, &Problems, &SharedParts, &TaggedUnions, &Nullables, &Bounds, &ComposedExamples),
    security(("bearer" = [])),
    tags(
        (name = "Account", description = "Who is calling."),
        (name = "Activity", description = "Members' own trackers of the responses they gave."),
        (name = "Agencies", description = "Agencies of the installation."),
        (name = "Audit", description = "Who did what, chained and signed; for the auditor."),
        (name = "Combinations", description = "The team's month, for the coordinator."),
        (name = "Forms", description = "What each body takes under the policy in force."),
        (name = "Health", description = "Whether the server lives and can serve."),
        (name = "Incidents", description = "Alerts of incidents, the notice due of them, their triage and their end."),
        (name = "Members", description = "The team's roster."),
        (name = "Origins", description = "Web origins whose pages may read the agency's answers."),
        (name = "Outreach", description = "The program approaches; a person accepts or declines."),
        (name = "Outreach log", description = "What became of the outreaches of a month."),
        (name = "Policy", description = "The agency's policy: what is in force, drafts and their activation."),
        (name = "Principals", description = "People and machines of an agency and their roles."),
        (name = "Problems", description = "The catalog of problem codes."),
        (name = "Public", description = "All that needs no token: how to ask, asking, and the receipt."),
        (name = "Referrals", description = "Somebody tells the program of a person who may want support."),
        (name = "Releases", description = "Sealed figures of closed months, for every other reader."),
        (name = "Support requests", description = "A person asks; a peer is assigned."),
        (name = "Units", description = "Units of an agency and their headcount."),
    )
)]
pub struct Contract;

/// The contract as it is committed: pretty JSON with a final line break.
pub fn document() -> String {
    printed(&Contract::openapi())
}

/// The contract as a server serves it: its own address stands for the server, so that what is tried from the
/// documentation page arrives here.
pub fn served() -> String {
    let mut contract = Contract::openapi();
    contract.servers = Some(vec![utoipa::openapi::Server::new("/")]);
    printed(&contract)
}

fn printed(contract: &utoipa::openapi::OpenApi) -> String {
    let mut text = contract.to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

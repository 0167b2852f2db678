use crate::route_access::{Need, need_of};
use peerline_domain::access::{Action, Role, TokenScope};
use utoipa::Modify;
use utoipa::openapi::extensions::ExtensionsBuilder;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{
    ClientCredentials, Flow, HttpAuthScheme, HttpBuilder, OAuth2, Scopes, SecurityRequirement, SecurityScheme,
};

/// The schemes, and what each operation asks of its caller, from the one table of routes.
pub(super) struct Security;

impl Modify for Security {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let components = openapi.components.get_or_insert_default();
        let bearer = |description: &str| {
            let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(description));
            SecurityScheme::Http(scheme.build())
        };
        components.add_security_scheme(
            "bearer",
            bearer(
                "An access token of the agency's identity provider, or one from `POST /v1/bootstrap` or the \
                 command `peerline token`.",
            ),
        );
        components.add_security_scheme(
            "bootstrap",
            bearer("The one-time administrator token the first start printed."),
        );
        let scopes = TokenScope::ALL.iter().map(|scope| (scope.as_str(), scope.doc()));
        let flow = ClientCredentials::new("/oauth/token", scopes.collect::<Scopes>());
        let machines = OAuth2::with_description(
            [Flow::ClientCredentials(flow)],
            "A machine's token from `POST /oauth/token`, good for ten minutes and limited to its scopes.",
        );
        components.add_security_scheme("client_credentials", SecurityScheme::OAuth2(machines));
        for (path, item) in &mut openapi.paths.paths {
            for (method, operation) in operations(item) {
                let operation = operation.map(open_without_a_word);
                if let (Some(Need::May(action)), Some(operation)) = (need_of(method, path), operation) {
                    tell(operation, action);
                }
            }
        }
    }
}

fn operations(item: &mut PathItem) -> [(&'static str, Option<&mut Operation>); 5] {
    [
        ("GET", item.get.as_mut()),
        ("POST", item.post.as_mut()),
        ("PUT", item.put.as_mut()),
        ("PATCH", item.patch.as_mut()),
        ("DELETE", item.delete.as_mut()),
    ]
}

/// An operation that asks for no token has an empty list, which every reader of contracts understands; an empty
/// requirement in the list, as the handlers' attribute writes it, is a token of no kind to some.
fn open_without_a_word(operation: &mut Operation) -> &mut Operation {
    if operation.security.as_deref() == Some(&[SecurityRequirement::default()]) {
        operation.security = Some(Vec::new());
    }
    operation
}

fn listed(roles: impl Iterator<Item = Role>) -> String {
    roles.map(|role| format!("`{}`", role.as_str())).collect::<Vec<_>>().join(", ")
}

fn tell(operation: &mut Operation, action: Action) {
    let scopes = TokenScope::ALL.iter().filter(|scope| scope.actions().contains(&action));
    let scopes: Vec<&str> = scopes.map(|scope| scope.as_str()).collect();
    if !scopes.is_empty() {
        let none: [&str; 0] = [];
        let bearer = SecurityRequirement::new("bearer", none);
        operation.security = Some(vec![bearer, SecurityRequirement::new("client_credentials", scopes)]);
    }
    let roles = action.roles();
    let with_factors = roles.iter().copied().filter(|role| role.needs_multi_factor());
    let with_factors = listed(with_factors);
    let words = operation.description.take().unwrap_or_default();
    let open = listed(roles.iter().copied());
    let factors = if with_factors.is_empty() {
        String::new()
    } else {
        format!(" More than one factor is asked of {with_factors}.")
    };
    operation.description = Some(format!("{words}\n\nOpen to {open}.{factors}"));
    // One member only: they come out in no fixed order.
    let extension = ExtensionsBuilder::new().add("x-action", action.as_str()).build();
    operation.extensions = Some(extension);
}

//! People who sign in at their agency's own identity provider. It proves who somebody is; what they may do stands
//! in our database.

mod keyring;
mod keys;
mod settings;
mod source;

use super::envelope::Envelope;
use super::token::{ACCESS_TOKEN, Proven};
use super::token_error::TokenError;
use crate::problem::{Problem, TechnicalCode};
use crate::state::AppState;
use keyring::Keyring;
use peerline_persistence::Scope;
use sha2::{Digest, Sha256};
use source::Source;

pub use settings::ProviderSettings;

/// A provider can't be set up, or did not answer as it should.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    /// A key of the configuration can't be meant so.
    #[error("identity_providers: {0} is not of the form it should have")]
    Setting(&'static str),
    /// Two providers of one issuer.
    #[error("identity_providers: an issuer stands twice")]
    Twice,
    /// No answer, or none that can be read.
    #[error("the identity provider did not answer as it should")]
    Answer,
}

struct Provider {
    settings: ProviderSettings,
    keyring: Keyring,
}

/// The identity providers of the installation.
#[derive(Default)]
pub struct Providers(Vec<Provider>);

/// What an ID token has, and an access token has not.
const ID_TOKEN_CLAIMS: [&str; 4] = ["nonce", "at_hash", "c_hash", "s_hash"];
/// What tells an access token that says `typ: JWT` from an ID token: it was given for something.
const ACCESS_CLAIMS: [&str; 3] = ["scp", "scope", "roles"];

impl Providers {
    /// The providers of a configuration.
    ///
    /// # Errors
    /// The first setting that can't be meant so.
    pub fn new(settings: Vec<ProviderSettings>, own_issuer: &str) -> Result<Self, ProviderError> {
        let mut providers: Vec<Provider> = Vec::new();
        for one in settings {
            one.check(own_issuer)?;
            if providers.iter().any(|other| other.settings.issuer == one.issuer) {
                return Err(ProviderError::Twice);
            }
            let keyring = Keyring::new(Source::new(&one)?, one.algorithms.clone());
            providers.push(Provider { settings: one, keyring });
        }
        Ok(Self(providers))
    }

    /// Whether an issuer is one of an agency's, by its slug.
    pub fn serves(&self, issuer: &str, agency_slug: &str) -> bool {
        self.0.iter().any(|one| one.settings.issuer == issuer && one.settings.agency == agency_slug)
    }

    /// What a provider's token proves.
    pub(super) async fn check(&self, token: &Envelope<'_>, state: &AppState) -> Result<Proven, Problem> {
        let invalid = |_: TokenError| Problem::technical(TechnicalCode::Unauthenticated);
        let issuer = token.issuer().unwrap_or_default();
        let provider = self.0.iter().find(|one| one.settings.issuer == issuer);
        let provider = provider.ok_or(TokenError::Invalid).map_err(invalid)?;
        let now = state.clock.now();
        let (issued_at, digest) = provider.claims(token, now).map_err(invalid)?;
        let multi_factor = provider.multi_factor(token).map_err(invalid)?;
        let key = provider.keyring.key(token.kid().map_err(invalid)?, now).await;
        let key = key.ok_or(TokenError::Invalid).map_err(invalid)?;
        token.verify(&key.public, key.algorithm).map_err(invalid)?;
        let (agency, issuer) = (provider.settings.agency.clone(), provider.settings.issuer.clone());
        // Read with each request: an identity that was taken away opens nothing from the next one on.
        let principal = state
            .read(Scope::Platform, move |work| {
                let Some(agency) = work.tx.find_agency_by_slug(&agency)? else { return Ok(None) };
                Ok(work.tx.within(agency.id, |tx| tx.principal_of_identity(&issuer, &digest))?)
            })
            .await?;
        let principal = principal.ok_or(TokenError::Invalid).map_err(invalid)?;
        let acr_values = provider.settings.acr_values();
        Ok(Proven { principal, issued_at, multi_factor, scopes: None, acr_values })
    }
}

impl ProviderSettings {
    fn acr_values(&self) -> String {
        let wanted =
            if self.multi_factor_acr.is_empty() { &self.multi_factor_amr } else { &self.multi_factor_acr };
        let is_plain =
            |value: &&String| value.bytes().all(|b| b.is_ascii_graphic() && b != b'"' && b != b'\\');
        wanted.iter().filter(is_plain).cloned().collect::<Vec<_>>().join(" ")
    }
}

impl Provider {
    /// When it was issued, and the digest of its subject, where it is an access token for this API.
    fn claims(
        &self,
        token: &Envelope<'_>,
        now: peerline_domain::calendar::Timestamp,
    ) -> Result<(i64, Vec<u8>), TokenError> {
        let settings = &self.settings;
        let kind = token.header_text("typ")?.to_ascii_lowercase();
        let is_typed = kind.strip_prefix("application/").unwrap_or(&kind) == ACCESS_TOKEN;
        let is_given = ACCESS_CLAIMS.iter().any(|name| token.has(name));
        let is_access = is_typed || (settings.accept_typ_jwt && kind == "jwt" && is_given);
        let is_id = ID_TOKEN_CLAIMS.iter().any(|name| token.has(name)) || token.text("typ") == Ok("ID");
        let audience = token.texts("aud")?;
        let is_meant = audience.contains(&settings.audience.as_str())
            && !audience.iter().any(|one| settings.client_ids.iter().any(|client| client == one));
        if !is_access || is_id || !is_meant || token.text("iss")? != settings.issuer {
            return Err(TokenError::Invalid);
        }
        token.text("sub")?;
        let issued_at = token.issued_at(now)?;
        let subject = token.text(&settings.subject_claim)?;
        Ok((issued_at, digest(subject)))
    }

    fn multi_factor(&self, token: &Envelope<'_>) -> Result<bool, TokenError> {
        let methods =
            token.texts("amr")?.iter().any(|one| self.settings.multi_factor_amr.iter().any(|ok| ok == one));
        let context =
            token.texts("acr")?.iter().any(|one| self.settings.multi_factor_acr.iter().any(|ok| ok == one));
        Ok(methods || context)
    }
}

/// Digest of a subject, as it is kept.
pub fn digest(subject: &str) -> Vec<u8> {
    Sha256::digest(subject.as_bytes()).to_vec()
}

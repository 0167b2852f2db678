use super::{ProviderError, source::Source};
use jsonwebtoken::Algorithm;
use serde::Deserialize;

/// An identity provider, as the configuration describes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderSettings {
    /// Issuer, exactly as its tokens name it.
    pub issuer: String,
    /// Audience its access tokens for this API name.
    pub audience: String,
    /// Slug of the agency whose people sign in there.
    pub agency: String,
    /// Signature algorithms, the preferred one first: `RS256`, `PS256`, `ES256`, `EdDSA` and their longer kin.
    pub algorithms: Vec<Algorithm>,
    /// Where its keys are; found by discovery at the issuer where absent.
    pub jwks_uri: Option<String>,
    /// A PEM file of the authorities to trust for it; those of the web where absent.
    pub ca_file: Option<std::path::PathBuf>,
    /// The claim that names the subject.
    #[serde(default = "subject")]
    pub subject_claim: String,
    /// Values of `amr` of which one shows more than one factor.
    #[serde(default = "multi_factor")]
    pub multi_factor_amr: Vec<String>,
    /// Values of `acr` that show more than one factor.
    #[serde(default)]
    pub multi_factor_acr: Vec<String>,
    /// Whether its access tokens may say `typ: JWT`, as Microsoft Entra's do.
    #[serde(default)]
    pub accept_typ_jwt: bool,
    /// Clients of the front end: a token for one of them is an ID token and refused.
    #[serde(default)]
    pub client_ids: Vec<String>,
}

fn subject() -> String {
    "sub".to_owned()
}

fn multi_factor() -> Vec<String> {
    vec!["mfa".to_owned()]
}

impl ProviderSettings {
    /// That it can be meant so.
    ///
    /// # Errors
    /// The first key that can't.
    pub(super) fn check(&self, own_issuer: &str) -> Result<(), ProviderError> {
        let secret = [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512];
        let wrong = if !Source::is_allowed(&self.issuer) || self.issuer == own_issuer {
            "issuer"
        } else if self.audience.is_empty() || self.client_ids.contains(&self.audience) {
            "audience"
        } else if self.algorithms.is_empty() || self.algorithms.iter().any(|one| secret.contains(one)) {
            "algorithms"
        } else if self.jwks_uri.as_ref().is_some_and(|uri| !Source::is_allowed(uri)) {
            "jwks_uri"
        } else if self.subject_claim.is_empty() {
            "subject_claim"
        } else {
            return Ok(());
        };
        Err(ProviderError::Setting(wrong))
    }
}

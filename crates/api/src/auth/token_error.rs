/// A key or a token is not as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// The key is not an Ed25519 key in PKCS #8.
    #[error("the signing key cannot be read")]
    Key,
    /// The token could not be signed.
    #[error("the token could not be signed")]
    Signing,
    /// The token is forged, expired, or for somebody else.
    #[error("the token is not valid")]
    Invalid,
}

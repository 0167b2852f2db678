//! What is sent and answered about policies.

mod activation;
mod catalog;
mod change;
mod version;

pub use activation::{Activation, ActivationOutcome, PolicyWarning, ValidationOutcome};
pub use catalog::{PolicyParameters, PolicyPreset, PolicyPresetList, PolicyPresetSummary};
pub use change::{PolicyChanges, PolicyTexts, SettingChange};
pub use version::{
    BasedOn, NewPolicyVersion, OnDay, PolicySetting, PolicyVersionDetail, PolicyVersionDto,
    PolicyVersionList, VersionState,
};

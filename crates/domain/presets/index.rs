//! The preset files, compiled in. Preset names occur here and in the demo only: no rule may ask which agency
//! it serves.

use super::super::area::Area;

macro_rules! parameters {
    ($($area:ident = $file:literal),+ $(,)?) => {
        /// The catalog of parameters, a file per area.
        pub(in crate::policy) const PARAMETERS: &[(Area, &str)] =
            &[$((Area::$area, include_str!(concat!("parameters/", $file, ".toml")))),+];

        macro_rules! preset_files {
            ($name:literal) => {
                PresetFiles {
                    name: $name,
                    registers: include_str!(concat!($name, "/registers.toml")),
                    areas: &[$((Area::$area, include_str!(concat!($name, "/", $file, ".toml")))),+],
                }
            };
        }
    };
}

/// The files of one preset.
pub(in crate::policy) struct PresetFiles {
    pub(in crate::policy) name: &'static str,
    pub(in crate::policy) registers: &'static str,
    pub(in crate::policy) areas: &'static [(Area, &'static str)],
}

parameters! {
    Program = "program",
    Selection = "selection",
    Commitment = "commitment",
    Training = "training",
    Meetings = "meetings",
    Removal = "removal",
    Referral = "referral",
    Assignment = "assignment",
    Response = "response",
    FollowUp = "follow_up",
    Screening = "screening",
    Confidentiality = "confidentiality",
    Tracking = "tracking",
    Reporting = "reporting",
    Resources = "resources",
    Notifications = "notifications",
    Pay = "pay",
    Governance = "governance",
}

/// The five agencies whose policies are the ground of the catalog.
pub(in crate::policy) const PRESETS: &[PresetFiles] = &[
    preset_files!("arizona_dcs"),
    preset_files!("la_dcfs"),
    preset_files!("oc_probation"),
    preset_files!("mn_public_safety"),
    preset_files!("denver_911"),
];

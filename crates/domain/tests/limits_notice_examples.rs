//! Stating the limits of confidentiality before a contact.
#![cfg(test)]

use peerline_domain::catalog::RefusalCode;
use peerline_domain::limits_notice::{LimitsNoticeTerms, check_limits_stated};
use peerline_domain::policy::preset;

fn terms(name: &str) -> LimitsNoticeTerms {
    LimitsNoticeTerms::read(&preset(name).unwrap().document).unwrap()
}

#[test]
fn conf_10_no_contact_begins_before_the_limits_are_stated() {
    // GT-DN-03
    for stated in [None, Some(false)] {
        let refusal = check_limits_stated(&terms("denver_911"), true, stated).unwrap_err();
        assert_eq!(refusal.code, RefusalCode::LimitsNoticeRequired);
        assert_eq!((refusal.requirement, refusal.clause.as_deref()), ("CONF-10", Some("Conf.notice")));
    }
    assert_eq!(check_limits_stated(&terms("denver_911"), true, Some(true)), Ok(()));
}

#[test]
fn conf_10_where_nobody_asks_there_is_no_place_for_the_attestation() {
    for name in ["arizona_dcs", "la_dcfs", "oc_probation", "mn_public_safety"] {
        assert_eq!(check_limits_stated(&terms(name), true, None), Ok(()), "{name}");
        let refusal = check_limits_stated(&terms(name), true, Some(true)).unwrap_err();
        assert_eq!(refusal.code, RefusalCode::FieldNotPermitted, "{name}");
    }
    assert!(check_limits_stated(&terms("denver_911"), false, Some(true)).is_err(), "no contact");
}

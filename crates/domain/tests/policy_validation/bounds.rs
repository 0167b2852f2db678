//! Numbers no rule could sensibly follow.

use crate::support::{AZ, LA, assert_consistent, contradictions, with};
use peerline_domain::policy::{Parameter, ParameterKind, check_value, is_of_kind, parameters, presets};
use serde_json::{Value, json};

fn numbers() -> Vec<&'static Parameter> {
    let is_number = |kind| matches!(kind, ParameterKind::Integer | ParameterKind::IntegerRange);
    parameters().filter(|known| is_number(known.kind)).collect()
}

/// Values of the parameter's kind with the number at either place.
fn holding(parameter: &Parameter, number: u32) -> Vec<Value> {
    match parameter.kind {
        ParameterKind::IntegerRange => vec![json!({"min": number}), json!({"max": number})],
        _ => vec![json!(number)],
    }
}

#[test]
fn prog_02_every_number_has_bounds_and_nothing_else_has() {
    let bounded: Vec<_> = parameters().filter(|known| known.maximum.is_some()).collect();
    assert_eq!(bounded, numbers());
    assert_eq!(bounded.len(), 46);
    for known in parameters() {
        assert_eq!(known.minimum.is_some(), known.maximum.is_some(), "{}", known.key);
        assert!(known.minimum <= known.maximum, "{}", known.key);
    }
}

#[test]
fn prog_02_both_bounds_are_taken_and_the_numbers_beyond_them_are_not() {
    for known in numbers() {
        let (least, most) = (known.minimum.unwrap(), known.maximum.unwrap());
        for number in [least, most] {
            assert!(holding(known, number).iter().all(|value| check_value(known, value)), "{}", known.key);
        }
        for number in [least.checked_sub(1), Some(most + 1), Some(4_000_000_000)].into_iter().flatten() {
            for value in holding(known, number) {
                assert!(is_of_kind(known, &value) && !check_value(known, &value), "{} {value}", known.key);
            }
        }
    }
    for preset in presets() {
        for known in numbers() {
            let value = &preset.document.setting(&known.key).unwrap().value;
            assert!(check_value(known, value), "{} {}", preset.name, known.key);
        }
    }
}

#[test]
fn prog_02_a_number_beyond_its_bounds_is_found() {
    for (name, key, refused, accepted) in [
        (AZ, "decline.followup_days", json!(0), json!(1)),
        (AZ, "decline.followup_days", json!(4_000_000_000_u32), json!(366)),
        (AZ, "referral.case_lookback_years", json!(4_000_000_000_u32), json!(10)),
        (AZ, "suppress.k", json!(4_000_000_000_u32), json!(1000)),
        (LA, "followup.fixed_days", json!({"min": 30, "max": 367}), json!({"min": 30, "max": 366})),
    ] {
        assert_eq!(contradictions(&with(name, &[(key, refused)])), [[key]]);
        assert_consistent(&with(name, &[(key, accepted)]));
    }
}

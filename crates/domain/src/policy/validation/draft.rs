use crate::policy::document::PolicyDocument;
use crate::policy::identity::IdentityMode;
use crate::policy::registers::Registers;
use crate::policy::value::Range;
use serde_json::Value;

/// A document that may be wrong in any way. Every reader answers with nothing where a value is missing or of
/// another kind than asked for: that it is so is the finding of the structural check, not of each rule.
#[derive(Clone, Copy)]
pub(super) struct Draft<'a>(pub(super) &'a PolicyDocument);

impl<'a> Draft<'a> {
    pub(super) fn value(self, key: &str) -> Option<&'a Value> {
        self.0.setting(key).map(|setting| &setting.value).filter(|value| !value.is_null())
    }

    pub(super) fn code(self, key: &str) -> Option<&'a str> {
        self.value(key)?.as_str()
    }

    pub(super) fn codes(self, key: &str) -> Vec<&'a str> {
        let list = self.value(key).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_str).collect()
    }

    pub(super) fn integer(self, key: &str) -> Option<u64> {
        self.value(key)?.as_u64()
    }

    pub(super) fn range(self, key: &str) -> Option<Range> {
        serde_json::from_value(self.value(key)?.clone()).ok()
    }

    pub(super) fn is_true(self, key: &str) -> bool {
        self.value(key).and_then(Value::as_bool).unwrap_or(false)
    }

    pub(super) fn identity_mode(self) -> Option<IdentityMode> {
        serde_json::from_value(self.value("identity_mode")?.clone()).ok()
    }

    /// Whether the policy uses the parameter: it has a value that is not a way of saying no.
    pub(super) fn uses(self, key: &str) -> bool {
        match self.value(key) {
            None | Some(Value::Bool(false)) => false,
            Some(Value::String(code)) => code != "off",
            Some(Value::Array(list)) => !list.is_empty(),
            Some(_) => true,
        }
    }

    pub(super) fn clause(self, key: &str) -> Option<&'a str> {
        self.0.clause(key)
    }

    pub(super) fn registers(self) -> &'a Registers {
        &self.0.registers
    }
}

/// The words of a code.
pub(super) fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split('_')
}

use super::cipher::{SecretKey, Unsealable};
use super::place::Place;
use peerline_domain::ports::Randomness;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt;
use std::marker::PhantomData;
use zeroize::Zeroizing;

/// Sealed values are filled up to a multiple of this many bytes: the length of a box does not tell that of a name.
const BLOCK: usize = 64;

/// A value that can be stored, but not printed, compared or serialized. It opens with its case's key only, and the
/// way there is a [`Disclosed`](crate::disclosure::Disclosed).
pub struct Sealed<T> {
    whole: Vec<u8>,
    of: PhantomData<fn() -> T>,
}

impl<T> fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed(…)")
    }
}

impl<T> Sealed<T> {
    pub(crate) const fn stored(whole: Vec<u8>) -> Self {
        Self { whole, of: PhantomData }
    }

    pub(crate) fn into_stored(self) -> Vec<u8> {
        self.whole
    }
}

impl<T: Serialize + DeserializeOwned> Sealed<T> {
    pub(crate) fn seal(
        key: &SecretKey,
        place: &Place,
        value: &T,
        random: &dyn Randomness,
    ) -> Result<Self, Unsealable> {
        let mut plain = Zeroizing::new(serde_json::to_vec(value).map_err(|_| Unsealable)?);
        // JSON may end in blanks.
        let filled = plain.len().next_multiple_of(BLOCK);
        plain.resize(filled, b' ');
        key.seal(&place.label(), &plain, random).map(Self::stored)
    }

    pub(crate) fn open(&self, key: &SecretKey, place: &Place) -> Result<T, Unsealable> {
        serde_json::from_slice(&key.open(&place.label(), &self.whole)?).map_err(|_| Unsealable)
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Sealed, SecretKey, Unsealable};
    use crate::dice::Dice;
    use uuid::Uuid;

    const PLACE: Place = Place {
        agency: Uuid::from_u128(1),
        table: "case_records",
        row: Uuid::from_u128(2),
        column: "recipient_name",
    };

    #[test]
    fn a_sealed_value_prints_nothing_and_its_length_says_nothing() {
        let dice = Dice::default();
        let key = SecretKey::draw(&dice);
        let seal = |name: &str| Sealed::seal(&key, &PLACE, &name.to_owned(), &dice).unwrap();
        assert_eq!(format!("{:?}", seal("Jo")), "Sealed(…)");
        assert_eq!(seal("Jo").into_stored().len(), seal("Alexandria Longname-Example").into_stored().len());
    }

    #[test]
    fn a_value_moved_to_another_row_or_column_does_not_open() {
        let dice = Dice::default();
        let key = SecretKey::draw(&dice);
        let sealed = Sealed::seal(&key, &PLACE, &"Jordan Example".to_owned(), &dice).unwrap();
        assert_eq!(sealed.open(&key, &PLACE).unwrap(), "Jordan Example");
        let elsewhere =
            [Place { row: Uuid::from_u128(3), ..PLACE }, Place { column: "recipient_contact", ..PLACE }];
        for place in elsewhere {
            assert_eq!(sealed.open(&key, &place).unwrap_err(), Unsealable);
        }
    }
}

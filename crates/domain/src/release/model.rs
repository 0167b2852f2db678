//! A figure that is published or withheld.

use std::fmt;

/// Whether what a cell stands for may be told. One mask serves every measure of the cell: who could read the
/// minutes of a hidden count would know that it is not zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mask {
    /// It may.
    Show,
    /// It may not.
    Hide,
}

impl Mask {
    /// A measure of the cell under its mask.
    pub const fn apply(self, value: u32) -> Cell {
        match self {
            Self::Show => Cell::Shown(value),
            Self::Hide => Cell::Hidden,
        }
    }
}

/// A figure as it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cell {
    /// The exact figure.
    Shown(u32),
    /// Withheld: it is small, or another that is small could be computed from it.
    Hidden,
}

impl Cell {
    /// The figure as text; a hidden one is `<k`, whichever of the two reasons it has, because a mark that told
    /// them apart would tell which one is small.
    pub fn printed(self, k: u32) -> impl fmt::Display {
        match self {
            Self::Shown(value) => value.to_string(),
            Self::Hidden => format!("<{k}"),
        }
    }
}

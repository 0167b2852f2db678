use super::body::Stream;
use std::fmt;

/// Something about a chain that is not as it was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// The stream.
    pub stream: Stream,
    /// Number of the batch.
    pub batch: u64,
    /// Position of the row, where it is about one.
    pub position: Option<u32>,
    /// What is wrong.
    pub kind: FindingKind,
}

macro_rules! findings {
    ($($variant:ident = $code:literal, $sentence:literal;)+) => {
        /// What is wrong with a chain.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FindingKind {
            $(#[doc = $sentence] $variant,)+
        }

        impl FindingKind {
            /// Stable code.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// What it means, in one sentence.
            pub const fn sentence(self) -> &'static str {
                match self { $(Self::$variant => $sentence,)+ }
            }
        }
    };
}

findings! {
    RowEdited = "row_edited", "the row does not say what was sealed";
    RowMoved = "row_moved", "the row stands where another one was sealed";
    RowMissing = "row_missing", "a sealed row is gone";
    RowInserted = "row_inserted", "the row was never sealed in this batch";
    RowOrphaned = "row_orphaned", "the row belongs to a batch that is gone";
    BatchMissing = "batch_missing", "the batch is gone";
    BatchAltered = "batch_altered", "the batch is not what its hash covers";
    ChainBroken = "chain_broken", "the batch does not follow the one before it";
    SignatureWrong = "signature_wrong", "the signature is not of this batch";
    KeyUnknown = "key_unknown", "the batch is signed with a key that is not trusted";
    HeadMissing = "head_missing", "the chain ends before the exported head";
    HeadDiffers = "head_differs", "the batch is another than the exported head names";
    HeadForged = "head_forged", "the exported head does not carry a good signature";
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} batch {}", self.stream.as_str(), self.batch)?;
        if let Some(position) = self.position {
            write!(f, " row {position}")?;
        }
        write!(f, ": {}: {}", self.kind.as_str(), self.kind.sentence())
    }
}

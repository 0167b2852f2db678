//! Each way to bend a chain, and how it is found.

use super::support::{bend, chain_again, chained, findings, head};
use peerline_domain::audit::FindingKind::{
    BatchAltered, BatchMissing, ChainBroken, HeadDiffers, HeadMissing, KeyUnknown, RowEdited, RowInserted,
    RowMissing, RowMoved, RowOrphaned, SignatureWrong,
};

const SOUND: [(u64, Option<u32>, peerline_domain::audit::FindingKind); 0] = [];

#[test]
fn gov_17_a_chain_nobody_bent_is_sound() {
    let ground = chained();
    let head = head(&ground.store);
    assert_eq!(findings(&ground.store, &[]), SOUND);
    assert_eq!(findings(&ground.store, &[head]), SOUND);
}

#[test]
fn gov_17_an_edited_row_is_found_whichever_field_was_edited() {
    for change in [
        "role = 'peer'",
        "verb = 'read_units'",
        "actor = NULL",
        "object_kind = 'member'",
        "object_id = zeroblob(16)",
        "policy_version_id = NULL",
        "at = '2026-10-01T16:00:09.000000Z'",
        "salt = zeroblob(31)",
        "verb = NULL",
    ] {
        let ground = chained();
        bend(&ground, &format!("UPDATE audit_entries SET {change} WHERE batch = 2 AND position = 1"));
        assert_eq!(findings(&ground.store, &[]), [(2, Some(1), RowEdited)], "{change}");
    }
}

#[test]
fn gov_17_a_row_edited_with_its_commitment_is_found_by_the_hash() {
    let ground = chained();
    bend(
        &ground,
        "UPDATE audit_entries SET commitment = zeroblob(32), salt = NULL, at = NULL, month = NULL, \
        verb = NULL, role = NULL, actor = NULL WHERE batch = 2 AND position = 1",
    );
    assert_eq!(findings(&ground.store, &[]), [(2, None, BatchAltered)]);
}

#[test]
fn gov_17_a_hash_edited_along_is_found_by_signature_and_chain() {
    let ground = chained();
    bend(&ground, "UPDATE audit_batches SET hash = zeroblob(32) WHERE number = 2");
    assert_eq!(
        findings(&ground.store, &[]),
        [(2, None, BatchAltered), (2, None, SignatureWrong), (3, None, ChainBroken)]
    );
}

#[test]
fn gov_17_a_moved_seal_time_is_found() {
    let ground = chained();
    bend(&ground, "UPDATE audit_batches SET sealed = '2026-10-02T00:00:00.000000Z' WHERE number = 3");
    assert_eq!(findings(&ground.store, &[]), [(3, None, BatchAltered)]);
}

#[test]
fn gov_17_a_deleted_row_is_found_also_the_last_one_of_a_batch() {
    for position in [0, 1, 2] {
        let ground = chained();
        bend(&ground, &format!("DELETE FROM audit_entries WHERE batch = 2 AND position = {position}"));
        assert_eq!(findings(&ground.store, &[]), [(2, Some(position), RowMissing)]);
    }
}

#[test]
fn gov_17_an_inserted_row_is_found() {
    let columns = "commitment, salt, at, month, verb, role, actor, object_kind, object_id, policy_version_id";
    let copy = |batch: u64, position: u32| {
        format!(
            "INSERT INTO audit_entries (agency_id, stream, batch, position, {columns}) SELECT agency_id, stream, \
             {batch}, {position}, {columns} FROM audit_entries WHERE batch = 1 AND position = 0"
        )
    };
    let ground = chained();
    bend(&ground, &copy(2, 3));
    assert_eq!(findings(&ground.store, &[]), [(2, Some(3), RowInserted)]);
    let ground = chained();
    bend(&ground, &copy(4, 0));
    assert_eq!(findings(&ground.store, &[]), [(4, Some(0), RowOrphaned)]);
}

#[test]
fn gov_17_swapped_rows_are_found() {
    let ground = chained();
    bend(
        &ground,
        "UPDATE audit_entries SET position = 9 WHERE batch = 2 AND position = 0;
        UPDATE audit_entries SET position = 0 WHERE batch = 2 AND position = 2;
        UPDATE audit_entries SET position = 2 WHERE batch = 2 AND position = 9;",
    );
    assert_eq!(
        findings(&ground.store, &[]),
        [(2, Some(0), RowMoved), (2, Some(2), RowMoved), (2, None, BatchAltered)]
    );
}

#[test]
fn gov_17_swapped_batches_are_found() {
    let ground = chained();
    for table in ["audit_batches", "audit_entries"] {
        let number = if table == "audit_batches" { "number" } else { "batch" };
        bend(
            &ground,
            &format!(
                "UPDATE {table} SET {number} = 9 WHERE {number} = 1;
            UPDATE {table} SET {number} = 1 WHERE {number} = 2;
            UPDATE {table} SET {number} = 2 WHERE {number} = 9;"
            ),
        );
    }
    let found = findings(&ground.store, &[]);
    for expected in
        [(1, None, ChainBroken), (1, None, BatchAltered), (2, None, BatchAltered), (3, None, ChainBroken)]
    {
        assert!(found.contains(&expected), "{expected:?} in {found:?}");
    }
}

#[test]
fn gov_17_a_batch_taken_out_of_the_middle_is_found_with_its_rows_or_without() {
    let ground = chained();
    bend(&ground, "DELETE FROM audit_batches WHERE number = 2");
    let rows = |position| (2, Some(position), RowOrphaned);
    assert_eq!(findings(&ground.store, &[]), [(2, None, BatchMissing), rows(0), rows(1), rows(2)]);
    bend(&ground, "DELETE FROM audit_entries WHERE batch = 2");
    assert_eq!(findings(&ground.store, &[]), [(2, None, BatchMissing)]);
}

#[test]
fn gov_17_a_gap_closed_by_renumbering_is_found() {
    let ground = chained();
    bend(&ground, "DELETE FROM audit_batches WHERE number = 2; DELETE FROM audit_entries WHERE batch = 2;
        UPDATE audit_batches SET number = 2 WHERE number = 3; UPDATE audit_entries SET batch = 2 WHERE batch = 3;");
    let found = findings(&ground.store, &[]);
    assert!(found.contains(&(2, None, ChainBroken)) && found.contains(&(2, None, BatchAltered)), "{found:?}");
}

#[test]
fn gov_17_a_chain_cut_short_is_found_against_an_exported_head_and_only_there() {
    let ground = chained();
    let head = head(&ground.store);
    bend(&ground, "DELETE FROM audit_batches WHERE number = 3; DELETE FROM audit_entries WHERE batch = 3");
    assert_eq!(findings(&ground.store, &[]), SOUND, "within itself a shorter chain is sound");
    assert_eq!(findings(&ground.store, &[head]), [(3, None, HeadMissing)]);
}

#[test]
fn gov_17_a_chain_emptied_is_found_against_an_exported_head() {
    let ground = chained();
    let head = head(&ground.store);
    bend(&ground, "DELETE FROM audit_batches; DELETE FROM audit_entries");
    assert_eq!(findings(&ground.store, &[head]), [(3, None, HeadMissing)]);
}

#[test]
fn gov_17_a_chain_rewritten_with_another_key_is_found() {
    let ground = chained();
    bend(&ground, "DELETE FROM audit_batches; DELETE FROM audit_entries");
    chain_again(&ground.store, "theirs", 50);
    assert_eq!(
        findings(&ground.store, &[]),
        [(1, None, KeyUnknown), (2, None, KeyUnknown), (3, None, KeyUnknown)]
    );
}

#[test]
fn gov_17_a_chain_rewritten_under_our_keys_name_is_found() {
    let ground = chained();
    bend(&ground, "DELETE FROM audit_batches; DELETE FROM audit_entries");
    chain_again(&ground.store, "theirs", 50);
    bend(&ground, "UPDATE audit_batches SET key_id = 'ours'");
    assert_eq!(
        findings(&ground.store, &[]),
        [(1, None, SignatureWrong), (2, None, SignatureWrong), (3, None, SignatureWrong)]
    );
}

#[test]
fn gov_17_a_chain_rewritten_with_the_same_key_is_found_against_an_exported_head() {
    let ground = chained();
    let head = head(&ground.store);
    bend(&ground, "DELETE FROM audit_batches; DELETE FROM audit_entries");
    chain_again(&ground.store, super::support::OURS, 50);
    assert_eq!(findings(&ground.store, &[]), SOUND, "whoever holds the key can make a sound chain");
    assert_eq!(findings(&ground.store, &[head]), [(3, None, HeadDiffers)]);
}

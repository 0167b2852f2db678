//! The key store is another database than the records', under whatever name.

use crate::installation::command;
use crate::support::database;
use peerline_persistence::testing::TestDatabase;
use std::path::Path;
use std::process::Output;

fn keys_status(folder: &Path, records: Option<&TestDatabase>, key_store_url: Option<&str>) -> Output {
    let mut command = command(folder, records);
    if let Some(url) = key_store_url {
        command.env("PEERLINE_KEY_STORE_URL", url);
    }
    command.args(["keys", "status"]).output().unwrap()
}

#[test]
fn conf_27_the_records_database_under_another_address_is_no_key_store() {
    let Some(records) = database::wanted() else { return };
    let folder = tempfile::tempdir().unwrap();
    let spelled = format!("{}&application_name=keys", records.url());
    for url in [records.url(), records.owner_url(), records.superuser_url(), spelled] {
        let refused = keys_status(folder.path(), Some(&records), Some(&url));
        assert!(!refused.status.success());
        let said = String::from_utf8(refused.stderr).unwrap();
        assert!(said.contains("key_store_url must name another database"), "{said}");
    }
    assert!(!records.every_row().unwrap().contains("case_keys"), "nothing was made there");
    let other = TestDatabase::empty().unwrap();
    let accepted = keys_status(folder.path(), Some(&records), Some(&other.owner_url()));
    assert!(accepted.status.success(), "{}", String::from_utf8_lossy(&accepted.stderr));
}

#[cfg(unix)]
#[test]
fn conf_27_the_records_file_under_another_name_is_no_key_store() {
    if database::wanted().is_some() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let accepted = keys_status(folder.path(), None, None);
    assert!(accepted.status.success(), "{}", String::from_utf8_lossy(&accepted.stderr));
    let (records, keys) =
        (folder.path().join("data/peerline.db"), folder.path().join("peerline-keys/keys.db"));
    std::fs::remove_file(&keys).unwrap();
    for link in [std::fs::hard_link::<&Path, &Path>, std::os::unix::fs::symlink::<&Path, &Path>] {
        link(&records, &keys).unwrap();
        let refused = keys_status(folder.path(), None, None);
        assert!(!refused.status.success());
        let said = String::from_utf8(refused.stderr).unwrap();
        assert!(said.contains("keys.db is the file of the records"), "{said}");
        std::fs::remove_file(&keys).unwrap();
    }
}

//! What a browser keeps of a page when it is killed: SIGKILL, and then the same profile once more.
#![cfg(test)]

mod in_the_browser {
    use e2e::{Browser, Page, Result, Site};
    use serde_json::{Value, json};

    /// Opens the database, with an empty store at the first time.
    const OPEN: &str = "
        const told = (request) => new Promise((done, fail) => {
            request.onsuccess = () => done(request.result);
            request.onerror = () => fail(request.error);
        });
        const opening = indexedDB.open('killed-browser', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('records');
        const database = await told(opening);";
    /// Commits a record, and waits until it is on the disk.
    const WRITE: &str = "
        const transaction = database.transaction('records', 'readwrite', { durability: 'strict' });
        transaction.objectStore('records').put({ deviceKey: 'INV-0001', bytes: new Uint8Array([7, 0, 255]) }, 'committed');
        await new Promise((done, fail) => {
            transaction.oncomplete = done;
            transaction.onabort = () => fail(transaction.error);
        });
        return transaction.durability;";
    const READ: &str = "
        const record = await told(database.transaction('records').objectStore('records').get('committed'));
        return record && [record.deviceKey, ...record.bytes];";

    async fn on_the_page(browser: &Browser, site: &Site, script: &str) -> Result<Value> {
        Page::open(browser, &site.url()).await?.wait_for_value("Device key", "").await?;
        browser.evaluate(&[OPEN, script].concat()).await
    }

    /// The journal of secrets depends on it.
    #[tokio::test]
    async fn a_committed_record_is_there_when_the_profile_is_opened_again() -> Result<()> {
        let profile = tempfile::tempdir()?;
        let site = Site::open().await?;
        let browser = Browser::start_in(profile.path()).await?;
        let written = on_the_page(&browser, &site, WRITE).await;
        browser.kill()?;
        assert_eq!(written?, json!("strict"));
        assert!(browser.evaluate("return 'alive';").await.is_err(), "the browser still answers");
        drop(browser);

        let browser = Browser::start_in(profile.path()).await?;
        let read = on_the_page(&browser, &site, READ).await;
        drop(browser);
        assert_eq!(read?, json!(["INV-0001", 7, 0, 255]));
        Ok(())
    }
}

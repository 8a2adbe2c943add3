/*
 * Takes what another application shares: recordings that a phone posts to /incoming. Its scope is that address alone, so
 * it sees no other request, and it caches nothing. The page that opens takes the recordings over
 * (src/features/upload/shared). It also shows the notices that phones take from service workers only
 * (src/features/upload/following), and opens their meeting.
 */
const DATABASE = "scribe-shared";
const STORE = "recordings";
const TAKEN = "/meetings";
const FAILED = "/meetings?share=failed";

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method !== "POST" || new URL(url).pathname !== "/incoming") return;
  const opened = take(event.request).then(
    (count) => (count > 0 ? TAKEN : FAILED),
    () => FAILED,
  );
  event.respondWith(opened.then((path) => Response.redirect(path, 303)));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  // No page is this worker's own, so none can be led elsewhere.
  event.waitUntil(self.clients.openWindow(event.notification.data.path));
});

/** Keep the recordings of a form in place of those of the one before; return their number. */
async function take(request) {
  const form = await request.formData();
  const files = form.getAll("recording").filter((entry) => entry instanceof File && entry.size > 0);
  const title = String(form.get("title") ?? "");
  const database = await open();
  try {
    const transaction = database.transaction(STORE, "readwrite");
    const store = transaction.objectStore(STORE);
    store.clear();
    for (const file of files) store.add({ file, title: files.length === 1 ? title : "", at: Date.now() });
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    return files.length;
  } finally {
    database.close();
  }
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { autoIncrement: true });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

import { toast } from "@/lib/toast";

/** Say that a transcript is ready or has failed: on the page, in the tab's title, and by the system where permitted. */
export function announce(id: string, text: string, action: { label: string; onClick: () => void }): void {
  toast(text, { id: `followed-${id}`, duration: 15_000, action });
  if (!document.hidden) return;
  markTitle(text);
  notify(id, text, action.onClick);
}

/** Whether the browser would still have to ask before it shows notices of the system. */
export function canAskForNotices(): boolean {
  return typeof Notification !== "undefined" && Notification.permission === "default";
}

function notify(id: string, text: string, open: () => void): void {
  if (typeof Notification === "undefined" || Notification.permission !== "granted") return;
  try {
    const notice = new Notification(text, { tag: id });
    notice.addEventListener("click", () => {
      window.focus();
      open();
      notice.close();
    });
  } catch {
    // Chromium on Android knows the constructor, and allows it in service workers only.
    // One that is not active yet refuses, too: the page and the tab's title tell it all the same.
    notifyByWorker(id, text).catch(() => undefined);
  }
}

/** Have the service worker show the notice; public/share-worker.js opens the meeting when it is touched. */
async function notifyByWorker(id: string, text: string): Promise<void> {
  // Over plain HTTP there is none.
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  const [worker] = (await workers?.getRegistrations()) ?? [];
  await worker?.showNotification(text, { tag: id, data: { path: `/meetings/${id}` } });
}

/** The title that the tab had before, and the text that stands in its place. */
let marked: { before: string; text: string } | null = null;

/** Put the text into the tab's title until somebody looks at the tab. */
function markTitle(text: string): void {
  if (marked === null) document.addEventListener("visibilitychange", restoreTitle);
  const before = document.title === marked?.text ? marked.before : document.title;
  document.title = text;
  marked = { before, text };
}

function restoreTitle(): void {
  if (document.hidden || marked === null) return;
  document.removeEventListener("visibilitychange", restoreTitle);
  // A page that was opened meanwhile has a title of its own.
  if (document.title === marked.text) document.title = marked.before;
  marked = null;
}

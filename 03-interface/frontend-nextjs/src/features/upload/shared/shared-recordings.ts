import { openDB, type DBSchema } from "idb";
import { SHARED_DATABASE } from "@/lib/api/session";

/** A recording that another application has shared; kept by public/share-worker.js. */
export type SharedRecording = {
  file: File;
  /** What the other application calls it; mostly empty. */
  title: string;
  /** When it came, in ms. */
  at: number;
};

interface Schema extends DBSchema {
  recordings: { key: number; value: SharedRecording };
}

const WORKER = "/share-worker.js";
const SCOPE = "/incoming";
/** Who shares something signs in at once, if they have to: whoever comes later must not find it. */
const KEPT_MS = 3_600_000;

/** Have the browser offer this site to applications that share recordings; over plain HTTP none does. */
export async function offerToShare(): Promise<void> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  await workers?.register(WORKER, { scope: SCOPE, updateViaCache: "none" });
}

/** Return what was shared, and remove it from the browser's storage: of several tabs one gets it. */
export async function takeShared(now: number): Promise<SharedRecording[]> {
  const database = await openDB<Schema>(SHARED_DATABASE, 1, {
    upgrade: (created) => void created.createObjectStore("recordings", { autoIncrement: true }),
  });
  try {
    const transaction = database.transaction("recordings", "readwrite");
    const found = await transaction.store.getAll();
    await transaction.store.clear();
    await transaction.done;
    return found.filter(({ at }) => now - at < KEPT_MS);
  } finally {
    database.close();
  }
}

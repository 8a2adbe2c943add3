import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { RecordedNote } from "@/features/recording/notes";

/** A recording made in this browser, stored chunk by chunk until the server has it. */
export type KeptRecording = {
  id: number;
  ownerId: string;
  filename: string;
  type: string;
  startedAt: Date;
  seconds: number;
  /** Each side of a call is on a channel of its own; missing where all of it is one. */
  hasChannels?: boolean;
  /** What was typed meanwhile. */
  notes?: readonly RecordedNote[];
};

interface Schema extends DBSchema {
  recordings: { key: number; value: KeptRecording; indexes: { ownerId: string } };
  chunks: { key: [recordingId: number, number: number]; value: Blob };
}

let database: Promise<IDBPDatabase<Schema>> | null = null;

function open(): Promise<IDBPDatabase<Schema>> {
  database ??= openDB<Schema>("scribe", 1, {
    upgrade(db) {
      db.createObjectStore("recordings", { keyPath: "id", autoIncrement: true }).createIndex(
        "ownerId",
        "ownerId",
      );
      db.createObjectStore("chunks");
    },
  });
  return database;
}

const chunksOf = (id: number) => IDBKeyRange.bound([id, 0], [id, Infinity]);

export async function keepNew(recording: Omit<KeptRecording, "id">): Promise<number> {
  // The database assigns the key.
  return (await open()).add("recordings", recording as KeptRecording);
}

export async function keepChunk(recording: KeptRecording, number: number, chunk: Blob): Promise<void> {
  const transaction = (await open()).transaction(["recordings", "chunks"], "readwrite");
  void transaction.objectStore("chunks").put(chunk, [recording.id, number]);
  void transaction.objectStore("recordings").put(recording);
  await transaction.done;
}

/** Store what is known of a recording, its notes included. */
export async function keepFacts(recording: KeptRecording): Promise<void> {
  await (await open()).put("recordings", recording);
}

export async function listKept(ownerId: string): Promise<KeptRecording[]> {
  return (await open()).getAllFromIndex("recordings", "ownerId", ownerId);
}

/** Return the stored chunks as one file, followed by `more`: chunks that could not be stored. */
export async function toFile(recording: KeptRecording, more: readonly Blob[] = []): Promise<File> {
  const chunks = await (await open()).getAll("chunks", chunksOf(recording.id));
  return new File([...chunks, ...more], recording.filename, { type: recording.type });
}

export async function forget(id: number): Promise<void> {
  const transaction = (await open()).transaction(["recordings", "chunks"], "readwrite");
  void transaction.objectStore("chunks").delete(chunksOf(id));
  void transaction.objectStore("recordings").delete(id);
  await transaction.done;
}

import { ProblemError } from "@/lib/api/problem";

/** Read a file or a slice of it. Fails when the file was moved, changed or its device removed. */
export function readBytes(blob: Blob): Promise<ArrayBuffer> {
  return blob.arrayBuffer().catch(() => {
    throw new ProblemError("file_unreadable", 422, "The file cannot be read any more.");
  });
}

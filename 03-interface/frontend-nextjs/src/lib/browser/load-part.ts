const AGAIN_MS = 2_000;

/**
 * Load a part of the application. While the server is out of reach it is tried again, and the page stays as it is; rejects
 * if the server is there and has no such part, as after an update.
 */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      // Whether it came back in between shows the next try.
      if (await isServerThere()) return load();
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

const isServerThere = () =>
  fetch("/manifest.webmanifest", { method: "HEAD", cache: "no-store" }).then(
    () => true,
    () => false,
  );

const running = new Set<string>();

/** Run a task unless one of the same key is running; resolve when it is over, or at once for a repeat. */
export async function once(key: string, run: () => Promise<void>): Promise<void> {
  if (running.has(key)) return;
  running.add(key);
  try {
    await run();
  } finally {
    running.delete(key);
  }
}

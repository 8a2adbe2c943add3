const TEXTS =
  /loading (css )?chunk|failed to load chunk|dynamically imported module|importing a module script/i;

/** Return whether a part of the application could not be loaded: its version is gone from the server, or that is away. */
export function isChunkError(error: Error): boolean {
  return error.name === "ChunkLoadError" || TEXTS.test(error.message);
}

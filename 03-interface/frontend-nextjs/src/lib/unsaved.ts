/** Return whether leaving the page would lose something: whether anything on it objects to `beforeunload`. */
export function hasUnsavedWork(): boolean {
  return !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
}

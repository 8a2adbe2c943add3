/** Load what shows results before there are any; if that fails, it is tried again with the first. */
export function preloadResults(): void {
  void import("@/features/library/search/match-list").catch(() => undefined);
  void import("@/features/library/search/passage-list").catch(() => undefined);
}

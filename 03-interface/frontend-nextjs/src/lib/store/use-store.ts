"use client";

import { useSyncExternalStore } from "react";
import type { Store } from "@/lib/store/store";

/** Return the state of a store, and render again when it changes. */
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.snapshot, store.initialSnapshot);
}

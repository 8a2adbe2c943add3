"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** Return whether what the server has sent works by now: until then it can be read, and its links followed. */
export const useIsHydrated = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

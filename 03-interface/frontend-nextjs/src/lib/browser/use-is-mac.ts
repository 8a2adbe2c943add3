"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** Return whether the keyboard is that of an Apple machine; the server supposes that it is not. */
export const useIsMac = () =>
  useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.userAgent),
    () => false,
  );

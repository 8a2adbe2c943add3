"use client";

import { usePreference } from "@/lib/use-preference";

/** Return whether single letters and signs are shortcuts, and the setter: speech input presses them by accident. */
export const useSingleKeys = () => usePreference("single-keys", true);

"use client";

import { parseAsFloat, useQueryState } from "nuqs";
import { useState } from "react";

/** Return the second that the page was opened at by its address, if any; it stays when the address changes. */
export function useStartTime(): number | null {
  const [linked] = useQueryState("t", parseAsFloat);
  const [start] = useState(linked);
  return start;
}

import { useEffect, useRef } from "react";
import type { EditingSession } from "@/features/editing/session/editing-session";
import type { Meeting } from "@/lib/api/client";

/** Show the new words of a passage as soon as they are in the transcript. */
export function useRefreshAfterPassage({ passage }: Meeting, session: EditingSession): void {
  const wasPending = useRef(false);
  useEffect(() => {
    if (wasPending.current && passage === null) void session.refresh();
    wasPending.current = passage !== null;
  }, [passage, session]);
}

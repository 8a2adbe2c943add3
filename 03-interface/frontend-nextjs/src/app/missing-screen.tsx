"use client";

import { lazy, Suspense } from "react";
import { NotFoundNotice } from "@/components/not-found-notice";

/** Loaded only where it is shown: every page brings its notice of a missing page along. */
const AppFrame = lazy(() => import("@/app/app-frame"));

/** The notice of a missing page, under the same header as any page. */
export function MissingScreen() {
  return (
    <Suspense>
      <AppFrame>
        <NotFoundNotice />
      </AppFrame>
    </Suspense>
  );
}

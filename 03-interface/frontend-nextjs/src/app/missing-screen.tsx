"use client";

import { lazy, Suspense } from "react";

/** Loaded only where they are shown: every page brings its notice of a missing page along. */
const AppFrame = lazy(() => import("@/app/app-frame"));
const NotFoundNotice = lazy(() =>
  import("@/components/not-found-notice").then((module) => ({ default: module.NotFoundNotice })),
);

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

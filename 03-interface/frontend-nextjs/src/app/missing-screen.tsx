"use client";

import { lazy, Suspense } from "react";
import { NotFoundNotice } from "@/components/not-found-notice";

/** Loaded only where it is shown: every page brings its notice of a missing page along. */
const AppLayout = lazy(() => import("@/app/(app)/layout"));

/** The notice of a missing page, under the same header as any page. */
export function MissingScreen() {
  return (
    <Suspense>
      <AppLayout>
        <NotFoundNotice />
      </AppLayout>
    </Suspense>
  );
}

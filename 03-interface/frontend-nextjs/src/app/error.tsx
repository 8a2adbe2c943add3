"use client";

import { ErrorNotice, type PageError } from "@/app/error-notice";

export default function ErrorPage(props: PageError) {
  return (
    <main>
      <ErrorNotice {...props} hasMeetings={false} />
    </main>
  );
}

"use client";

import { ErrorNotice, type PageError } from "@/app/error-notice";

/** Inside the frame of the application: its header stays when a page fails. */
export default function ErrorPage(props: PageError) {
  return <ErrorNotice {...props} hasMeetings />;
}

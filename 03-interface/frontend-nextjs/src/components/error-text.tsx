"use client";

import { useProblemText } from "@/lib/use-problem-text";

/** What went wrong, in the reader's language, where it was tried; nothing while there is no error. */
export function ErrorText({ error }: { error: unknown }) {
  const problemText = useProblemText();
  if (!error) return null;
  return (
    <p role="alert" className="text-sm text-danger">
      {problemText(error)}
    </p>
  );
}

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { ProblemError } from "@/lib/api/problem";

/** Return a function that describes an error in the user's language, if its code is known. */
export function useProblemText(): (error: unknown) => string {
  const t = useTranslations("problems");
  return useCallback(
    (error) => {
      if (!(error instanceof ProblemError)) return t("internal");
      const key = error.code as Parameters<typeof t.has>[0];
      if (t.has(key)) return t(key);
      return error.detail || t("internal");
    },
    [t],
  );
}

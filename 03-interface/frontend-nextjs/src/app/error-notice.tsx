"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { isChunkError } from "@/lib/browser/chunk-error";

export type PageError = { error: Error; reset: () => void };

type ErrorNoticeProps = PageError & {
  /** Whether it is for somebody who has a list of meetings; others are guests, or not signed in yet. */
  hasMeetings: boolean;
};

/** What a page that fails shows in its place, with the ways out of it. */
export function ErrorNotice({ error, reset, hasMeetings }: ErrorNoticeProps) {
  const t = useTranslations("common");
  const notFound = useTranslations("notFound");
  // What has failed to load is remembered as failed: only the page as a whole is loaded anew.
  const retry = () => (isChunkError(error) ? window.location.reload() : reset());
  // Not by the router, which may be what has failed.
  const leave = () => window.location.assign(new URL("/meetings", window.location.origin));
  return (
    <div className="grid min-h-[60dvh] place-content-center justify-items-center gap-3 p-6 text-center">
      <h1 className="font-serif text-2xl font-medium text-balance">{t("crashed")}</h1>
      {hasMeetings ? (
        <p className="max-w-md text-[15px] leading-relaxed text-pretty text-muted-foreground">
          {t("crashedText")}
        </p>
      ) : null}
      <div className="mt-3 flex flex-wrap justify-center gap-2">
        <Button variant="primary" onClick={retry}>
          {t("tryAgain")}
        </Button>
        {hasMeetings ? <Button onClick={leave}>{notFound("home")}</Button> : null}
      </div>
    </div>
  );
}

"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { isChunkError } from "@/lib/browser/chunk-error";

export default function ErrorPage({ error, reset }: { error: Error; reset: () => void }) {
  const t = useTranslations("common");
  // What has failed to load is remembered as failed: only the page as a whole is loaded anew.
  const retry = () => (isChunkError(error) ? window.location.reload() : reset());
  return (
    <main className="grid min-h-[60dvh] place-content-center justify-items-center gap-4 p-6 text-center">
      <h1 className="font-serif text-2xl text-balance">{t("crashed")}</h1>
      <p className="max-w-md text-[15px] text-balance text-muted-foreground">{t("crashedText")}</p>
      <div className="flex flex-wrap justify-center gap-2">
        <Button variant="primary" onClick={retry}>
          {t("tryAgain")}
        </Button>
        <Button asChild>
          <Link href="/meetings">{t("home")}</Link>
        </Button>
      </div>
    </main>
  );
}

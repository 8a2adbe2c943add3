"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations("common");
  return (
    <main className="grid min-h-[60dvh] place-content-center justify-items-center gap-4 p-6 text-center">
      <h1 className="font-serif text-2xl">{t("crashed")}</h1>
      <Button onClick={reset}>{t("tryAgain")}</Button>
    </main>
  );
}

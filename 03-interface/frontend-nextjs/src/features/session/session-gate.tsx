"use client";

import { useTranslations } from "next-intl";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { useMe } from "@/entities/session/session";
import { loginPath } from "@/features/session/next-path";
import { renewSessionInTime } from "@/lib/api/session";
import { useProblemText } from "@/lib/use-problem-text";

const KEEP_EVERY_MS = 60_000;

/** Shows its children to signed-in users; sends others to the login page and back. */
export function SessionGate({ fallback, children }: { fallback: ReactNode; children: ReactNode }) {
  const me = useMe();
  const router = useRouter();
  const pathname = usePathname();
  const isStranger = me.data === null;

  useEffect(() => {
    if (isStranger) router.replace(loginPath(pathname + window.location.search));
  }, [isStranger, pathname, router]);

  const isKnown = Boolean(me.data);
  useEffect(() => {
    if (!isKnown) return;
    const keep = () => void renewSessionInTime();
    keep();
    const timer = setInterval(keep, KEEP_EVERY_MS);
    window.addEventListener("focus", keep);
    return () => {
      clearInterval(timer);
      window.removeEventListener("focus", keep);
    };
  }, [isKnown]);

  if (me.data) return children;
  if (me.isError) return <Unreachable error={me.error} onRetry={() => void me.refetch()} />;
  return fallback;
}

function Unreachable({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useTranslations("common");
  const problemText = useProblemText();
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center gap-4 p-6 text-center">
      <h1 className="font-serif text-2xl">{t("unreachable")}</h1>
      <p className="text-muted-foreground">{problemText(error)}</p>
      <Button onClick={onRetry}>{t("tryAgain")}</Button>
    </main>
  );
}

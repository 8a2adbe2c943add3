"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useState, type ReactNode } from "react";
import { Deferred } from "@/components/deferred";
import { Button } from "@/components/ui/button";
import { leave, useMe } from "@/entities/session/session";
import { loginPath, secondFactorPath } from "@/features/session/next-path";
import type { User } from "@/lib/api/client";
import { onSignedOutElsewhere, renewSessionInTime } from "@/lib/api/session";
import { ME_KEY } from "@/lib/query-client";
import { hasUnsavedWork } from "@/lib/unsaved";
import { useProblemText } from "@/lib/use-problem-text";

const loadSessionEnded = () =>
  import("@/features/session/session-ended").then((module) => module.SessionEnded);
const KEEP_EVERY_MS = 60_000;

/**
 * Shows its children to signed-in users; sends others to the login page and back, and those who have to set up a second
 * factor first to the page for that.
 */
export function SessionGate({ fallback, children }: { fallback: ReactNode; children: ReactNode }) {
  const me = useMe();
  const router = useRouter();
  const pathname = usePathname();
  // The last user of this page: who was here before goes on with what they were doing.
  const [known, setKnown] = useState<User | null>(null);
  const lacksFactor = me.data?.needs_second_factor ?? false;
  if (me.data && !lacksFactor && me.data.id !== known?.id) setKnown(me.data);
  const isStranger = me.data === null && known === null;

  useEffect(() => {
    if (isStranger) router.replace(loginPath(pathname + window.location.search));
  }, [isStranger, pathname, router]);

  useEffect(() => {
    // Whoever is writing finds out on saving, and sets it up in another tab.
    if (lacksFactor && !hasUnsavedWork()) router.replace(secondFactorPath(pathname + window.location.search));
  }, [lacksFactor, pathname, router]);

  const queryClient = useQueryClient();
  useEffect(
    () =>
      onSignedOutElsewhere(() => {
        if (hasUnsavedWork()) queryClient.setQueryData(ME_KEY, null);
        else leave(queryClient);
      }),
    [queryClient],
  );

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

  if (known || (me.data && !lacksFactor))
    return (
      <>
        {children}
        {me.data === null && known ? (
          <Deferred
            load={loadSessionEnded}
            isWanted
            content={{ user: known, otherAccount: loginPath(pathname) }}
          />
        ) : null}
      </>
    );
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

"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Pager } from "@/components/pager";
import { ProblemNotice } from "@/components/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";
import { REGISTER_SIZE, useVoiceRegister } from "@/features/voices/voices";
import type { Voice } from "@/lib/api/client";

/** The meetings in which a voice named somebody: those that one may read, and the number of all. */
export function VoiceRegister({ voice }: { voice: Voice }) {
  const t = useTranslations("identification");
  const format = useFormatter();
  const [page, setPage] = useState(1);
  const register = useVoiceRegister(voice.id, page);
  if (register.isError && !register.data) {
    return <ProblemNotice error={register.error} onRetry={() => void register.refetch()} />;
  }
  if (!register.data) return <Skeleton className="mt-3 h-10 w-full rounded-lg" />;
  const { items, total, everywhere } = register.data;
  return (
    <div className="mt-3 grid gap-2 text-sm">
      <p className="text-[13px] text-muted-foreground">
        {t("registerCount", { count: everywhere })}{" "}
        {everywhere > total ? t("registerHidden", { count: everywhere - total }) : null}
      </p>
      {items.length > 0 ? (
        <ul
          aria-label={t("registerOf", { name: voice.name })}
          className="grid grid-cols-[minmax(0,1fr)] gap-1"
        >
          {items.map(({ id, title, held_at }) => (
            <li key={id} className="flex flex-wrap items-baseline gap-x-2.5">
              <Link href={`/meetings/${id}`} className="min-w-0 break-words underline underline-offset-2">
                <bdi>{title}</bdi>
              </Link>
              <span className="text-[13px] text-muted-foreground">
                {format.dateTime(new Date(held_at), { dateStyle: "medium" })}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <Pager page={page} pages={Math.ceil(total / REGISTER_SIZE)} onChange={setPage} />
    </div>
  );
}

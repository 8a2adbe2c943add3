"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { cn } from "@/components/cn";
import { Badge } from "@/components/ui/badge";
import { detailsOf } from "@/features/administration/audit/details";
import type { Entry } from "@/features/administration/audit/filters";

const COLUMNS = [
  ["when", "lg:w-36"],
  ["who", ""],
  ["what", ""],
  ["result", "lg:w-28"],
  ["whom", ""],
  ["where", "lg:w-40"],
] as const;

/**
 * Who did what, with what, when, from where, and how it ended. Where there is no room for columns, each entry is a card
 * with the same cells under one another.
 */
export function EntryTable({ entries }: { entries: readonly Entry[] }) {
  const t = useTranslations("audit");
  return (
    <div className="rounded-2xl border border-border bg-surface">
      <table
        aria-label={t("title")}
        className="w-full table-fixed text-left text-sm max-lg:block lg:[&_td]:px-3 lg:[&_td]:py-2.5 lg:[&_td]:align-top [&_th]:px-3 [&_th]:py-2.5"
      >
        <thead className="text-[13px] text-muted-foreground max-lg:sr-only">
          <tr>
            {COLUMNS.map(([name, width]) => (
              <th key={name} scope="col" className={width}>
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-border max-lg:block">
          {entries.map((entry) => (
            <EntryRow key={entry.seq} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function EntryRow({ entry }: { entry: Entry }) {
  const t = useTranslations("audit");
  const format = useFormatter();
  const details = detailsOf(entry, t, useLocale());
  const hasSubject = entry.subject_kind !== "none" || entry.meeting_id !== null;
  return (
    <tr className="max-lg:grid max-lg:grid-cols-[minmax(0,1fr)_auto] max-lg:gap-x-3 max-lg:gap-y-1.5 max-lg:px-4 max-lg:py-3">
      <td className="tabular-nums max-lg:order-1 max-lg:text-[13px] max-lg:text-muted-foreground">
        <time dateTime={entry.at}>
          {format.dateTime(new Date(entry.at), { dateStyle: "medium", timeStyle: "medium" })}
        </time>
        <Note>{t("entry", { seq: entry.seq })}</Note>
      </td>
      <td className="max-lg:order-3 max-lg:col-span-2">
        <Party id={entry.actor_id} person={entry.actor} nobody={t(`via.${entry.via}`)} />
        {entry.via === "key" ? <Note>{t("via.key")}</Note> : null}
      </td>
      <td className="max-lg:order-4 max-lg:col-span-2">
        {t(`actions.${entry.action}`)}
        {details.length > 0 ? <Note>{details.join(" · ")}</Note> : null}
      </td>
      <td className="max-lg:order-2">
        <Badge tone={entry.result === "done" ? "plain" : "danger"}>{t(`results.${entry.result}`)}</Badge>
      </td>
      <td className={cn("max-lg:order-5 max-lg:col-span-2", !hasSubject && "max-lg:hidden")}>
        {entry.subject_kind === "none" ? null : (
          <>
            <Party
              id={entry.subject_id}
              person={entry.subject}
              nobody={t(`subjects.${entry.subject_kind}`)}
            />
            {entry.subject || !entry.subject_id ? null : <Note>{t(`subjects.${entry.subject_kind}`)}</Note>}
          </>
        )}
        {entry.meeting_id && entry.meeting_id !== entry.subject_id ? (
          <Note>
            {t("subjects.meeting")} <span className="font-mono">{entry.meeting_id}</span>
          </Note>
        ) : null}
      </td>
      <td
        className={cn(
          "wrap-anywhere max-lg:order-6 max-lg:col-span-2 max-lg:text-[13px] max-lg:text-muted-foreground",
          !entry.address && "max-lg:hidden",
        )}
      >
        {entry.address}
      </td>
    </tr>
  );
}

function Party({ id, person, nobody }: { id: string | null; person: Entry["actor"]; nobody: string }) {
  if (person)
    return (
      <>
        <bdi className="font-medium wrap-anywhere">{person.name}</bdi>
        <Note>{person.email}</Note>
      </>
    );
  return id ? <span className="font-mono text-[13px] break-all">{id}</span> : <span>{nobody}</span>;
}

function Note({ children }: { children: React.ReactNode }) {
  return <p className="text-[13px] wrap-anywhere text-muted-foreground">{children}</p>;
}

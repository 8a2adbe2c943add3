"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { cn } from "@/components/cn";
import { Badge } from "@/components/ui/badge";
import { detailsOf } from "@/features/administration/audit/details";
import type { Entry } from "@/features/administration/audit/filters";

const COLUMNS = [
  ["when", "lg:w-36"],
  ["result", "lg:w-28"],
  ["who", ""],
  ["what", ""],
  ["whom", ""],
  ["where", "lg:w-40"],
] as const;

/**
 * Who did what, with what, when, from where, and how it ended. Where there is no room for columns, each entry is a card
 * with the same cells under one another. Browsers that show a table as something else say nothing of its rows, unless
 * its roles are written.
 */
export function EntryTable({ entries }: { entries: readonly Entry[] }) {
  const t = useTranslations("audit");
  return (
    <div className="rounded-2xl border border-border bg-surface">
      <table
        role="table"
        aria-label={t("title")}
        className="w-full table-fixed text-left text-sm max-lg:block lg:[&_td]:px-3 lg:[&_td]:py-2.5 lg:[&_td]:align-top [&_th]:px-3 [&_th]:py-2.5"
      >
        <thead role="rowgroup" className="text-[13px] text-muted-foreground max-lg:sr-only">
          <tr role="row">
            {COLUMNS.map(([name, width]) => (
              <th key={name} role="columnheader" scope="col" className={width}>
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="divide-y divide-border max-lg:block">
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
    <tr
      role="row"
      className="max-lg:grid max-lg:grid-cols-[minmax(0,1fr)_auto] max-lg:gap-x-3 max-lg:gap-y-1.5 max-lg:px-4 max-lg:py-3"
    >
      <td role="cell" className="tabular-nums max-lg:text-[13px] max-lg:text-muted-foreground">
        <time dateTime={entry.at}>
          {format.dateTime(new Date(entry.at), { dateStyle: "medium", timeStyle: "medium" })}
        </time>
        <Note>{t("entry", { seq: entry.seq })}</Note>
      </td>
      <td role="cell">
        <Badge tone={entry.result === "done" ? "plain" : "danger"}>{t(`results.${entry.result}`)}</Badge>
      </td>
      <td role="cell" className="max-lg:col-span-2">
        <Label>{t("who")}</Label>
        <Party id={entry.actor_id} person={entry.actor} nobody={t(`via.${entry.via}`)} />
        {entry.via === "key" ? <Note>{t("via.key")}</Note> : null}
      </td>
      <td role="cell" className="max-lg:col-span-2">
        {t(`actions.${entry.action}`)}
        {details.length > 0 ? <Note>{details.join(" · ")}</Note> : null}
      </td>
      <td role="cell" className={cn("max-lg:col-span-2", !hasSubject && "max-lg:sr-only")}>
        {hasSubject ? <Label>{t("whom")}</Label> : null}
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
        role="cell"
        className={cn(
          "wrap-anywhere max-lg:col-span-2 max-lg:text-[13px] max-lg:text-muted-foreground",
          !entry.address && "max-lg:sr-only",
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

/** What a cell is about, where its column has no visible heading. */
function Label({ children }: { children: string }) {
  const t = useTranslations("audit");
  return <span className="text-muted-foreground lg:hidden">{t("label", { name: children })} </span>;
}

function Note({ children }: { children: React.ReactNode }) {
  return <p className="text-[13px] wrap-anywhere text-muted-foreground">{children}</p>;
}

"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { cn } from "@/components/cn";
import { detailsOf } from "@/features/administration/audit/details";
import type { Entry } from "@/features/administration/audit/filters";

/** Who did what, with what, when, from where, and how it ended. */
export function EntryTable({ entries }: { entries: readonly Entry[] }) {
  const t = useTranslations("audit");
  return (
    <div
      role="region"
      aria-label={t("title")}
      tabIndex={0}
      className="overflow-x-auto rounded-2xl border border-border bg-surface"
    >
      <table className="w-full text-left text-sm [&_td]:min-w-36 [&_td]:px-4 [&_td]:py-2.5 [&_td]:align-top [&_th]:px-4 [&_th]:py-2.5">
        <thead className="text-[13px] text-muted-foreground">
          <tr>
            {(["number", "when", "who", "what", "whom", "where", "result"] as const).map((name) => (
              <th key={name} scope="col" className="whitespace-nowrap">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-border">
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
  return (
    <tr>
      <td className="!min-w-0 text-muted-foreground tabular-nums">{entry.seq}</td>
      <td className="whitespace-nowrap tabular-nums">
        <time dateTime={entry.at}>
          {format.dateTime(new Date(entry.at), { dateStyle: "short", timeStyle: "medium" })}
        </time>
      </td>
      <td>
        <Party id={entry.actor_id} person={entry.actor} nobody={t(`via.${entry.via}`)} />
        {entry.via === "key" ? <Note>{t("via.key")}</Note> : null}
      </td>
      <td>
        {t(`actions.${entry.action}`)}
        {details.length > 0 ? <Note>{details.join(" · ")}</Note> : null}
      </td>
      <td>
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
      <td className="!min-w-0 whitespace-nowrap">{entry.address}</td>
      <td className={cn("!min-w-0 whitespace-nowrap", entry.result !== "done" && "font-medium text-danger")}>
        {t(`results.${entry.result}`)}
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

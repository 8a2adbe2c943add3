import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { Overview } from "@/features/administration/operations/operations";
import { Nothing, Part } from "@/features/administration/operations/part";
import { formatSize } from "@/lib/format/size";
import { formatLength } from "@/lib/format/time";

/** What each user stores. */
export function StorageTable({ overview }: { overview: Overview }) {
  const t = useTranslations("operations");
  const groups = useTranslations("groups");
  const format = useFormatter();
  const locale = useLocale();
  const { storage, storage_limit_bytes: limit } = overview;
  const limitText = limit === null ? undefined : t("limit", { size: formatSize(limit, locale) });
  return (
    <Part title={t("storage")} {...(limitText ? { text: limitText } : {})}>
      {storage.length === 0 ? <Nothing>{t("storageNone")}</Nothing> : null}
      {storage.length > 0 ? (
        <div
          role="region"
          aria-label={t("storage")}
          tabIndex={0}
          className="overflow-x-auto rounded-2xl border border-border bg-surface"
        >
          <table className="w-full text-left text-sm wrap-normal [&_td]:px-2 [&_td]:py-2.5 sm:[&_td]:px-4 [&_th]:px-2 [&_th]:py-2.5 sm:[&_th]:px-4">
            <thead className="text-[13px] text-muted-foreground">
              <tr>
                <th scope="col">{t("user")}</th>
                <th scope="col" className="text-end max-sm:hidden">
                  {t("meetings")}
                </th>
                <th scope="col" className="text-end">
                  {t("size")}
                </th>
                <th scope="col" className="text-end">
                  {t("length")}
                </th>
              </tr>
            </thead>
            <tbody className="divide-y divide-border tabular-nums">
              {storage.map(({ owner, meetings, size_bytes, seconds }) => (
                <tr key={owner.id}>
                  <th scope="row" className="font-medium wrap-anywhere">
                    <bdi>{owner.name}</bdi>
                    {/* Four columns do not fit a phone. */}
                    <p className="text-[13px] font-normal text-muted-foreground sm:hidden">
                      {groups("meetings", { count: meetings })}
                    </p>
                  </th>
                  <td className="text-end max-sm:hidden">{format.number(meetings)}</td>
                  <td className="text-end whitespace-nowrap">{formatSize(size_bytes, locale)}</td>
                  <td className="text-end whitespace-nowrap max-[22rem]:whitespace-normal">
                    {formatLength(seconds, locale)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </Part>
  );
}

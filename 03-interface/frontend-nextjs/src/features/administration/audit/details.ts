import type { useTranslations } from "next-intl";
import { formatSize } from "@/lib/format/size";
import type { Entry } from "@/features/administration/audit/filters";

type Translate = ReturnType<typeof useTranslations<"audit">>;
type Key = Parameters<Translate>[0];

/** Return what an entry tells beside who, what and when, as a reader says it. A newer gateway may tell more: as it is. */
export function detailsOf({ details }: Pick<Entry, "details">, t: Translate, locale: string): string[] {
  return Object.entries(details).flatMap(([name, value]) => {
    if (value === null) return [];
    const label = labelOf(`details.${name}`, name, t);
    return [t("detail", { name: label, value: valueOf(name, value, t, locale) })];
  });
}

function valueOf(name: string, value: string | number | boolean, t: Translate, locale: string): string {
  if (typeof value === "boolean") return t(value ? "values.yes" : "values.no");
  if (typeof value === "number") return name === "bytes" ? formatSize(value, locale) : String(value);
  return labelOf(`values.${value}`, value, t);
}

/** Ids and formats have no label, and a dot in them would lead elsewhere. */
function labelOf(key: string, raw: string, t: Translate): string {
  return /^\w+$/.test(raw) && t.has(key as Key) ? t(key as "values.yes") : raw;
}

"use client";

import { useTranslations } from "next-intl";
import { Field, Input, Select } from "@/components/ui/field";
import { GROUP_NAMES, RESULTS, type Filters } from "@/features/administration/audit/filters";
import { useSearchText } from "@/lib/browser/use-search-text";

/** Fields that narrow the list; each applies at once, the text after a pause. */
export function FilterForm({
  filters,
  onChange,
}: {
  filters: Filters;
  onChange: (changed: Partial<Filters>) => void;
}) {
  const t = useTranslations("audit");
  const [text, setText] = useSearchText(filters.q, (q) => onChange({ q }));
  return (
    <div
      role="search"
      aria-label={t("filters")}
      className="grid grid-cols-2 items-start gap-x-3 gap-y-4 sm:gap-4 lg:grid-cols-6"
    >
      <div className="col-span-2">
        <Field label={t("search")} hint={t("searchHint")}>
          {(control) => (
            <Input
              {...control}
              type="search"
              maxLength={200}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          )}
        </Field>
      </div>
      <Field label={t("action")}>
        {(control) => (
          <Select
            {...control}
            value={filters.group ?? ""}
            onChange={({ target }) =>
              onChange({ group: GROUP_NAMES.find((name) => name === target.value) ?? null })
            }
          >
            <option value="">{t("all")}</option>
            {GROUP_NAMES.map((name) => (
              <option key={name} value={name}>
                {t(`groups.${name}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t("result")}>
        {(control) => (
          <Select
            {...control}
            value={filters.result ?? ""}
            onChange={({ target }) =>
              onChange({ result: RESULTS.find((name) => name === target.value) ?? null })
            }
          >
            <option value="">{t("allResults")}</option>
            {RESULTS.map((name) => (
              <option key={name} value={name}>
                {t(`results.${name}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {(["since", "until"] as const).map((name) => (
        <Field key={name} label={t(name)}>
          {(control) => (
            <Input
              {...control}
              type="date"
              className="min-w-0"
              value={filters[name] ?? ""}
              onChange={({ target }) => onChange({ [name]: target.value || null })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

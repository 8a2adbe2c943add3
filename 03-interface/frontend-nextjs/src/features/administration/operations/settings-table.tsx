"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorText } from "@/components/error-text";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { useShownSettings } from "@/features/administration/operations/operations";
import { Nothing, Part } from "@/features/administration/operations/part";
import { isAbout, readable, wordFor } from "@/features/administration/operations/setting-value";

/** The settings of the gateway, to read, once they are asked for. */
export function SettingsTable() {
  const t = useTranslations("operations");
  const [isShown, setShown] = useState(false);
  const [sought, setSought] = useState("");
  const { data, error, isFetching, refetch } = useShownSettings(isShown);
  const found = (data ?? []).filter(({ variable, description, explanation }) =>
    isAbout(sought, [variable, explanation ?? description]),
  );
  const isOpen = isShown && data !== undefined;
  const handlePress = () => {
    if (isOpen) setShown(false);
    else if (isShown) void refetch();
    else setShown(true);
  };
  return (
    <Part title={t("settings")} text={t("settingsText")}>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          className="aria-disabled:opacity-50"
          aria-expanded={isOpen}
          aria-disabled={isFetching && !isOpen}
          onClick={handlePress}
        >
          {t(isOpen ? "settingsHide" : "settingsShow")}
        </Button>
        {isOpen ? (
          <Input
            type="search"
            className="min-w-0 flex-1 sm:max-w-80"
            aria-label={t("settingsFind")}
            placeholder={t("settingsFind")}
            value={sought}
            onChange={(event) => setSought(event.target.value)}
          />
        ) : null}
      </div>
      {isOpen ? (
        <div role="status" className={found.length > 0 ? "sr-only" : undefined}>
          {found.length > 0 ? (
            t("settingsFound", { count: found.length })
          ) : (
            <Nothing>{t("settingsNone")}</Nothing>
          )}
        </div>
      ) : null}
      {isOpen && found.length > 0 ? (
        <dl className="divide-y divide-border rounded-2xl border border-border bg-surface text-sm">
          {found.map(({ variable, value, is_secret, is_default, description, explanation }) => (
            <div
              key={variable}
              className="grid grid-cols-[minmax(0,1fr)] gap-x-4 gap-y-0.5 px-4 py-2.5 sm:grid-cols-2"
            >
              <dt className="font-mono text-[13px] break-all">{variable}</dt>
              <dd className="break-all">
                <SettingValue variable={variable} value={value} isSecret={is_secret} />
                {is_default && value !== null ? (
                  <span className="text-muted-foreground"> ({t("default")})</span>
                ) : null}
              </dd>
              <dd
                lang={explanation ? undefined : "en"}
                className="text-[13px] text-muted-foreground sm:col-span-2"
              >
                <WithCode text={explanation ?? description} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      <ErrorText error={error} />
    </Part>
  );
}

type SettingValueProps = { variable: string; value: string | null; isSecret: boolean };

function SettingValue({ variable, value, isSecret }: SettingValueProps) {
  const t = useTranslations("operations");
  const locale = useLocale();
  const word = wordFor(value, isSecret);
  if (word) return t(word);
  const read = readable(variable, value, locale);
  return (
    <>
      {value}
      {read ? <span className="text-muted-foreground"> = {read}</span> : null}
    </>
  );
}

/** A text in which what stands between backticks is code. */
function WithCode({ text }: { text: string }) {
  return text.split("`").map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      <code key={at} className="font-mono text-xs">
        {part}
      </code>
    ),
  );
}

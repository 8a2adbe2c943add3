"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useShownSettings } from "@/features/administration/operations/operations";
import { Part } from "@/features/administration/operations/part";
import { wordFor } from "@/features/administration/operations/setting-value";
import { useProblemText } from "@/lib/use-problem-text";

/** The settings of the gateway, to read, once they are asked for. */
export function SettingsTable() {
  const t = useTranslations("operations");
  const problemText = useProblemText();
  const [isShown, setShown] = useState(false);
  const { data, error, isFetching, refetch } = useShownSettings(isShown);
  return (
    <Part title={t("settings")} text={t("settingsText")}>
      {data ? (
        <dl className="divide-y divide-border rounded-2xl border border-border bg-surface text-sm">
          {data.map(({ variable, value, is_secret, is_default, description, explanation }) => (
            <div
              key={variable}
              className="grid grid-cols-[minmax(0,1fr)] gap-x-4 gap-y-0.5 px-4 py-2.5 sm:grid-cols-2"
            >
              <dt className="font-mono text-[13px] break-all">{variable}</dt>
              <dd className="break-all">
                <SettingValue value={value} isSecret={is_secret} />
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
      ) : (
        <div>
          <Button disabled={isFetching} onClick={() => (isShown ? void refetch() : setShown(true))}>
            {t("settingsShow")}
          </Button>
        </div>
      )}
      {error ? (
        <p role="alert" className="text-sm text-danger">
          {problemText(error)}
        </p>
      ) : null}
    </Part>
  );
}

function SettingValue({ value, isSecret }: { value: string | null; isSecret: boolean }) {
  const t = useTranslations("operations");
  const word = wordFor(value, isSecret);
  return word ? t(word) : value;
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

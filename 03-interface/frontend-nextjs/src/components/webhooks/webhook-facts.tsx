"use client";

import { useFormatter, useTranslations } from "next-intl";
import { EVENTS } from "@/components/webhooks/events";
import type { components } from "@/lib/api/schema";

type Told = Pick<components["schemas"]["Webhook"], "events" | "everyone" | "disabled_at" | "failing_since">;

/** What a webhook is told of, and since when it is told nothing, and why. */
export function WebhookFacts({ webhook, reason }: { webhook: Told; reason: string }) {
  const t = useTranslations("webhooks");
  const format = useFormatter();
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" });
  const { events, everyone, disabled_at: disabledAt, failing_since: failing } = webhook;
  return (
    <>
      <p className="text-sm text-muted-foreground">
        {t("told", {
          events: EVENTS.filter((each) => events.includes(each))
            .map((each) => t(`events.${each}`))
            .join(", "),
        })}
        {everyone ? ` · ${t("everyone")}` : ""}
      </p>
      {disabledAt ? (
        <p className="text-sm text-danger">{t("disabled", { date: day(disabledAt), reason })}</p>
      ) : failing ? (
        <p className="text-sm text-danger">{t("failing", { date: day(failing) })}</p>
      ) : null}
    </>
  );
}

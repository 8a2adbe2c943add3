"use client";

import { useTranslations } from "next-intl";
import { ShownOnce } from "@/components/copying/shown-once";
import { ProblemNotice } from "@/components/problem-notice";
import { SectionCard } from "@/components/section-card";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { EVENTS } from "@/components/webhooks/events";
import { WebhookRow } from "@/features/account/webhooks/webhook-row";
import { useMakeWebhook, useWebhooks } from "@/features/account/webhooks/webhooks";
import { ProblemError } from "@/lib/api/problem";
import { MAX_NAME_LENGTH } from "@/lib/limits";
import { useProblemText } from "@/lib/use-problem-text";

const MAX_URL_LENGTH = 2000;

/** Addresses that are told of the account's meetings. */
export function WebhooksCard() {
  const t = useTranslations("webhooks");
  const problemText = useProblemText();
  const { data: webhooks = [], error, refetch } = useWebhooks();
  const make = useMakeWebhook();
  const isAddress = make.error instanceof ProblemError && make.error.code === "webhook_address";
  return (
    <SectionCard title={t("title")} text={t("text")}>
      <form
        className="grid gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          const element = event.currentTarget;
          const form = new FormData(element);
          make.mutate(
            {
              name: String(form.get("webhook")).trim(),
              url: String(form.get("url")).trim(),
              events: EVENTS.filter((each) => form.getAll("event").includes(each)),
            },
            { onSuccess: () => element.reset() },
          );
        }}
      >
        <Field label={t("name")}>
          {(control) => (
            <Input
              {...control}
              name="webhook"
              placeholder={t("example")}
              maxLength={MAX_NAME_LENGTH}
              required
              pattern=".*\S.*"
            />
          )}
        </Field>
        <Field label={t("url")} error={isAddress ? problemText(make.error) : undefined}>
          {(control) => (
            <Input
              {...control}
              type="url"
              name="url"
              placeholder="https://"
              maxLength={MAX_URL_LENGTH}
              required
            />
          )}
        </Field>
        <fieldset className="flex flex-wrap gap-x-5 gap-y-1 sm:col-span-2">
          <legend className="mb-1.5 text-sm font-medium">{t("when")}</legend>
          {EVENTS.map((each) => (
            <label key={each} className="flex min-h-6 items-center gap-2 text-sm">
              <input
                type="checkbox"
                name="event"
                value={each}
                defaultChecked
                className="size-4 shrink-0 accent-primary"
              />
              {t(`events.${each}`)}
            </label>
          ))}
        </fieldset>
        {make.isError && !isAddress ? (
          <p role="alert" className="text-sm text-danger sm:col-span-2">
            {problemText(make.error)}
          </p>
        ) : null}
        <div className="sm:col-span-2">
          <Button type="submit" variant="primary" disabled={make.isPending}>
            {t("make")}
          </Button>
        </div>
      </form>
      {make.data ? <ShownOnce text={t("once")} secret={make.data.secret} /> : null}
      {error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
      {webhooks.length > 0 ? (
        <ul aria-label={t("title")} className="grid divide-y divide-border">
          {webhooks.map((webhook) => (
            <WebhookRow
              key={webhook.id}
              webhook={webhook}
              onDeleted={make.data?.id === webhook.id ? make.reset : undefined}
            />
          ))}
        </ul>
      ) : null}
    </SectionCard>
  );
}

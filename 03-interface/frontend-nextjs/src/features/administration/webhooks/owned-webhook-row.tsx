"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Button } from "@/components/ui/button";
import { DeliveryList } from "@/components/webhooks/delivery-list";
import { WebhookFacts } from "@/components/webhooks/webhook-facts";
import {
  useAnyDeliveries,
  useSwitchWebhook,
  type OwnedWebhook,
} from "@/features/administration/webhooks/all-webhooks";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** One webhook of anybody's, with its state, its deliveries and a switch. */
export function OwnedWebhookRow({ webhook }: { webhook: OwnedWebhook }) {
  const t = useTranslations("webhooks");
  const all = useTranslations("allWebhooks");
  const problemText = useProblemText();
  const [shows, setShows] = useState(false);
  const [asks, setAsks] = useState(false);
  const toggle = useSwitchWebhook();
  const named = { name: webhook.name, owner: webhook.owner_name };
  const { id, name, disabled_at: disabledAt, disabled_reason: reason } = webhook;
  const why =
    reason === null || reason === "owner" || reason === "secret_lost"
      ? all(`reasons.${reason ?? "owner"}`)
      : t(`reasons.${reason}`);
  const handleSwitch = (enabled: boolean) =>
    toggle.mutate(
      { id, enabled },
      {
        onSuccess: () => void toast.success(all(enabled ? "enabled" : "disabled")),
        onError: (error) => void toast.error(problemText(error)),
        onSettled: () => setAsks(false),
      },
    );
  return (
    <li className="grid gap-3 px-4 py-3">
      <div className="flex flex-col gap-x-4 gap-y-2 sm:flex-row sm:items-center">
        <div className="grid min-w-0 gap-0.5 sm:flex-1">
          <p className="wrap-anywhere">
            <bdi className="font-medium">{webhook.owner_name}</bdi> · <bdi>{name}</bdi>
          </p>
          <p className="wrap-anywhere text-muted-foreground">{webhook.url}</p>
          <p className="wrap-anywhere text-muted-foreground">
            <bdi>{webhook.owner_email}</bdi>
          </p>
          <WebhookFacts webhook={webhook} reason={why} />
        </div>
        <div className="flex flex-wrap gap-2">
          <Button
            variant="outline"
            aria-label={all("logNamed", named)}
            aria-expanded={shows}
            onClick={() => setShows(!shows)}
          >
            {t("log")}
          </Button>
          {disabledAt && reason === "secret_lost" ? null : (
            <Button
              variant="outline"
              aria-label={all(disabledAt ? "enableNamed" : "disableNamed", named)}
              disabled={toggle.isPending}
              isOnce
              onClick={() => (disabledAt ? handleSwitch(true) : setAsks(true))}
            >
              {t(disabledAt ? "enable" : "disable")}
            </Button>
          )}
        </div>
      </div>
      {shows ? <Log webhook={webhook} /> : null}
      {asks ? (
        <ConfirmDialog
          title={all("disableTitle", named)}
          text={all("disableText")}
          submit={t("disable")}
          isPending={toggle.isPending}
          onConfirm={() => handleSwitch(false)}
          onClose={() => setAsks(false)}
        />
      ) : null}
    </li>
  );
}

function Log({ webhook }: { webhook: OwnedWebhook }) {
  const all = useTranslations("allWebhooks");
  const [page, setPage] = useState(1);
  return (
    <DeliveryList
      label={all("logNamed", { name: webhook.name, owner: webhook.owner_name })}
      log={useAnyDeliveries(webhook.id, page)}
      page={page}
      onPage={setPage}
    />
  );
}

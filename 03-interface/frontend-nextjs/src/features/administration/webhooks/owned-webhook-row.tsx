"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
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
  const toggle = useSwitchWebhook();
  const named = { name: webhook.name, owner: webhook.owner_name };
  const { id, name, disabled_at: disabledAt, disabled_reason: reason } = webhook;
  const why =
    reason === null || reason === "owner" || reason === "secret_lost"
      ? all(`reasons.${reason ?? "owner"}`)
      : t(`reasons.${reason}`);
  return (
    <li className="grid gap-3 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="grid min-w-0 gap-0.5">
          <p className="break-words">
            <bdi className="font-medium">{webhook.owner_name}</bdi> · <bdi>{name}</bdi>
          </p>
          <p className="break-all text-muted-foreground">
            {webhook.url} · <bdi>{webhook.owner_email}</bdi>
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
          <Button
            variant="outline"
            aria-label={all(disabledAt ? "enableNamed" : "disableNamed", named)}
            disabled={toggle.isPending}
            onClick={() =>
              toggle.mutate(
                { id, enabled: disabledAt !== null },
                {
                  onSuccess: () => void toast.success(all(disabledAt ? "enabled" : "disabled")),
                  onError: (error) => void toast.error(problemText(error)),
                },
              )
            }
          >
            {t(disabledAt ? "enable" : "disable")}
          </Button>
        </div>
      </div>
      {shows ? <Log webhook={webhook} /> : null}
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

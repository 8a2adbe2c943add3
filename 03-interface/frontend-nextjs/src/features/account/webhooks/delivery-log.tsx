"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DeliveryList, useDeliveryTime, type Delivery } from "@/components/webhooks/delivery-list";
import { useDeliveries, useResend, type Webhook } from "@/features/account/webhooks/webhooks";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** What a webhook was told lately, and the way to send it again. */
export function DeliveryLog({ webhook }: { webhook: Webhook }) {
  const t = useTranslations("webhooks");
  const [page, setPage] = useState(1);
  return (
    <DeliveryList
      label={t("logNamed", { name: webhook.name })}
      log={useDeliveries(webhook.id, page)}
      page={page}
      onPage={setPage}
      action={(delivery) => <Resend delivery={delivery} webhook={webhook} />}
    />
  );
}

function Resend({ delivery, webhook }: { delivery: Delivery; webhook: Webhook }) {
  const t = useTranslations("webhooks");
  const at = useDeliveryTime();
  const problemText = useProblemText();
  const resend = useResend(webhook.id);
  return (
    <Button
      variant="outline"
      size="sm"
      aria-label={t("resendNamed", { event: t(`events.${delivery.event}`), date: at(delivery.created_at) })}
      disabled={resend.isPending || webhook.disabled_at !== null}
      isOnce
      onClick={() =>
        resend.mutate(delivery.id, { onError: (problem) => void toast.error(problemText(problem)) })
      }
    >
      {t("resend")}
    </Button>
  );
}

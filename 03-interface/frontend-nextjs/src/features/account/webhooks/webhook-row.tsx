"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Button } from "@/components/ui/button";
import { WebhookFacts } from "@/components/webhooks/webhook-facts";
import { DeliveryLog } from "@/features/account/webhooks/delivery-log";
import {
  useDeleteWebhook,
  useEnableWebhook,
  useTestWebhook,
  type Webhook,
} from "@/features/account/webhooks/webhooks";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** One webhook: whom it tells of what, whether that works, and what can be done with it. */
export function WebhookRow({ webhook, onDeleted }: { webhook: Webhook; onDeleted?: () => void }) {
  const t = useTranslations("webhooks");
  const problemText = useProblemText();
  const [shows, setShows] = useState(false);
  const [asks, setAsks] = useState(false);
  const [enable, test, remove] = [useEnableWebhook(), useTestWebhook(), useDeleteWebhook()];
  const onError = (error: unknown) => void toast.error(problemText(error));
  const { id, name, disabled_at: disabledAt, disabled_reason: reason } = webhook;
  const handleDelete = () => {
    setAsks(false);
    // Callbacks of `mutate` are forgotten with the row, which is gone before they are called.
    void remove.mutateAsync(id).then(() => {
      onDeleted?.();
      toast.success(t("deleted"));
    }, onError);
  };
  return (
    <li className="grid gap-3 py-3">
      <div className="grid min-w-0 gap-0.5">
        <p className="break-words">
          <bdi>{name}</bdi>
        </p>
        <p className="text-sm break-all text-muted-foreground">{webhook.url}</p>
        <WebhookFacts webhook={webhook} reason={t(`reasons.${reason ?? "owner"}`)} />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          variant="outline"
          aria-label={t("testNamed", { name })}
          disabled={test.isPending || disabledAt !== null}
          isOnce
          onClick={() => test.mutate(id, { onSuccess: () => setShows(true), onError })}
        >
          {t("test")}
        </Button>
        <Button
          variant="outline"
          aria-label={t("logNamed", { name })}
          aria-expanded={shows}
          onClick={() => setShows(!shows)}
        >
          {t("log")}
        </Button>
        <Button
          variant="outline"
          aria-label={t(disabledAt ? "enableNamed" : "disableNamed", { name })}
          disabled={enable.isPending}
          isOnce
          onClick={() => enable.mutate({ id, enabled: disabledAt !== null }, { onError })}
        >
          {t(disabledAt ? "enable" : "disable")}
        </Button>
        <Button
          variant="outline"
          className="text-danger"
          aria-label={t("deleteNamed", { name })}
          disabled={remove.isPending}
          onClick={() => setAsks(true)}
        >
          {t("delete")}
        </Button>
      </div>
      {shows ? <DeliveryLog webhook={webhook} /> : null}
      {asks ? (
        <ConfirmDialog
          title={t("deleteTitle", { name })}
          text={t("deleteText")}
          submit={t("delete")}
          onConfirm={handleDelete}
          onClose={() => setAsks(false)}
        />
      ) : null}
    </li>
  );
}
